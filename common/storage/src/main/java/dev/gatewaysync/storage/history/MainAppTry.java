package dev.gatewaysync.storage.history;

import dev.gatewaysync.events.EventJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One try of a delivery to the main app, as a line of {@code main_app_delivery.tries}. */
public final class MainAppTry {
    private MainAppTry() {}

    /**
     * A line without its beginning, <code>{"attempt":1,</code>, which the database writes: it alone knows the number.
     *
     * @param status as the delivery has it then
     */
    public static String line(long at, String status, @Nullable String error, AttemptExchange exchange) {
        ObjectNode line = EventJson.mapper().createObjectNode();
        line.put("at", at);
        line.put("outcome", outcome(status));
        line.put("error", error);
        line.set("exchange", EventJson.mapper().valueToTree(exchange));
        return line.toString().substring(1) + "\n";
    }

    private static String outcome(String status) {
        return switch (status) {
            case "delivered" -> "sent";
            case "pending" -> "retry";
            default -> status;
        };
    }

    /** The tries that are kept, the first first; those that cannot be read are left out. */
    static List<UpdateTimeline.Attempt> read(@Nullable String lines) {
        return lines == null
                ? List.of()
                : lines.lines()
                        .map(MainAppTry::attempt)
                        .flatMap(Optional::stream)
                        .toList();
    }

    private static Optional<UpdateTimeline.Attempt> attempt(String line) {
        try {
            JsonNode json = EventJson.mapper().readTree(line);
            return Optional.of(new UpdateTimeline.Attempt(
                    json.path("attempt").asInt(0),
                    Instant.ofEpochMilli(json.path("at").asLong(0)),
                    json.path("outcome").asString(""),
                    json.path("error").isString() ? json.path("error").stringValue() : null,
                    AttemptExchange.read(json.path("exchange").toString())));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
