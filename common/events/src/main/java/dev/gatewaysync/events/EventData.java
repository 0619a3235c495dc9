package dev.gatewaysync.events;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads a type's own fields as what they say, before they are checked against its schema: a number where a text belongs
 * and the reverse, a time in another spelling, an address with space in it, null for what is not there. What cannot be
 * read so is left as it is, for the check to name; fields that the type does not have are not touched.
 */
public final class EventData {
    /** A URL up to the end of its authority, and what follows. */
    private static final Pattern URL = Pattern.compile("(?s)([^/?#]*//[^/?#]*)(.*)");

    private static final Pattern LINE_BREAKS = Pattern.compile("[\\t\\r\\n]");

    private EventData() {}

    /** @param data with its texts trimmed; is not changed */
    public static ObjectNode read(EventSchema schema, ObjectNode data) {
        return object(schema.node(), data);
    }

    /**
     * The problems of data that were read, each at its place in what was sent: a list that was read has no null any more, so
     * what stood behind one has moved forward.
     */
    public static List<Problem> asSent(ObjectNode sent, ObjectNode read, List<Problem> problems) {
        return problems.stream()
                .map(problem -> new Problem(asSent(sent, read, problem.pointer()), problem.message()))
                .toList();
    }

    private static String asSent(JsonNode sent, JsonNode read, String pointer) {
        if (pointer.isEmpty()) {
            return "";
        }
        int end = pointer.indexOf('/', 1);
        String step = end < 0 ? pointer : pointer.substring(0, end);
        String place = sent instanceof ArrayNode list && list.size() > read.size()
                ? "/" + placeOf(Integer.parseInt(step.substring(1)), list)
                : step;
        return place + asSent(sent.at(place), read.at(step), pointer.substring(step.length()));
    }

    /** Of what is the {@code index}th of a list without its nulls. */
    private static int placeOf(int index, ArrayNode list) {
        int left = index;
        int place = 0;
        while (list.path(place).isNull() || left-- > 0) {
            place++;
        }
        return place;
    }

    private static ObjectNode object(JsonNode schema, ObjectNode data) {
        ObjectNode read = data.objectNode();
        data.properties().forEach(field -> {
            JsonNode rule = schema.path("properties").path(field.getKey());
            JsonNode value = rule.isMissingNode() ? field.getValue() : value(rule, field.getValue());
            boolean isRequired = schema.path("required")
                    .valueStream()
                    .anyMatch(name -> name.asString().equals(field.getKey()));
            if (value != null && (isRequired || !isLeftOut(rule, value))) {
                read.set(field.getKey(), value);
            }
        });
        return read;
    }

    /** An empty field of a form is sent as an empty text; where no text belongs it says that there is nothing. */
    private static boolean isLeftOut(JsonNode rule, JsonNode value) {
        boolean isText =
                rule.path("type").asString("").equals("string") && !rule.has("enum") && !isUrl(rule) && !isTime(rule);
        return !rule.isMissingNode()
                && !isText
                && value.isString()
                && value.asString().isBlank();
    }

    private static @Nullable JsonNode value(JsonNode rule, JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (isTime(rule)) {
            return Times.rfc3339(value).<JsonNode>map(StringNode::valueOf).orElse(value);
        }
        if (isUrl(rule)) {
            return value.isString() ? StringNode.valueOf(url(value.asString())) : value;
        }
        return switch (rule.path("type").asString(rule.has("enum") ? "string" : "")) {
            case "string" ->
                JsonScalars.text(value).<JsonNode>map(StringNode::valueOf).orElse(value);
            case "integer" -> value.isString() ? count(value).orElse(value) : value;
            case "boolean" -> flag(value).orElse(value);
            case "array" -> value instanceof ArrayNode list ? list(rule.path("items"), list) : value;
            case "object" ->
                value instanceof ObjectNode object && rule.has("properties") ? object(rule, object) : value;
            default -> value;
        };
    }

    private static boolean isUrl(JsonNode rule) {
        return rule.path("pattern").asString("").equals(EventSchema.URL_PATTERN);
    }

    private static boolean isTime(JsonNode rule) {
        return rule.path("format").asString("").equals("date-time");
    }

    private static JsonNode list(JsonNode rule, ArrayNode list) {
        ArrayNode read = list.arrayNode();
        for (JsonNode item : list) {
            JsonNode value = value(rule, item);
            if (value != null) {
                read.add(value);
            }
        }
        return read;
    }

    private static Optional<JsonNode> count(JsonNode value) {
        return JsonScalars.wholeNumber(value).map(EventData::node);
    }

    private static JsonNode node(BigDecimal number) {
        return number.abs().compareTo(JsonScalars.MAX_WHOLE_NUMBER) <= 0
                ? LongNode.valueOf(number.longValueExact())
                : DecimalNode.valueOf(number);
    }

    private static Optional<JsonNode> flag(JsonNode value) {
        return JsonScalars.text(value)
                .filter(text -> text.equals("true") || text.equals("false"))
                .map(text -> BooleanNode.valueOf(text.equals("true")));
    }

    /** As a browser reads what is typed into it: without space around it, with what is within escaped (WHATWG URL). */
    private static String url(String text) {
        String trimmed = LINE_BREAKS.matcher(withoutSpaceAround(text)).replaceAll("");
        Matcher url = URL.matcher(trimmed);
        return url.matches() ? url.group(1) + escaped(url.group(2)) : trimmed;
    }

    private static String withoutSpaceAround(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** White space of any script, control characters, and the two that are invisible and come along when copied. */
    private static boolean isSpace(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || c == '\u200B'
                || c == '\uFEFF';
    }

    private static String escaped(String text) {
        return text.replace(" ", "%20").replace("\u00a0", "%C2%A0").replace("\u3000", "%E3%80%80");
    }
}
