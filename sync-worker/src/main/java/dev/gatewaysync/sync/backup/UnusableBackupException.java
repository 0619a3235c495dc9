package dev.gatewaysync.sync.backup;

import org.jspecify.annotations.Nullable;

/** This file is no backup that can be restored; the message says what is wrong with it. */
public final class UnusableBackupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableBackupException(String message) {
        this(message, null);
    }

    UnusableBackupException(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }
}
