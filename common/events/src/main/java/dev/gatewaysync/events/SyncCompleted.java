package dev.gatewaysync.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sync run changed what is known of the catalogue, or was the first. */
public record SyncCompleted(
        String kind,
        boolean baseline,
        long added,
        long updated,
        long removed,
        long resourceCount,
        long categoryCount,
        @Nullable Long durationMs,
        List<String> problems)
        implements GatewayEvent {
    public SyncCompleted {
        Required.present(kind, "sync-completed", "kind");
        problems = Absent.asEmpty(problems);
    }
}
