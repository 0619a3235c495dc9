package dev.gatewaysync.ingest.provider;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventData;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.EventSchemas;
import dev.gatewaysync.events.TextSanitizer;
import dev.gatewaysync.ingest.webhook.ParsedUpdate;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds an event out of what a provider says; fields that it does not say, or says wrongly, are left out, and texts that
 * are too long are cut: a provider cannot be told to send it again otherwise.
 */
final class ProviderEventBuilder {
    /** Characters of a line. */
    private static final int MAX_LINE = 1_000;

    private final BuiltInType type;
    private final ObjectNode data = EventJson.mapper().createObjectNode();
    private Optional<String> subject = Optional.empty();

    private ProviderEventBuilder(BuiltInType type) {
        this.type = type;
    }

    static ProviderEventBuilder of(BuiltInType type) {
        return new ProviderEventBuilder(type);
    }

    /** What it is about, the same for every delivery that tells of it. */
    ProviderEventBuilder about(String kind, Optional<String> id) {
        subject = id.map(known -> kind + ":" + known);
        return this;
    }

    ProviderEventBuilder with(String field, Optional<String> value) {
        value.ifPresent(text -> data.put(field, cut(text, EventSchemas.maxLength(type, field))));
        return this;
    }

    /** An address that is too long is left out: half of it leads nowhere. */
    ProviderEventBuilder withUrl(String field, Optional<String> value) {
        value.ifPresent(text -> data.put(field, text));
        return this;
    }

    /** Left out where it is not so. */
    ProviderEventBuilder withFlag(String field, boolean isSo) {
        if (isSo) {
            data.put(field, true);
        }
        return this;
    }

    /** A list of one. */
    ProviderEventBuilder withList(String field, Optional<String> value) {
        value.ifPresent(text -> data.putArray(field).add(cut(text, MAX_LINE)));
        return this;
    }

    /**
     * @param provider under which the payload is kept in the event's extra fields
     * @param payload without anything that must not be stored
     */
    ProviderDelivery at(Optional<Instant> time, String provider, ObjectNode payload) {
        ObjectNode clean = EventData.read(EventSchemas.of(type), TextSanitizer.kept(data));
        EventSchemas.problems(type, clean)
                .forEach(problem -> clean.remove(problem.pointer().substring(1)));
        ObjectNode extra = EventJson.mapper().createObjectNode();
        extra.set(provider, TextSanitizer.kept(payload));
        return new ProviderDelivery.News(new ParsedUpdate(type, clean, null, time.orElse(null), extra), subject);
    }

    private static String cut(String text, int maxLength) {
        return text.codePointCount(0, text.length()) <= maxLength
                ? text
                : text.substring(0, text.offsetByCodePoints(0, maxLength - 1)) + "…";
    }
}
