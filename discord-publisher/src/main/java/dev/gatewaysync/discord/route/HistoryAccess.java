package dev.gatewaysync.discord.route;

import dev.gatewaysync.cards.channel.DiscordPermission;
import dev.gatewaysync.cards.channel.MemberPermissions;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.rest.RestResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Whether the bot sees what stands in a channel. Without Read Message History Discord answers a question for messages or pins
 * with an empty list, not with a refusal, so an empty list is trusted only after asking here.
 *
 * @see <a href="https://discord.com/developers/docs/resources/message#get-channel-messages">Get Channel Messages</a>
 */
public final class HistoryAccess {
    private static final Set<Integer> THREADS = Set.of(10, 11, 12);

    private final DiscordRest rest;

    public HistoryAccess(DiscordRest rest) {
        this.rest = rest;
    }

    /** @return why an empty list of that channel proves nothing; empty if the bot may read its history */
    public Optional<DiscordFailure> missing(String channelId, String channelName) throws InterruptedException {
        Asked asked = new Asked();
        JsonNode channel = asked.body(rest.channel(channelId));
        if (THREADS.contains(channel.path("type").asInt(-1))) {
            channel = asked.next(channel.path("parent_id"), rest::channel);
        }
        JsonNode guild = asked.next(channel.path("guild_id"), rest::guild);
        JsonNode self = asked.body(rest.currentUser()).path("id");
        JsonNode member = asked.next(self, id -> rest.member(guild.path("id").asString("0"), id));
        if (asked.failure != null) {
            return Optional.of(asked.failure);
        }
        // A timeout takes neither of them away.
        MemberPermissions bot = MemberPermissions.of(guild, member, self.asString(""), Instant.EPOCH);
        return bot.has(DiscordPermission.VIEW_CHANNEL, channel)
                        && bot.has(DiscordPermission.READ_MESSAGE_HISTORY, channel)
                ? Optional.empty()
                : Optional.of(unreadable(channelName));
    }

    /** @return a refusal if no role of the bot's gives it {@code permission}, or why that could not be seen */
    public Optional<DiscordFailure> missingInServer(String guildId, DiscordPermission permission)
            throws InterruptedException {
        Asked asked = new Asked();
        JsonNode guild = asked.body(rest.guild(guildId));
        JsonNode self = asked.body(rest.currentUser()).path("id");
        JsonNode member = asked.next(self, id -> rest.member(guildId, id));
        if (asked.failure != null) {
            return Optional.of(asked.failure);
        }
        return MemberPermissions.of(guild, member, self.asString(""), Instant.EPOCH)
                        .has(permission)
                ? Optional.empty()
                : Optional.of(new DiscordFailure(
                        FailureClass.PERMISSION, 0, 0, Duration.ZERO, "No role of the bot's allows " + permission));
    }

    /** The failure where Discord shows the bot nothing of a channel. */
    private static DiscordFailure unreadable(String channelName) {
        return new DiscordFailure(
                FailureClass.PERMISSION,
                0,
                0,
                Duration.ZERO,
                "The bot cannot see the earlier messages of #" + channelName
                        + ": give its role the permissions View Channel and Read Message History there"
                        + " (Edit Channel, Permissions)");
    }

    private interface Question {
        RestResult ask(String id) throws InterruptedException;
    }

    /** Asks no further once something was refused. */
    private static final class Asked {
        private @Nullable DiscordFailure failure;

        JsonNode next(JsonNode id, Question question) throws InterruptedException {
            return failure == null ? body(question.ask(id.asString("0"))) : id;
        }

        JsonNode body(RestResult result) {
            switch (result) {
                case RestResult.Done done -> {
                    return done.body();
                }
                case RestResult.Refused refused -> {
                    failure = failure == null ? refused.failure() : failure;
                    return MissingNode.getInstance();
                }
            }
        }
    }
}
