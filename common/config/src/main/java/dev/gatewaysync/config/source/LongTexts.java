package dev.gatewaysync.config.source;

import dev.gatewaysync.config.expression.Expression;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Texts that no expression may have, in a request of a sender who cannot be told to send less: they are cut, so that the event is
 * not lost for what is too long in it.
 */
final class LongTexts {
    private LongTexts() {}

    static JsonNode cut(JsonNode node) {
        return hasOne(node) ? without(node) : node;
    }

    private static boolean hasOne(JsonNode node) {
        if (node.isString()) {
            return node.stringValue().length() > Expression.LONGEST_TEXT;
        }
        for (JsonNode each : node) {
            if (hasOne(each)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode without(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties().forEach(field -> copy.set(field.getKey(), without(field.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(each -> copy.add(without(each)));
            return copy;
        }
        return hasOne(node) ? StringNode.valueOf(shortened(node.stringValue())) : node;
    }

    private static String shortened(String text) {
        int end = Expression.LONGEST_TEXT - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
