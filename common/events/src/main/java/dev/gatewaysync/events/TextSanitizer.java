package dev.gatewaysync.events;

import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Makes a sender's texts such that they can be written again: as UTF-8, into a database. */
public final class TextSanitizer {
    private static final char REPLACEMENT = '\uFFFD';

    private TextSanitizer() {}

    /** Every text without the space around it, and storable. */
    public static ObjectNode trimmed(ObjectNode object) {
        return object(object, text -> storable(text).strip());
    }

    /** Every text as it is, and storable. */
    public static ObjectNode kept(ObjectNode object) {
        return object(object, TextSanitizer::storable);
    }

    /** Without NUL, which PostgreSQL does not take, and halves of surrogate pairs, which UTF-8 does not have. */
    public static String storable(String text) {
        StringBuilder clean = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                clean = clean == null ? new StringBuilder(text) : clean;
                clean.setCharAt(i, REPLACEMENT);
            }
        }
        return clean == null ? text : clean.toString();
    }

    private static JsonNode node(JsonNode node, UnaryOperator<String> clean) {
        if (node instanceof ObjectNode object) {
            return object(object, clean);
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(element -> copy.add(node(element, clean)));
            return copy;
        }
        return node.isString() ? StringNode.valueOf(clean.apply(node.asString())) : node;
    }

    private static ObjectNode object(ObjectNode object, UnaryOperator<String> clean) {
        ObjectNode copy = object.objectNode();
        object.properties().forEach(field -> copy.set(storable(field.getKey()), node(field.getValue(), clean)));
        return copy;
    }
}
