package dev.gatewaysync.storage.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which updates to show; a null field does not filter. */
public record UpdateFilter(
        @Nullable String type,
        @Nullable String source,
        @Nullable Instant since,
        @Nullable SyncedStatus status) {
    public static final UpdateFilter ALL = new UpdateFilter(null, null, null, null);

    /** How far an update's deliveries are. */
    public enum SyncedStatus {
        /** Every delivery has succeeded. */
        SYNCED,
        /** Some delivery is still to come, none has failed. */
        PENDING,
        /** Some delivery has failed. */
        FAILED
    }
}
