package dev.gatewaysync.sync.schedule;

/** Redis does not answer, so nobody can tell who holds the lock. */
public final class LockUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LockUnavailableException(Throwable cause) {
        super("Redis does not answer: " + cause.getMessage(), cause);
    }
}
