package dev.gatewaysync.console.doctor;

import dev.gatewaysync.console.status.DiscordView;
import dev.gatewaysync.console.status.Target;
import dev.gatewaysync.service.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Token, server, channels, permissions and webhook, asked of Discord itself. */
@Component
final class DiscordChecks {
    private static final Pattern WEBHOOK =
            Pattern.compile("(?<base>https?://[^/]+(?:/.*)?)/webhooks/(?<path>\\d+/[\\w.-]+)/?");

    private static final String CREATES = "DISCORD_CREATE_CHANNELS";

    /** By Discord's bits. */
    private static final Map<Long, String> NEEDED = new TreeMap<>(Map.of(
            1L << 10, "View Channel",
            1L << 11, "Send Messages",
            1L << 14, "Embed Links",
            1L << 16, "Read Message History"));

    private static final long MANAGE_CHANNELS = 1L << 4;
    private static final long ADMINISTRATOR = 1L << 3;
    private static final Set<String> CHANNELS = Set.of("welcome-and-start-here", "categories-overview");

    private final Settings settings;
    private final Web web;
    private final DiscordView view;

    DiscordChecks(Settings settings, Web web, DiscordView view) {
        this.settings = settings;
        this.web = web;
        this.view = view;
    }

    List<Check> examine(boolean post) {
        List<Check> checks = new ArrayList<>();
        String token = settings.text("DISCORD_TOKEN", "");
        String guild = settings.text("GUILD_ID", "");
        if (token.isEmpty() || guild.isEmpty()) {
            checks.add(Check.skipped(
                    "Discord bot",
                    "no token or server",
                    "Set DISCORD_TOKEN and GUILD_ID for pinned statistics and commands"));
        } else {
            bot("Bot " + token, guild, checks);
        }
        webhook(post, checks);
        targets(checks);
        return checks;
    }

    private boolean createsChannels() {
        return settings.flag(CREATES);
    }

    private String api() {
        return settings.text("DISCORD_API_URL", "https://discord.com/api/v10").replaceAll("/$", "");
    }

    private void bot(String authorization, String guild, List<Check> checks) {
        Web.Answer me = web.get(api() + "/users/@me", authorization);
        if (!me.isOk()) {
            checks.add(Check.failed(
                    "Discord token",
                    "Discord " + me.problem(),
                    me.status() == 401
                            ? "Reset the token in the developer portal and set DISCORD_TOKEN"
                            : "Check the network, DISCORD_API_URL and discordstatus.com"));
            return;
        }
        checks.add(Check.ok("Discord token", "bot " + me.body().path("username").asString("?")));
        Web.Answer server = web.get(api() + "/guilds/" + guild, authorization);
        if (!server.isOk()) {
            checks.add(Check.failed(
                    "Discord server",
                    "server " + guild + " " + server.problem(),
                    "Invite the bot, and check GUILD_ID"));
            return;
        }
        checks.add(Check.ok("Discord server", server.body().path("name").asString(guild)));
        Web.Answer channels = web.get(api() + "/guilds/" + guild + "/channels", authorization);
        Set<String> missing = new TreeSet<>(CHANNELS);
        channels.body()
                .forEach(channel -> missing.removeIf(
                        name -> channel.path("name").asString("").endsWith(name)));
        String seen = channels.body().size() + " seen";
        checks.add(
                missing.isEmpty()
                        ? Check.ok("Discord channels", seen)
                        : createsChannels()
                                ? Check.ok(
                                        "Discord channels",
                                        seen + ", #" + String.join(", #", missing) + " to be created")
                                : Check.failed(
                                        "Discord channels",
                                        "missing: #" + String.join(", #", missing),
                                        "Create them, let the bot see them, or set " + CREATES + "=on"));
        permissions(authorization, guild, server.body(), me.body().path("id").asString(""), checks);
    }

