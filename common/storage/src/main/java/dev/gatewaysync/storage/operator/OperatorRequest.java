package dev.gatewaysync.storage.operator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something an operator asked of a service, and what became of it.
 *
 * @param service the service that is asked, for example {@code sync-worker}
 * @param kind what is asked, for example {@code sync} or {@code backup-create}
 * @param arguments a JSON object
 * @param answer null until a service has taken it
 */
public record OperatorRequest(
        String id,
        String service,
        String kind,
        JsonNode arguments,
        String requestedBy,
        Instant requestedAt,
        @Nullable Answer answer) {

    /**
     * @param progress 0 to 100
     * @param message what is being done, or why it failed
     * @param outcome {@code success}, {@code failed}, or of a sync {@code partial} or {@code suspicious}; null while it is worked on
     * @param result JSON, as the kind says
     */
    public record Answer(
            Instant startedAt,
            int progress,
            String message,
            @Nullable Instant finishedAt,
            @Nullable String outcome,
            @Nullable JsonNode result) {

        public boolean isFinished() {
            return finishedAt != null;
        }
    }
}
