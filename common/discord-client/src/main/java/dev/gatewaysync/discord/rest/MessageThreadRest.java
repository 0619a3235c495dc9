package dev.gatewaysync.discord.rest;

import dev.gatewaysync.discord.ratelimit.Route;
import tools.jackson.databind.node.JsonNodeFactory;

/** Opens threads below messages, as the bot. */
public final class MessageThreadRest {
    private static final String THREADS = "/channels/{channel.id}/messages/{message.id}/threads";

    private final DiscordRest rest;

    public MessageThreadRest(DiscordRest rest) {
        this.rest = rest;
    }

    /**
     * The thread has the message's id; code 160004 where there is one. Needs the permission Create Public Threads.
     *
     * @param title 1 to 100 characters
     */
    public RestResult open(String channelId, String messageId, String title) throws InterruptedException {
        String path = "/channels/" + Snowflakes.require(channelId) + "/messages/" + Snowflakes.require(messageId)
                + "/threads";
        return rest.bot(
                Route.bot("POST", THREADS, channelId),
                path,
                JsonNodeFactory.instance.objectNode().put("name", title),
                null);
    }
}
