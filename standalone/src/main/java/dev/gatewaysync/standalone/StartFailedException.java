package dev.gatewaysync.standalone;

/** The gateway cannot start for a reason that the operator can mend; the message says which and how. */
final class StartFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartFailedException(String message) {
        super(message, null, false, false);
    }
}
