package dev.gatewaysync.sync.backup;

/** A backup was not made, or not restored, and nothing has changed. */
public final class BackupFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BackupFailedException(String message) {
        super(message, null, false, false);
    }
}
