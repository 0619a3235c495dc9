package dev.gatewaysync.ingest.webhook;

import dev.gatewaysync.events.EventData;
import dev.gatewaysync.events.JsonScalars;
import dev.gatewaysync.events.MalformedEventException;
import dev.gatewaysync.events.Problem;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.events.TextSanitizer;
import dev.gatewaysync.events.Times;
import dev.gatewaysync.ingest.answer.ApiException;
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

    private final AcceptedTypes types;
    private final JsonNode body;
    private final List<Problem> problems = new ArrayList<>();

    private UpdateReader(AcceptedTypes types, JsonNode body) {
        this.types = types;
        this.body = body;
    }

    /** @throws ApiException listing every problem with its JSON Pointer */
    static ParsedUpdate read(AcceptedTypes types, JsonNode body) {
        return new UpdateReader(types, body).read();
    }

    /** For the metrics: the type if it is an accepted one, else {@code unknown}. */
    static String typeLabel(AcceptedTypes types, JsonNode body) {
        return types.named(body.path("type").asString("").strip())
                .map(accepted -> accepted.type().wireName())
                .orElse("unknown");
    }

    private ParsedUpdate read() {
        if (!(body instanceof ObjectNode object)) {
            throw ApiException.invalid(
                    List.of(new Problem("", "must be an object such as {\"type\": …, \"data\": {…}}")));
        }
        AcceptedTypes.Accepted type = type();
        ObjectNode data = data(type);
        String id = id();
        Instant timestamp = time("/timestamp", object.get("timestamp"));
        if (type != null && data != null) {
            EventData.asSent((ObjectNode) body.path("data"), data, type.schema().problems(data))
                    .forEach(problem -> problems.add(inData(problem)));
        }
        if (data != null && problems.isEmpty()) {
            Instant inData = time("/data/timestamp", data.get("timestamp"));
            timestamp = timestamp == null ? inData : timestamp;
        }
        if (type == null || data == null || !problems.isEmpty()) {
            throw ApiException.invalid(problems);
        }
        ParsedUpdate update = new ParsedUpdate(type.type(), data, id, timestamp, extra(object));
        requireReadable(update);
        return update;
    }

    private AcceptedTypes.@Nullable Accepted type() {
        JsonNode type = body.path("type");
        if (isAbsent(type)) {
            problems.add(new Problem("/type", "is required"));
            return null;
        }
        if (!type.isString()) {
            problems.add(new Problem("/type", "must be a string"));
            return null;
        }
        String name = type.asString().strip();
        Optional<AcceptedTypes.Accepted> known = types.named(name);
        if (known.isEmpty()) {
            problems.add(new Problem("/type", types.explain(name)));
        }
        return known.orElse(null);
    }

    private @Nullable ObjectNode data(AcceptedTypes.@Nullable Accepted type) {
        JsonNode data = body.path("data");
        if (data instanceof ObjectNode object) {
            ObjectNode trimmed = TextSanitizer.trimmed(object);
            return type == null ? trimmed : EventData.read(type.schema(), trimmed);
        }
        problems.add(new Problem("/data", isAbsent(data) ? "is required" : "must be an object"));
        return null;
    }

    private @Nullable String id() {
        JsonNode id = body.path("id");
        if (isAbsent(id)) {
            return null;
        }
        Optional<String> text = id.isBoolean() ? Optional.empty() : JsonScalars.text(id);
        if (text.isEmpty() || !ID_RULE.matcher(text.get()).matches()) {
            problems.add(new Problem("/id", "must be a string of 1 to 128 characters out of A-Z a-z 0-9 . _ : -"));
            return null;
        }
        return text.get();
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private @Nullable Instant time(String pointer, @Nullable JsonNode time) {
        if (time == null || time.isNull() || time.isString() && time.asString().isBlank()) {
            return null;
        }
        Optional<Instant> instant = Times.parse(time);
        if (instant.isEmpty()) {
            problems.add(new Problem(pointer, Times.RULE));
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
        return extra.isEmpty() ? null : TextSanitizer.kept(extra);
    }

    /** What passes the schema and is no event all the same would only be found out by a consumer, too late to say so. */
    private static void requireReadable(ParsedUpdate update) {
        try {
            update.toEnvelope("check", Source.MAIN_APP, Instant.EPOCH).event();
        } catch (MalformedEventException e) {
            throw ApiException.invalid(List.of(new Problem("/data", "is no " + update.type() + " that can be read")));
        }
    }
}
