package dev.gatewaysync.ingest.webhook;

import org.jspecify.annotations.Nullable;

/**
 * What a sender gets for an accepted event.
 *
 * @param spooled true if the event waits for the broker on this machine's disk; else left out
 */
public record Receipt(
        boolean success,
        String id,
        String message,
        boolean duplicate,
        @Nullable Boolean spooled) {
    public static Receipt of(Accepted accepted) {
        return new Receipt(
                true, accepted.id(), "Update accepted", accepted.duplicate(), accepted.spooled() ? true : null);
    }
}
