package dev.gatewaysync.simulator.guild;

/**
 * An incoming webhook; whoever knows id and token may post to its channel.
 *
 * @param ofApplication whether the bot has made it: only such a one may send what people can press
 */
public record Webhook(String id, String channelId, String token, String name, boolean ofApplication) {

    /** Made by a person. */
    public Webhook(String id, String channelId, String token, String name) {
        this(id, channelId, token, name, false);
    }
}
