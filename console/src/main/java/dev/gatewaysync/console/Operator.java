package dev.gatewaysync.console;

/**
 * Who makes a request.
 *
 * @param name of the person or program; with a shared token as they call themselves, which proves nothing
 * @param address of the connection
 */
public record Operator(String name, Role role, String address, Proof proof) {
    /** Request attribute that holds it. */
    public static final String ATTRIBUTE = "operator";

    private static final int LONGEST = 60;

    /** Somebody who has proved nothing. */
    public static Operator of(String name, Role role, String address) {
        return new Operator(clean(name, role), role, address, new Proof.None());
    }

    /** Somebody with a shared token. */
    public static Operator shared(String name, Role role, String address) {
        return new Operator(clean(name, role), role, address, new Proof.SharedToken());
    }

    private static String clean(String name, Role role) {
        String clean = name.replaceAll("\\p{Cntrl}", " ").strip();
        String known = clean.isEmpty() ? role.word() : clean;
        return known.length() > LONGEST ? known.substring(0, LONGEST) : known;
    }

    public boolean mayChange() {
        return role != Role.READER;
    }
}
