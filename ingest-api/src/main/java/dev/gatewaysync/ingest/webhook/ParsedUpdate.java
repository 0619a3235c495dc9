package dev.gatewaysync.ingest.webhook;

import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventType;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.service.trace.TraceStep;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A valid update, before it is known whether it is new.
 *
 * @param id the sender's own id of the event
 * @param timestamp when it happened, if the sender said so
 */
public record ParsedUpdate(
        EventType type,
        ObjectNode data,
        @Nullable String id,
        @Nullable Instant timestamp,
        @Nullable ObjectNode extra) {

    /** Of what the update says: under which key it came, alone or in a batch, and how it is indented does not matter. */
    String contentHash() {
        return Sha256.hex((data.toString() + extra + timestamp + type).getBytes(StandardCharsets.UTF_8));
    }

    /** As a part of the step under way, if that is one of a trace. */
    EventEnvelope toEnvelope(String eventId, Source source, Instant now) {
        return new EventEnvelope(eventId, type, source, timestamp == null ? now : timestamp, now, data, extra, null)
                .withTrace(TraceStep.current().traceparent());
    }
}
