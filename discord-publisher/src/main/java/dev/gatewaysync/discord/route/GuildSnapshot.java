package dev.gatewaysync.discord.route;

import dev.gatewaysync.cards.channel.Forum;
import dev.gatewaysync.cards.channel.GuildChannels;
import dev.gatewaysync.discord.rest.WebhookAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What Discord last said of the server, with the catalogue of that time.
 *
 * @param channels null if no bot can ask, or Discord has not answered yet
 * @param webhook null if there is none, or Discord has not answered yet
 * @param at when everything was answered last
 */
record GuildSnapshot(
        UnlistedChannels.@Nullable Completed channels,
        @Nullable Webhook webhook,
        List<GuildChannels.Category> catalogue,
        Instant at) {

    /** A webhook, and where it posts. */
    record Webhook(WebhookAddress address, String channelId, String guildId) {

        /** @return null if it posts nowhere */
        static @Nullable Webhook of(WebhookAddress address, JsonNode body) {
            String channel = body.path("channel_id").asString("");
            String guild = body.path("guild_id").asString("@me");
            return channel.isEmpty() ? null : new Webhook(address.inChannel(channel), channel, guild);
        }
    }

    @Nullable
    GuildChannels guild() {
        return channels == null ? null : channels.guild();
    }

    GuildSnapshot withCatalogue(List<GuildChannels.Category> current) {
        return current.equals(catalogue) ? this : new GuildSnapshot(channels, webhook, current, at);
    }

    /** With a channel that was just made, as Discord described it. */
    GuildSnapshot withChannel(JsonNode channel) {
        if (channels == null) {
            return this;
        }
        UnlistedChannels.Completed completed = new UnlistedChannels.Completed(
                channels.guild().with(channel), channels.hidden(), channels.unclear(), channels.failure());
        return new GuildSnapshot(completed, webhook, catalogue, at);
    }

    Optional<GuildChannels.Channel> channel(String id) {
        return Optional.ofNullable(guild()).flatMap(guild -> guild.withId(id));
    }

    /**
     * Where the webhook posts.
     *
     * @param isForum whether Discord took the webhook's channel for one; only asked where the channel cannot be seen
     */
    Destination.Channel destination(Webhook hook, boolean isForum) {
        String thread = hook.address().threadId();
        Optional<GuildChannels.Channel> seen = channel(hook.channelId());
        String name = seen.map(GuildChannels.Channel::name).orElse("webhook");
        if (thread != null) {
            return new Destination.Channel(
                    thread, hook.guildId(), "thread " + thread + " of " + name, hook.address(), null);
        }
        Forum forum = seen.isPresent() ? seen.get().forum() : isForum ? Forum.unseen() : null;
        return new Destination.Channel(hook.channelId(), hook.guildId(), name, hook.address(), forum);
    }
}
