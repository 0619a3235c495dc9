package dev.gatewaysync.ingest.provider;

import dev.gatewaysync.events.JsonScalars;
import dev.gatewaysync.events.Times;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads fields of payloads that are someone else's, and may be missing or of another kind tomorrow. */
final class Payload {
    private static final int SHORT_SHA = 7;
    private static final long MAX_MILLIS = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();

    private Payload() {}

    /** What the text or number at {@code pointer} says, if it is not blank. */
    static Optional<String> text(JsonNode json, String pointer) {
        return JsonScalars.text(json.at(pointer)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** Whether it says so; null and what is absent do not. */
    static boolean isTrue(JsonNode json, String pointer) {
        return is(json, pointer, "true");
    }

    /** Whether it is there and says nothing, which is more than not being there. */
    static boolean isNull(JsonNode json, String pointer) {
        JsonNode node = json.at(pointer);
        return node.isNull() || node.isString() && node.asString().isBlank();
    }

    static boolean is(JsonNode json, String pointer, String value) {
        return text(json, pointer).filter(value::equalsIgnoreCase).isPresent();
    }

    static Optional<String> firstLine(JsonNode json, String pointer) {
        return text(json, pointer).flatMap(text -> text.lines().findFirst()).map(String::strip);
    }

    static Optional<String> shortSha(JsonNode json, String pointer) {
        return text(json, pointer).map(sha -> sha.matches("[0-9a-fA-F]{8,64}") ? sha.substring(0, SHORT_SHA) : sha);
    }

    /** A date, or a number of milliseconds since 1970. */
    static Optional<Instant> time(JsonNode json, String pointer) {
        JsonNode node = json.at(pointer);
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            long millis = node.asLong();
            return millis < 0 || millis > MAX_MILLIS ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
        }
        return Times.parse(node);
    }
}
