package dev.gatewaysync.config.source;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.TypeDefinition;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventData;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventSchema;
import dev.gatewaysync.events.EventSchemas;
import dev.gatewaysync.events.EventType;
import dev.gatewaysync.events.MalformedEventException;
import dev.gatewaysync.events.OwnType;
import dev.gatewaysync.events.Problem;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.events.TextSanitizer;
import dev.gatewaysync.events.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Data for an event, read and checked as those that come to the door.
 *
 * @param problems with pointers from the event's root, as those of a body; empty if it is an event
 */
record EventDraft(EventType type, ObjectNode data, @Nullable Instant timestamp, List<Problem> problems) {
    /** In characters, as a body at the door has bytes: a rule may say the same long text over and over. */
    private static final int LONGEST = 262_144;

    /** As a body of a sender with a preset. */
    private static final int LONGEST_OF_PRESET = 1_048_576;

    /**
     * @param isPreset of a sender who cannot be told to say it otherwise: what is wrong and not required is left out. Such a
     *     one may say that the app is down, too
     */
    static EventDraft of(GatewayConfig config, String type, ObjectNode data, boolean isPreset) {
        Optional<TypeDefinition> own = config.type(type);
        if (own.isPresent()) {
            return checked(own.get().type(), own.get().schema(), data, isPreset);
        }
        Optional<BuiltInType> builtIn = BuiltInType.named(type)
                .filter(known -> known.origin() == EventType.Origin.MAIN_APP
                        || isPreset && known == BuiltInType.APP_STATUS_CHANGED);
        return builtIn.map(known -> checked(known, EventSchemas.of(known), data, isPreset))
                .orElseGet(
                        () -> refused(BuiltInType.CUSTOM, data, "'" + type + "' is no type that comes from outside"));
    }

    private static EventDraft checked(EventType type, EventSchema schema, ObjectNode made, boolean isPreset) {
        if (room(made, isPreset ? LONGEST_OF_PRESET : LONGEST) < 0) {
            return refused(type, made, "has more than " + (isPreset ? LONGEST_OF_PRESET : LONGEST) + " characters");
        }
        ObjectNode data = EventData.read(schema, TextSanitizer.trimmed(ListFields.of(schema, made)));
        List<Problem> problems = schema.problems(data);
        if (isPreset && !problems.isEmpty()) {
            problems.forEach(problem -> data.remove(field(problem)));
            problems = schema.problems(data);
        }
        if (!problems.isEmpty()) {
            return new EventDraft(
                    type, data, null, problems.stream().map(EventDraft::inData).toList());
        }
        JsonNode time = data.path("timestamp");
        Optional<Instant> timestamp = Times.parse(time);
        if (timestamp.isEmpty() && isSaid(time) && !(type instanceof OwnType)) {
            return new EventDraft(type, data, null, List.of(new Problem("/data/timestamp", Times.RULE)));
        }
        return readable(new EventDraft(type, data, timestamp.orElse(null), List.of()));
    }

    /** What passes the schema and is no event all the same would only be found out by a consumer, too late to say so. */
    private static EventDraft readable(EventDraft draft) {
        try {
            new EventEnvelope(
                            "check", draft.type, Source.MAIN_APP, Instant.EPOCH, Instant.EPOCH, draft.data, null, null)
                    .event();
            return draft;
        } catch (MalformedEventException e) {
            return refused(draft.type, draft.data, "is no " + draft.type + " that can be read");
        }
    }

    private static EventDraft refused(EventType type, ObjectNode data, String message) {
        return new EventDraft(type, data, null, List.of(new Problem("/data", message)));
    }

    private static boolean isSaid(JsonNode time) {
        return !time.isMissingNode()
                && !time.isNull()
                && !(time.isString() && time.asString().isBlank());
    }

    private static String field(Problem problem) {
        return problem.pointer()
                .substring(Math.min(1, problem.pointer().length()))
                .replaceAll("/.*", "");
    }

    private static Problem inData(Problem problem) {
        return new Problem("/data" + problem.pointer(), problem.message());
    }

    private static int room(JsonNode node, int left) {
        int room = left - 1 - (node.isString() ? node.asString().length() : 0);
        for (var fields = node.properties().iterator(); room >= 0 && fields.hasNext(); ) {
            var field = fields.next();
            room = room(field.getValue(), room - field.getKey().length());
        }
        if (node.isArray()) {
            for (var items = node.iterator(); room >= 0 && items.hasNext(); ) {
                room = room(items.next(), room);
            }
        }
        return room;
    }
}
