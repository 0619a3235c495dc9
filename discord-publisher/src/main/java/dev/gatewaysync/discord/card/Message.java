package dev.gatewaysync.discord.card;

import dev.gatewaysync.events.EventJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is sent: one to ten cards that together keep Discord's limits. Nothing in it can ping anybody.
 *
 * @param components rows of buttons; null leaves a message's components as they are
 */
public record Message(List<Embed> embeds, @Nullable ArrayNode components) {
    public static final int MOST_EMBEDS = 10;

    public Message {
        embeds = List.copyOf(embeds);
    }

    /** Whatever components the message has, they stay. */
    public Message(List<Embed> embeds) {
        this(embeds, null);
    }

    public static Message of(Embed embed) {
        return new Message(List.of(embed));
    }

    /** Whether {@code embed} fits beside cards of {@code length} in all. */
    public static boolean fits(int embeds, int length, Embed embed) {
        return embeds < MOST_EMBEDS && length + embed.length() <= Embed.TOTAL;
    }

    /** The body of a create or an edit. */
    public ObjectNode body() {
        ObjectNode body = EventJson.mapper().createObjectNode();
        ArrayNode array = body.putArray("embeds");
        embeds.forEach(embed -> array.add(embed.toJson()));
        if (components != null) {
            body.set("components", components);
        }
        body.putObject("allowed_mentions").putArray("parse");
        return body;
    }
}
