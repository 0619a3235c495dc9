package dev.gatewaysync.console.doctor;

import dev.gatewaysync.cards.Mentions;
import dev.gatewaysync.cards.channel.DiscordPermission;
import dev.gatewaysync.cards.channel.GuildChannels;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.Route;
import dev.gatewaysync.config.TargetDefinition;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventType;
import dev.gatewaysync.service.settings.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whether the roles of {@code DISCORD_MENTIONS} and of routes in {@code gateway.yml} are pinged. Discord takes a message with a role that the bot may not
 * mention, and pings nobody. A webhook's messages ping every role.
 *
 * @see <a href="https://github.com/discord/discord-api-docs/issues/1604">discord-api-docs #1604</a>
 * @see <a href="https://github.com/discord/discord-api-docs/issues/2988">discord-api-docs #2988</a>
 */
final class MentionChecks {
    private final DiscordServer server;
    private final UsedChannels used;
    private final GatewayConfig config;
    private final Map<EventType, String> roles;
    private boolean everyRole;

    MentionChecks(Settings settings, GatewayConfig config, DiscordServer server, UsedChannels used) {
        this.server = server;
        this.used = used;
        this.config = config;
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
                .forEach(mention -> problems.addAll(one(
                        "Discord mention " + mention.getKey().wireName(),
                        mention.getValue(),
                        used.announcing(mention.getKey(), server.named()).stream()
                                .toList(),
                        "DISCORD_MENTIONS")));
        Set<String> pinged = new HashSet<>(roles.values());
        int number = 0;
        for (Route route : config.routes()) {
            number++;
            String role = route.mention();
            if (role != null && route.to().stream().anyMatch(this::isHere)) {
                pinged.add(role);
                List<GuildChannels.Channel> bots =
                        route.to().stream().flatMap(this::botsChannel).toList();
                problems.addAll(one("Discord mention of route " + number, role, bots, "the route in gateway.yml"));
            }
        }
        if (problems.isEmpty() && !pinged.isEmpty()) {
            problems.add(Check.ok(
                    "Discord mentions", pinged.size() + (pinged.size() == 1 ? " role is" : " roles are") + " pinged"));
        }
        return problems;
    }

    /** Whether a route's target is in this server, as far as that is known: a webhook may be of any. */
    private boolean isHere(String target) {
        TargetDefinition defined = config.targets().get(target);
        return target.equals(Route.ANNOUNCEMENTS)
                || (defined != null && defined.channel() != null && isOwn(defined.guild()));
    }

    private boolean isOwn(@Nullable String guild) {
        return guild == null || guild.equals(server.guild().path("id").asString(""));
    }

    /** The channel where the bot posts what goes to a target of this server; none where a webhook does. */
    private Stream<GuildChannels.Channel> botsChannel(String target) {
        TargetDefinition defined = config.targets().get(target);
        return defined == null || defined.channel() == null || !isOwn(defined.guild())
                ? target.equals(Route.ANNOUNCEMENTS)
                        ? used.announcing(BuiltInType.CUSTOM, server.named()).stream()
                        : Stream.empty()
                : server.named().chosen(defined.channel()).stream();
    }

    /**
     * @param bots channels where the bot itself is to ping the role
     * @param setting where the role is set
     */
    private List<Check> one(String name, String roleId, List<GuildChannels.Channel> bots, String setting) {
        if (roleId.equals(server.guild().path("id").asString(""))) {
            return List.of(Check.failed(
                    name,
                    "this id is the server's own, that of @everyone, which is not pinged as a role",
                    "Set a role of its own in " + setting));
        }
        Optional<JsonNode> role = server.role(roleId);
        if (role.isEmpty()) {
            return List.of(Check.failed(
                    name,
                    "the server has no role " + roleId + ": nobody is pinged",
                    "Server Settings → Roles → ⋯ at the role → Copy Role ID, and set it in " + setting));
        }
        if (role.get().path("mentionable").asBoolean(false)) {
            return List.of();
        }
        String called = role.get().path("name").asString(roleId);
        return bots.stream()
                .filter(bot -> !mayPing(bot))
                .map(bot -> Check.failed(
                        name,
                        "the bot may not ping the role " + called + " in #" + bot.name()
                                + ": the card comes, and nobody is pinged",
                        "Server Settings → Roles → " + called + " → Allow anyone to @mention this role; or give "
                                + server.botRole() + " " + DiscordPermission.MENTION_EVERYONE.label()))
                .toList();
    }

    private boolean mayPing(GuildChannels.Channel bot) {
        everyRole = true;
        return server.channel(bot.id())
                .map(channel -> server.bot().has(DiscordPermission.MENTION_EVERYONE, channel))
                .orElseGet(() -> server.bot().has(DiscordPermission.MENTION_EVERYONE));
    }
}
