package dev.gatewaysync.discord.rest;

import dev.gatewaysync.discord.ratelimit.Route;

/** Publishes messages of announcement channels to the servers that follow them, as the bot. */
public final class CrosspostRest {
    private static final String CROSSPOST = "/channels/{channel.id}/messages/{message.id}/crosspost";

    private final DiscordRest rest;

    public CrosspostRest(DiscordRest rest) {
        this.rest = rest;
    }

    /** Code 40033 where it has been published before, 50024 where the channel is no announcement channel. */
    public RestResult crosspost(String channelId, String messageId) throws InterruptedException {
        String path = "/channels/" + Snowflakes.require(channelId) + "/messages/" + Snowflakes.require(messageId)
                + "/crosspost";
        return rest.bot(Route.bot("POST", CROSSPOST, channelId), path, null, null);
    }
}
