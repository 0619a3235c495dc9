package dev.gatewaysync.discord.send;

import dev.gatewaysync.events.EventJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a message shows of all that can be said in one, as Discord tells it: without what Discord adds by itself and adds later than its answer,
 * such as the size of a picture. {@code edited_timestamp} says less: it is told with different exactness for the same edit.
 *
 * @see <a href="https://docs.discord.com/developers/resources/message#embed-object">Embed Object</a>
 * @see <a href="https://github.com/discord/discord-api-docs/issues/8281">edited_timestamp, discord-api-docs #8281</a>
 */
final class ShownMessage {
    private static final List<String> WORDS = List.of("title", "description", "url", "timestamp", "color");
    private static final List<String> PARTS = List.of("footer", "image", "thumbnail", "author");
    private static final List<String> WORDS_OF_A_PART = List.of("text", "name", "url", "icon_url");
    private static final List<String> WORDS_OF_A_FIELD = List.of("name", "value", "inline");

    private ShownMessage() {}

    /** @param message as Discord answers an edit, or the question for it */
    static String of(JsonNode message) {
        ObjectNode shown = EventJson.mapper().createObjectNode();
        shown.put("content", message.path("content").asString(""));
        for (JsonNode embed : message.path("embeds")) {
            shown.withArray("embeds").add(embed(embed));
        }
        JsonNode components = message.path("components");
        if (!components.isEmpty()) {
            shown.set("components", components);
        }
        return shown.toString();
    }

    /** Whether the message still shows that. */
    static boolean isSame(@Nullable String shown, JsonNode message) {
        // Not as texts: the order of what is in an object says nothing.
        return shown != null
                && EventJson.mapper().readTree(shown).equals(EventJson.mapper().readTree(of(message)));
    }

    private static ObjectNode embed(JsonNode embed) {
        ObjectNode shown = only(embed, WORDS);
        for (String part : PARTS) {
            if (embed.path(part).isObject()) {
                shown.set(part, only(embed.path(part), WORDS_OF_A_PART));
            }
        }
        for (JsonNode field : embed.path("fields")) {
            shown.withArray("fields").add(only(field, WORDS_OF_A_FIELD));
        }
        return shown;
    }

    private static ObjectNode only(JsonNode node, List<String> names) {
        ObjectNode only = EventJson.mapper().createObjectNode();
        for (String name : names) {
            JsonNode value = node.path(name);
            if (value.isValueNode() && !value.isNull()) {
                only.set(name, value);
            }
        }
        return only;
    }
}
