package dev.gatewaysync.console.place;

import dev.gatewaysync.cards.channel.DiscordPermission;
import dev.gatewaysync.cards.channel.MemberPermissions;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.RestResult;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Whether the bot may write a card to a channel; asks, and writes nothing.
 *
 * @see <a href="https://docs.discord.com/developers/resources/channel#channel-object-channel-types">Types of channels</a>
 */
final class ChannelCheck {
    /** Text and announcement channels. */
    static final Set<Integer> TEXT = Set.of(0, 5);

    private static final Set<Integer> THREADS = Set.of(10, 11, 12);

    private final DiscordRest rest;

    ChannelCheck(DiscordRest rest) {
        this.rest = rest;
    }

    Told of(String id) throws InterruptedException {
        try {
            JsonNode channel = body(rest.channel(id));
            int type = channel.path("type").asInt(-1);
            boolean thread = THREADS.contains(type);
            if (!thread && !TEXT.contains(type)) {
                return Told.Failed.of("it is no text channel");
            }
            JsonNode parent =
                    thread ? body(rest.channel(channel.path("parent_id").asString("0"))) : channel;
            JsonNode guild = body(rest.guild(channel.path("guild_id").asString("0")));
            String self = body(rest.currentUser()).path("id").asString("0");
            JsonNode member = body(rest.member(guild.path("id").asString("0"), self));
            MemberPermissions bot = MemberPermissions.of(guild, member, self, Instant.EPOCH);
            List<DiscordPermission> needed = List.of(
                    DiscordPermission.VIEW_CHANNEL,
                    thread ? DiscordPermission.SEND_MESSAGES_IN_THREADS : DiscordPermission.SEND_MESSAGES,
                    DiscordPermission.EMBED_LINKS);
            String missing = needed.stream()
                    .filter(permission -> !bot.has(permission, parent))
                    .map(DiscordPermission::label)
                    .collect(Collectors.joining(", "));
            return missing.isEmpty() ? new Told.Done() : Told.Failed.of("the bot needs there: " + missing);
        } catch (NotTold e) {
            return e.told;
        }
    }

    private static JsonNode body(RestResult result) throws NotTold {
        if (result instanceof RestResult.Done done) {
            return done.body();
        }
        throw new NotTold(DiscordMessage.told(result));
    }

    private static final class NotTold extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Told told;

        NotTold(Told told) {
            super(null, null, false, false);
            this.told = told;
        }
    }
}
