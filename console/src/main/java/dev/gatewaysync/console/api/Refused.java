package dev.gatewaysync.console.api;

/** A request that cannot be done; the message is for who made it. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    private Refused(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    public static Refused badRequest(String message) {
        return new Refused(400, message);
    }

    public static Refused tooLarge(String message) {
        return new Refused(413, message);
    }

    public static Refused notFound(String message) {
        return new Refused(404, message);
    }

    public static Refused unavailable(String message) {
        return new Refused(503, message);
    }

    public int status() {
        return status;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
