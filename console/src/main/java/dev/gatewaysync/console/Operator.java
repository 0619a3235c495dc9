package dev.gatewaysync.console;

/**
 * Who makes a request.
 *
 * @param name as they call themselves: the token is shared, so this is for the audit log and proves nothing
 * @param address of the connection
 */
public record Operator(String name, Role role, String address) {
    /** Request attribute that holds it. */
    public static final String ATTRIBUTE = "operator";

    private static final int LONGEST = 60;

    public static Operator of(String name, Role role, String address) {
        String clean = name.replaceAll("\\p{Cntrl}", " ").strip();
        String known = clean.isEmpty() ? role == Role.OPERATOR ? "operator" : "reader" : clean;
        return new Operator(known.length() > LONGEST ? known.substring(0, LONGEST) : known, role, address);
    }

    public boolean mayChange() {
        return role == Role.OPERATOR;
    }
}
