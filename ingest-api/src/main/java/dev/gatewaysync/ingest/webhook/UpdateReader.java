package dev.gatewaysync.ingest.webhook;

import dev.gatewaysync.events.EventSchemas;
import dev.gatewaysync.events.EventType;
import dev.gatewaysync.events.MalformedEventException;
import dev.gatewaysync.events.Problem;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.ingest.answer.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code {"type", "data", …}}, and finds everything that is wrong with it at once. */
final class UpdateReader {
    private static final Set<String> OWN_FIELDS = Set.of("type", "data", "id", "timestamp");
    private static final Pattern ID_RULE = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    private final JsonNode body;
    private final List<Problem> problems = new ArrayList<>();

    private UpdateReader(JsonNode body) {
        this.body = body;
    }

    /** @throws Refusal listing every problem with its JSON Pointer */
    static ParsedUpdate read(JsonNode body) {
        return new UpdateReader(body).read();
    }

    /** For the metrics: the type if it is an accepted one, else {@code unknown}. */
    static String typeLabel(JsonNode body) {
        return AcceptedTypes.named(body.path("type").asString("").strip())
                .map(EventType::wireName)
                .orElse("unknown");
    }

    private ParsedUpdate read() {
        if (!(body instanceof ObjectNode object)) {
            throw Refusal.invalid(List.of(new Problem("", "must be an object such as {\"type\": …, \"data\": {…}}")));
        }
        EventType type = type();
        ObjectNode data = data();
        String id = id();
        Instant timestamp = time("/timestamp", object.get("timestamp"));
        if (type != null && data != null) {
            EventSchemas.problems(type, data).forEach(problem -> problems.add(inData(problem)));
        }
        if (data != null && problems.isEmpty()) {
            Instant inData = time("/data/timestamp", data.get("timestamp"));
            timestamp = timestamp == null ? inData : timestamp;
        }
        if (type == null || data == null || !problems.isEmpty()) {
            throw Refusal.invalid(problems);
        }
        ParsedUpdate update = new ParsedUpdate(type, data, id, timestamp, extra(object));
        requireReadable(update);
        return update;
    }

    private @Nullable EventType type() {
        JsonNode type = body.path("type");
        if (type.isMissingNode()) {
            problems.add(new Problem("/type", "is required"));
            return null;
        }
        if (!type.isString()) {
            problems.add(new Problem("/type", "must be a string"));
            return null;
        }
        String name = type.asString().strip();
        Optional<EventType> known = AcceptedTypes.named(name);
        if (known.isEmpty()) {
            problems.add(new Problem("/type", AcceptedTypes.explain(name)));
        }
        return known.orElse(null);
    }

    private @Nullable ObjectNode data() {
        JsonNode data = body.path("data");
        if (data instanceof ObjectNode object) {
            return CleanText.trimmed(object);
        }
        problems.add(new Problem("/data", data.isMissingNode() ? "is required" : "must be an object"));
        return null;
    }

    private @Nullable String id() {
        JsonNode id = body.path("id");
        if (id.isMissingNode()) {
            return null;
        }
        if (!id.isString() || !ID_RULE.matcher(id.asString()).matches()) {
            problems.add(new Problem("/id", "must be a string of 1 to 128 characters out of A-Z a-z 0-9 . _ : -"));
            return null;
        }
        return id.asString();
    }

    private @Nullable Instant time(String pointer, @Nullable JsonNode time) {
        if (time == null) {
            return null;
        }
        Optional<Instant> instant =
                time.isString() ? Times.parse(time.asString().strip()) : Optional.empty();
        if (instant.isEmpty()) {
            problems.add(new Problem(
                    pointer, "must be an ISO-8601 date and time with an offset, such as 2025-09-06T12:00:00Z"));
        }
        return instant.orElse(null);
    }

    private static Problem inData(Problem problem) {
        return new Problem("/data" + problem.pointer(), problem.message());
    }

    private static @Nullable ObjectNode extra(ObjectNode body) {
        ObjectNode extra = body.objectNode();
        body.properties().stream()
                .filter(field -> !OWN_FIELDS.contains(field.getKey()))
                .forEach(field -> extra.set(field.getKey(), field.getValue()));
        return extra.isEmpty() ? null : CleanText.kept(extra);
    }

    /** What passes the schema and is no event all the same would only be found out by a consumer, too late to say so. */
    private static void requireReadable(ParsedUpdate update) {
        try {
            update.toEnvelope("check", Source.MAIN_APP, Instant.EPOCH).event();
        } catch (MalformedEventException e) {
            throw Refusal.invalid(List.of(new Problem("/data", "is no " + update.type() + " that can be read")));
        }
    }
}
