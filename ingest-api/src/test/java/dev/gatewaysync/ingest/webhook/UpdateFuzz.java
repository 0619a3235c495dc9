package dev.gatewaysync.ingest.webhook;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.ingest.answer.ApiException;
import dev.gatewaysync.ingest.answer.ProblemType;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** A body is refused, or becomes an event that every consumer can read. */
public final class UpdateFuzz {
    private static final AcceptedTypes TYPES = new AcceptedTypes(() -> GatewayConfig.NONE);

    private UpdateFuzz() {}

    public static void update(byte[] body) {
        try {
            requireReadable(UpdateReader.read(TYPES, JsonBody.parse(body)), Source.MAIN_APP);
        } catch (ApiException apiException) {
            requireExpected(apiException);
        }
    }

    public static void batch(byte[] body) {
        try {
            if (JsonBody.parse(body) instanceof ArrayNode array) {
                for (JsonNode node : array) {
                    BatchItem item = BatchItem.read(TYPES, node);
                    ParsedUpdate update = item.update();
                    if (update == null) {
                        item.answer();
                    } else {
                        requireReadable(update, Source.MAIN_APP);
                    }
                }
            }
        } catch (ApiException apiException) {
            requireExpected(apiException);
        }
    }

    public static void requireReadable(ParsedUpdate update, Source source) {
        EventEnvelope event = update.toEnvelope("e", source, Instant.EPOCH);
        EventEnvelope read = EventJson.fromBytes(EventJson.toBytes(event));
        if (read.event() == null || !read.timestamp().equals(event.timestamp())) {
            throw new AssertionError("It comes back as another event: " + read);
        }
    }

    public static void requireExpected(ApiException apiException) {
        if (apiException.reason() != ProblemType.MALFORMED && apiException.reason() != ProblemType.INVALID) {
            throw new AssertionError("Refused as " + apiException.reason(), apiException);
        }
        // The sender is told this, so it must be something that can be written.
        EventJson.mapper().writeValueAsBytes(apiException.errors());
        EventJson.mapper().writeValueAsBytes(apiException.detail());
    }
}
