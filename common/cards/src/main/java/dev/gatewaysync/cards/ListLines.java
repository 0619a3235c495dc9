package dev.gatewaysync.cards;

import dev.gatewaysync.config.CardTemplate;
import dev.gatewaysync.config.expression.TextTemplate;
import dev.gatewaysync.events.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The lines of a card that has one for each of a list, as many as have room. */
final class ListLines {
    /** For the line that says how many there are beside those. */
    private static final int LAST_LINE = 60;

    private ListLines() {}

    /**
     * @param values one, or a list of them
     * @param count how many there are in all; null for those in which anything can be seen
     * @param room in characters
     * @param written a text about a value
     */
    static String of(
            CardTemplate.Lines list,
            JsonNode values,
            @Nullable JsonNode count,
            int room,
            BiFunction<JsonNode, TextTemplate, String> written) {
        List<String> lines = new ArrayList<>();
        int length = 0;
        int visible = 0;
        boolean isFull = false;
        for (JsonNode value : values.isArray() ? values : List.of(values)) {
            if (value.isMissingNode() || value.isValueNode() && VisibleText.isEmpty(TextTemplate.shown(value))) {
                continue;
            }
            visible++;
            if (isFull || lines.size() == list.most()) {
                continue;
            }
            String line = written.apply(value, list.item());
            length += line.length() + 1;
            isFull = length > room - LAST_LINE;
            if (!isFull) {
                lines.add(line);
            }
        }
        long more = (count != null && count.canConvertToLong() ? count.longValue() : visible) - lines.size();
        if (more > 0 && list.more() != null) {
            ObjectNode remaining = JsonNodeFactory.instance.objectNode().put("more", more);
            lines.add(written.apply(remaining, list.more()));
        }
        return String.join("\n", lines);
    }
}
