package dev.gatewaysync.sync.catalog.parse;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.sync.catalog.fetch.XmlElement;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An entry of a feed or a sitemap, as the fields that a catalogue's map takes. */
final class FeedItem {
    /** A post without a title is called by its first words. */
    private static final int TITLE_OF_WORDS = 80;

    private final ObjectNode fields = EventJson.mapper().createObjectNode();

    FeedItem name(@Nullable String title, @Nullable String words) {
        if (title != null && !title.isBlank()) {
            fields.put("name", title);
        } else if (words != null && !words.isBlank()) {
            fields.put("name", shortened(words));
        }
        return this;
    }

    FeedItem put(String field, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            fields.put(field, value);
        }
        return this;
    }

    /** Nothing of this name, whatever the entry says under it. */
    FeedItem without(String field) {
        fields.putNull(field);
        return this;
    }

    FeedItem list(String field, Collection<String> values) {
        ArrayNode list = fields.putArray(field);
        values.stream().filter(value -> !value.isBlank()).forEach(list::add);
        return this;
    }

    /** What else is said, where no field of that name is set. */
    FeedItem rest(Map<String, JsonNode> said) {
        said.forEach(fields::putIfAbsent);
        return this;
    }

    /** The children of an entry under their own names, prefixes included. */
    FeedItem rest(XmlElement entry) {
        ObjectNode said = EventJson.mapper().createObjectNode();
        entry.children().forEach(child -> add(said, child));
        said.properties().forEach(field -> fields.putIfAbsent(field.getKey(), field.getValue()));
        return this;
    }

    ObjectNode fields() {
        return fields;
    }

    private static void add(ObjectNode object, XmlElement element) {
        JsonNode value = value(element);
        JsonNode before = object.get(element.name());
        if (before == null) {
            object.set(element.name(), value);
        } else if (before instanceof ArrayNode list) {
            list.add(value);
        } else {
            object.putArray(element.name()).add(before).add(value);
        }
    }

    /** Its text; without one, its attributes and elements as an object. */
    private static JsonNode value(XmlElement element) {
        String text = element.text();
        if (!text.isEmpty()
                || element.attributes().isEmpty() && element.children().isEmpty()) {
            return EventJson.mapper()
                    .getNodeFactory()
                    .stringNode(element.children().isEmpty() ? text : element.wholeText());
        }
        ObjectNode object = EventJson.mapper().createObjectNode();
        element.attributes().forEach(object::put);
        element.children().forEach(child -> add(object, child));
        return object;
    }

    static String shortened(String words) {
        return words.codePointCount(0, words.length()) <= TITLE_OF_WORDS
                ? words
                : words.substring(0, words.offsetByCodePoints(0, TITLE_OF_WORDS - 1)) + "…";
    }
}
