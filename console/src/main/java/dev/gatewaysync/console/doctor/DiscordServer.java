package dev.gatewaysync.console.doctor;

import dev.gatewaysync.cards.channel.GuildChannels;
import dev.gatewaysync.cards.channel.MemberPermissions;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What Discord says of the server and of the bot in it.
 *
 * @param guild with its roles
 * @param channels an array, with overwrites. Since November 16, 2026 without those that the bot may not view
 * @param bot its permissions, as if it were not timed out
 * @see <a href="https://docs.discord.com/developers/resources/channel">Obfuscated channels</a>
 */
record DiscordServer(JsonNode guild, JsonNode channels, String botId, MemberPermissions bot) {

    Optional<JsonNode> channel(String id) {
        return channels.valueStream()
                .filter(channel -> channel.path("id").asString("").equals(id))
                .findFirst();
    }

    GuildChannels named() {
        return GuildChannels.of(channels);
    }

    Optional<JsonNode> role(String id) {
        return guild.path("roles")
                .valueStream()
                .filter(role -> role.path("id").asString("").equals(id))
                .findFirst();
    }

    /** The one that came with the invitation; it bears the bot's name until somebody changes that. */
    String botRole() {
        return guild.path("roles")
                .valueStream()
                .filter(role -> role.path("tags").path("bot_id").asString("").equals(botId))
                .findFirst()
                .map(role -> "the role " + role.path("name").asString("of the bot"))
                .orElse("the bot's role");
    }

    /** Of what an overwrite is for. */
    String overwriteFor(String id) {
        if (id.equals(guild.path("id").asString(""))) {
            return "@everyone";
        }
        return id.equals(botId)
                ? "the bot"
                : role(id).map(role -> "the role " + role.path("name").asString(id))
                        .orElse("a role");
    }
}