    private void permissions(String authorization, String guild, JsonNode server, String botId, List<Check> checks) {
        Web.Answer member = web.get(api() + "/guilds/" + guild + "/members/" + botId, authorization);
        if (!member.isOk()) {
            checks.add(Check.skipped("Discord permissions", "cannot be read here", "Channels tell when they refuse"));
            return;
        }
        long granted = 0;
        for (JsonNode role : server.path("roles")) {
            String id = role.path("id").asString("");
            boolean mine = id.equals(guild)
                    || member.body()
                            .path("roles")
                            .valueStream()
                            .anyMatch(held -> held.asString("").equals(id));
            if (mine) {
                granted |= Long.parseLong(role.path("permissions").asString("0"));
            }
        }
        checks.add(permissions(granted));
    }

    private Check permissions(long granted) {
        Map<Long, String> needed = new TreeMap<>(NEEDED);
        if (createsChannels()) {
            needed.put(MANAGE_CHANNELS, "Manage Channels");
        }
        List<String> missing = needed.entrySet().stream()
                .filter(entry -> (granted & (entry.getKey() | ADMINISTRATOR)) == 0)
                .map(Map.Entry::getValue)
                .toList();
        return missing.isEmpty()
                ? Check.ok(
                        "Discord permissions",
                        "send, embed, read history" + (createsChannels() ? ", create channels" : ""))
                : Check.failed(
                        "Discord permissions", "missing: " + String.join(", ", missing), "Give them to the bot's role");
    }

    /** What became of sending says more than any question. A category that nobody made a channel for may be meant so. */
    private void targets(List<Check> checks) {
        for (Target target : view.targets()) {
            String name = "Discord target " + target.name();
            String found = target.status() + ": " + target.reason();
            switch (target.status()) {
                case "paused" ->
                    checks.add(Check.failed(
                            name,
                            found,
                            "It is tried again by itself, or at once by Resume on the console's page System"));
                case "dead" ->
                    checks.add(Check.failed(name, found, "Mend it, then press Resume on the console's page System"));
                case "missing" ->
                    checks.add(Check.skipped(
                            name,
                            found,
                            createsChannels() ? "The publisher creates it" : "Create it, or set " + CREATES + "=on"));
                default -> {}
            }
        }
    }

    private void webhook(boolean post, List<Check> checks) {
        String url = settings.text("DISCORD_WEBHOOK_URL", "");
        Matcher parts = WEBHOOK.matcher(url);
        if (url.isEmpty()) {
            checks.add(Check.skipped(
                    "Discord webhook",
                    "not set",
                    "Set DISCORD_WEBHOOK_URL to announce under a name and picture of its own"));
            return;
        }
        if (!parts.matches()) {
            checks.add(Check.failed(
                    "Discord webhook", "is no webhook's address", "Copy the webhook URL from Discord again"));
            return;
        }
        String base = settings.text("DISCORD_API_URL").isPresent() ? api() : parts.group("base");
        String address = base + "/webhooks/" + parts.group("path");
        Web.Answer known = web.get(address, null);
        if (!known.isOk()) {
            checks.add(Check.failed(
                    "Discord webhook",
                    "Discord " + known.problem(),
                    known.status() == 404
                            ? "It was deleted: make a new one and set DISCORD_WEBHOOK_URL"
                            : "Try again later"));
            return;
        }
        checks.add(Check.ok("Discord webhook", known.body().path("name").asString("unnamed")));
        if (post) {
            checks.add(posted(address));
        }
    }

    private Check posted(String address) {
        Web.Answer sent = web.ask(
                "POST",
                address + "?wait=true",
                null,
                "{\"content\":\"Gateway Sync: self-check. This message deletes itself.\",\"allowed_mentions\":{\"parse\":[]}}");
        if (!sent.isOk()) {
            return Check.failed(
                    "Discord post", "Discord " + sent.problem(), "See the webhook's channel and its permissions");
        }
        web.ask("DELETE", address + "/messages/" + sent.body().path("id").asString(""), null, null);
        return Check.ok("Discord post", "posted and deleted");
    }
}
