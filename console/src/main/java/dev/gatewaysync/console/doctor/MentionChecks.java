package dev.gatewaysync.console.doctor;

import dev.gatewaysync.discord.card.Mentions;
import dev.gatewaysync.discord.channel.DiscordPermission;
import dev.gatewaysync.discord.channel.GuildChannels;
import dev.gatewaysync.events.EventType;
import dev.gatewaysync.service.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whether the roles of {@code DISCORD_MENTIONS} are pinged. Discord takes a message with a role that the bot may not
 * mention, and pings nobody. A webhook's messages ping every role.
 *
 * @see <a href="https://github.com/discord/discord-api-docs/issues/1604">discord-api-docs #1604</a>
 * @see <a href="https://github.com/discord/discord-api-docs/issues/2988">discord-api-docs #2988</a>
 */
final class MentionChecks {
    private final DiscordServer server;
    private final UsedChannels used;
    private final Map<EventType, String> roles;
    private boolean everyRole;

    MentionChecks(Settings settings, DiscordServer server, UsedChannels used) {
        this.server = server;
        this.used = used;
        this.roles = settings.list("DISCORD_MENTIONS", Mentions.none(), "", "", Mentions::read)
                .roles();
    }

    /** Whether the bot needs to mention roles that are not for everybody to mention, known after {@link #examine}. */
    boolean needsEveryRole() {
        return everyRole;
    }

    List<Check> examine() {
        List<Check> problems = new ArrayList<>();
        roles.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(EventType::wireName)))
                .forEach(mention -> {
                    Check problem = one(mention.getKey(), mention.getValue());
                    if (problem != null) {
                        problems.add(problem);
                    }
                });
        if (problems.isEmpty() && !roles.isEmpty()) {
            problems.add(Check.ok(
                    "Discord mentions", roles.size() + (roles.size() == 1 ? " role is" : " roles are") + " pinged"));
        }
        return problems;
    }

    private @Nullable Check one(EventType type, String roleId) {
        String name = "Discord mention " + type.wireName();
        if (roleId.equals(server.guild().path("id").asString(""))) {
            return Check.failed(
                    name,
                    "this id is the server's own, that of @everyone, which is not pinged as a role",
                    "Set a role of its own in DISCORD_MENTIONS");
        }
        Optional<JsonNode> role = server.role(roleId);
        if (role.isEmpty()) {
            return Check.failed(
                    name,
                    "the server has no role " + roleId + ": nobody is pinged",
                    "Server Settings → Roles → ⋯ at the role → Copy Role ID, and set it in DISCORD_MENTIONS");
        }
        Optional<GuildChannels.Channel> bots = used.announcing(type, server.named());
        if (bots.isEmpty() || role.get().path("mentionable").asBoolean(false)) {
            return null;
        }
        everyRole = true;
        boolean may = server.channel(bots.get().id())
                .map(channel -> server.bot().has(DiscordPermission.MENTION_EVERYONE, channel))
                .orElseGet(() -> server.bot().has(DiscordPermission.MENTION_EVERYONE));
        String called = role.get().path("name").asString(roleId);
        return may
                ? null
                : Check.failed(
                        name,
                        "the bot may not ping the role " + called + " in #"
                                + bots.get().name() + ": the card comes, and nobody is pinged",
                        "Server Settings → Roles → " + called + " → Allow anyone to @mention this role; or give "
                                + server.botRole() + " " + DiscordPermission.MENTION_EVERYONE.label());
    }
}
