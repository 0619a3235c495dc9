package dev.gatewaysync.sync.operator;

/** What an operator asked cannot be done as asked; the message says why and what to do. */
public final class RequestRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RequestRefusedException(String message) {
        super(message, null, false, false);
    }
}
