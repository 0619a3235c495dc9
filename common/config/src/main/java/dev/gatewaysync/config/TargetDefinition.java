package dev.gatewaysync.config;

import org.jspecify.annotations.Nullable;

/**
 * A place in Discord beside the built-in ones: a webhook, or a channel where the bot is.
 *
 * @param name by which routes name it
 * @param webhook its address, which is a secret; null for a channel
 * @param thread id of a thread; null for none
 * @param username shown as the sender of a webhook's messages; null for the webhook's own
 * @param avatar address of its picture; null for the webhook's own
 * @param guild id of the server; null for the one of {@code GUILD_ID}
 * @param channel name or id; null for a webhook
 * @param threads whether each message gets a thread to talk in, where its route does not say
 * @param publish whether each message is published, where its route does not say; null leaves it to {@code DISCORD_PUBLISH}
 */
public record TargetDefinition(
        String name,
        @Nullable String webhook,
        @Nullable String thread,
        @Nullable String username,
        @Nullable String avatar,
        @Nullable String guild,
        @Nullable String channel,
        boolean silent,
        boolean threads,
        @Nullable Boolean publish) {
    /** Without its address. */
    @Override
    public String toString() {
        return "TargetDefinition[" + name + (webhook == null ? ", channel " + channel : ", webhook") + "]";
    }
}
