package dev.gatewaysync.console.doctor;

import dev.gatewaysync.service.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

    /** View Channel, Send Messages, Embed Links, Read Message History; by Discord's bits. */
    private static final long NEEDED = 1L << 10 | 1L << 11 | 1L << 14 | 1L << 16;

    private static final long ADMINISTRATOR = 1L << 3;
    private static final Set<String> CHANNELS = Set.of("welcome-and-start-here", "categories-overview");

    private final Settings settings;
    private final Web web;

    DiscordChecks(Settings settings, Web web) {
        this.settings = settings;
        this.web = web;
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
        return checks;
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
        checks.add(
                missing.isEmpty()
                        ? Check.ok("Discord channels", channels.body().size() + " seen")
                        : Check.failed(
                                "Discord channels",
                                "missing: #" + String.join(", #", missing),
                                "Create them, or let the bot see them"));
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
        boolean enough = (granted & ADMINISTRATOR) != 0 || (granted & NEEDED) == NEEDED;
        checks.add(
                enough
                        ? Check.ok("Discord permissions", "send, embed, read history")
                        : Check.failed(
                                "Discord permissions",
                                "some are missing",
                                "Give the bot's role View Channel, Send Messages, Embed Links and Read Message History"));
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
