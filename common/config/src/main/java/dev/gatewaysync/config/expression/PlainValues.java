package dev.gatewaysync.config.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON as the maps, lists, texts and numbers that JSONata works on, and back. */
final class PlainValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private int nodes;

    private PlainValues() {}

    static @Nullable Object of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                node.properties().forEach(field -> map.put(field.getKey(), of(field.getValue())));
                yield map;
            }
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>(node.size());
                node.forEach(item -> list.add(of(item)));
                yield list;
            }
            case STRING -> node.stringValue();
            case NUMBER -> number(node);
            case BOOLEAN -> node.booleanValue();
            default -> null;
        };
    }

    /** Whole numbers as they are, however many digits an id has; nothing for another that is larger than the language knows. */
    private static @Nullable Number number(JsonNode node) {
        if (node.isBigInteger()) {
            return node.bigIntegerValue();
        }
        if (node.canConvertToExactIntegral() && node.canConvertToLong()) {
            long number = node.longValue();
            return (int) number == number ? (Number) (int) number : (Number) number;
        }
        double number = node.decimalValue().doubleValue();
        return Double.isInfinite(number) ? null : number;
    }

    /**
     * A missing node for nothing, and for a function, which is no value.
     *
     * @throws ExpressionException if there is too much of it: few steps can say one long list over and over
     */
    static JsonNode toJson(@Nullable Object value) {
        return new PlainValues().node(value);
    }

    private JsonNode node(@Nullable Object value) {
        if (++nodes > Expression.MOST_VALUES) {
            throw Expression.tooLarge();
        }
        if (value instanceof String text) {
            return NODES.stringNode(text);
        }
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        if (value instanceof Integer || value instanceof Long) {
            return NODES.numberNode(((Number) value).longValue());
        }
        if (value instanceof BigInteger whole) {
            return NODES.numberNode(whole);
        }
        if (value instanceof Number number) {
            return decimal(number);
        }
        if (value instanceof Map<?, ?> map) {
            return object(map);
        }
        if (value instanceof FormattedValue) {
            return NODES.pojoNode(value);
        }
        return value instanceof List<?> list ? array(list) : MissingNode.getInstance();
    }

    private static JsonNode decimal(Number number) {
        double value = number.doubleValue();
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return MissingNode.getInstance();
        }
        if (value == Math.rint(value) && Math.abs(value) < 9007199254740992.0) {
            return NODES.numberNode((long) value);
        }
        return NODES.numberNode(new BigDecimal(Double.toString(value)));
    }

    private ObjectNode object(Map<?, ?> map) {
        ObjectNode object = NODES.objectNode();
        map.forEach((name, value) -> {
            JsonNode node = node(value);
            if (!node.isMissingNode()) {
                object.set(String.valueOf(name), node);
            }
        });
        return object;
    }

    private ArrayNode array(List<?> list) {
        ArrayNode array = NODES.arrayNode();
        list.forEach(item -> {
            JsonNode node = node(item);
            if (!node.isMissingNode()) {
                array.add(node);
            }
        });
        return array;
    }
}
