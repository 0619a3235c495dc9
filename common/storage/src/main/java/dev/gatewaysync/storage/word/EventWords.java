package dev.gatewaysync.storage.word;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.storage.ListOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * An update as the search finds it: by its title, id, type, source, and the values of its data, whose names are not searched.
 *
 * @param place as in {@link ListOrder}
 * @param details its data
 * @param extra null if there is none
 */
public record EventWords(
        long seq,
        long place,
        String id,
        String type,
        String source,
        String description,
        JsonNode details,
        @Nullable JsonNode extra) {
    /** What a text of hundreds of thousands of characters has beyond is not found by words. */
    static final int MOST = 2_000;

    private static final int WHOLE = 12;

    public static final String TYPE = "t";
    public static final String SOURCE = "s";

    /** Of a row of the table {@code event} with its {@code place}. */
    public static EventWords of(ResultSet row) throws SQLException {
        String extra = row.getString("extra");
        return new EventWords(
                row.getLong("seq"),
                row.getLong("place"),
                row.getString("id"),
                row.getString("type"),
                row.getString("source"),
                row.getString("description"),
                json(row.getString("details")),
                extra == null ? null : json(extra));
    }

    /** What is none is one text. */
    public static JsonNode json(String json) {
        try {
            return EventJson.mapper().readTree(json);
        } catch (JacksonException e) {
            return StringNode.valueOf(json);
        }
    }

    public long rank() {
        return SearchRank.of(place, seq);
    }

    /** In the order of the text. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        words.add(SearchQuery.marked(TYPE, type));
        words.add(SearchQuery.marked(SOURCE, source));
        add(words, description);
        // As one word, and not one of each of its groups: they are in no other update, and each would be kept.
        words.add(PlainWords.joined(PlainWords.in(id, MOST)));
        add(words, type);
        add(words, source);
        values(words, details);
        if (extra != null) {
            values(words, extra);
        }
        words.removeIf(String::isEmpty);
        return words.size() > MOST ? words.subList(0, MOST) : words;
    }

    private void values(List<String> words, JsonNode node) {
        if (node.isContainer()) {
            for (JsonNode child : node) {
                if (words.size() >= MOST) {
                    return;
                }
                values(words, child);
            }
        } else if (node.isString() || node.isNumber()) {
            String value = node.asString();
            if (!isSaidByTitle(value)) {
                add(words, value);
            }
        }
    }

    /** Most have their title in their data, and need it once. A short value may be part of a longer word. */
    private boolean isSaidByTitle(String value) {
        return value.length() >= WHOLE && description.endsWith(value);
    }

    private static void add(List<String> words, String text) {
        words.addAll(PlainWords.in(text, MOST));
    }
}
