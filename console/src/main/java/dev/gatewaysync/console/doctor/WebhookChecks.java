package dev.gatewaysync.console.doctor;

import dev.gatewaysync.discord.channel.DiscordPermission;
import dev.gatewaysync.service.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The webhook, the thread that its address may name, and whether the bot can look up there what became of a message. */
final class WebhookChecks {
    private static final String NAME = "Discord webhook";
    private static final Pattern ADDRESS = Pattern.compile(
            "(?<base>https?://[^/?#]+(?:/[^?#]*)?)/webhooks/(?<path>\\d+/[\\w.-]+)/?(?:\\?(?<query>[^#]*))?(?:#.*)?");
    private static final Pattern THREAD = Pattern.compile("(?:^|&)thread_id=(?<id>\\d{1,20})(?=&|$)");

    private final Settings settings;
    private final Web web;

    WebhookChecks(Settings settings, Web web) {
        this.settings = settings;
        this.web = web;
    }

    /**
     * @param api null without a bot
     * @param server null where the bot cannot be asked
     */
    List<Check> examine(boolean post, @Nullable DiscordApi api, @Nullable DiscordServer server) {
        String url = settings.text("DISCORD_WEBHOOK_URL", "");
        if (url.isEmpty()) {
            return List.of(Check.skipped(
                    NAME, "not set", "Set DISCORD_WEBHOOK_URL to announce under a name and picture of its own"));
        }
        Matcher parts = ADDRESS.matcher(url);
        if (!parts.matches()) {
            return List.of(Check.failed(NAME, "is no webhook's address", "Copy the webhook URL from Discord again"));
        }
        String base = settings.text("DISCORD_API_URL")
                .map(set -> set.replaceAll("/$", ""))
                .orElse(parts.group("base"));
        String address = base + "/webhooks/" + parts.group("path");
        Web.Answer known = web.get(address, null);
        if (!known.isOk()) {
            return List.of(Check.failed(
                    NAME,
                    "Discord " + known.problem(),
                    known.status() == 404
                            ? "It was deleted: make a new one (Edit Channel → Integrations → Webhooks) and set"
                                    + " DISCORD_WEBHOOK_URL"
                            : "Try again later"));
        }
        String thread = threadId(parts.group("query"));
        List<Check> checks = new ArrayList<>();
        checks.add(Check.ok(
                NAME,
                known.body().path("name").asString("unnamed") + (thread == null ? "" : ", into the thread " + thread)));
        if (thread != null) {
            checks.add(thread(thread, known.body(), api));
        }
        if (server != null) {
            lookingUp(known.body(), server).ifPresent(checks::add);
        }
        if (post) {
            checks.add(posted(address, thread));
        }
        return checks;
    }

    private static @Nullable String threadId(@Nullable String query) {
        Matcher thread = THREAD.matcher(query == null ? "" : query);
        return thread.find() ? thread.group("id") : null;
    }

    private static Check thread(String id, JsonNode webhook, @Nullable DiscordApi api) {
        String name = "Discord webhook's thread";
        if (api == null) {
            return Check.skipped(
                    name,
                    "cannot be looked at without a bot",
                    "./gateway test --post posts there and deletes it again");
        }
        Web.Answer answer = api.get("/channels/" + id);
        if (answer.status() == 403) {
            return Check.warning(
                    name,
                    "the bot may not view it: messages whose answer was lost cannot be looked up",
                    "Let the bot view the webhook's channel: Edit Channel → Permissions → the bot → View Channel");
        }
        if (!answer.isOk()) {
            return Check.failed(
                    name,
                    answer.status() == 404 ? "there is no thread " + id : "Discord " + answer.problem(),
                    "Correct thread_id in DISCORD_WEBHOOK_URL (right-click the thread → Copy Thread ID), or leave it out");
        }
        JsonNode thread = answer.body();
        if (!thread.path("parent_id")
                .asString("")
                .equals(webhook.path("channel_id").asString(""))) {
            return Check.failed(
                    name,
                    thread.path("name").asString(id) + " is in another channel than the webhook",
                    "Make the webhook in the thread's channel, or correct thread_id in DISCORD_WEBHOOK_URL");
        }
        return thread.path("thread_metadata").path("locked").asBoolean(false)
                ? Check.failed(
                        name,
                        thread.path("name").asString(id) + " is locked",
                        "Right-click the thread → Unlock Thread, or set another thread_id in DISCORD_WEBHOOK_URL")
                : Check.ok(name, thread.path("name").asString(id));
    }

    private static Optional<Check> lookingUp(JsonNode webhook, DiscordServer server) {
        if (!webhook.path("guild_id")
                .asString("")
                .equals(server.guild().path("id").asString(""))) {
            return Optional.of(Check.warning(
                    "Discord webhook's channel",
                    "it is in another server than the bot (GUILD_ID): messages whose answer was lost cannot be looked up",
                    "Make the webhook in a channel of the server GUILD_ID"));
        }
        JsonNode channel =
                server.channel(webhook.path("channel_id").asString("")).orElse(null);
        ChannelKind kind = channel == null ? ChannelKind.TEXT : ChannelKind.of(channel);
        List<ChannelUse.Need> missing = ChannelUse.WEBHOOK.needs(kind).stream()
                .filter(need -> channel == null
                        ? need.permission() == DiscordPermission.VIEW_CHANNEL
                        : !server.bot().has(need.permission(), channel))
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String labels =
                missing.stream().map(need -> kind.label(need.permission())).collect(Collectors.joining(", "));
        String name = channel == null
                ? "the webhook's channel"
                : "#" + channel.path("name").asString("");
        return Optional.of(Check.warning(
                "Discord " + name,
                "missing: " + labels + " (" + ChannelUse.WEBHOOK.label() + "): "
                        + missing.stream()
                                .map(ChannelUse.Need::without)
                                .distinct()
                                .collect(Collectors.joining("; ")),
                name + " → Edit Channel → Permissions → add " + server.botRole() + " → allow " + labels));
    }

    private Check posted(String address, @Nullable String thread) {
        String into = thread == null ? "" : "thread_id=" + thread;
        Web.Answer sent = web.ask(
                "POST",
                address + "?wait=true" + (into.isEmpty() ? "" : "&" + into),
                null,
                "{\"content\":\"Gateway Sync: self-check. This message deletes itself.\",\"allowed_mentions\":{\"parse\":[]}}");
        if (!sent.isOk()) {
            return Check.failed(
                    "Discord post", "Discord " + sent.problem(), "See the webhook's channel and its permissions");
        }
        String message = address + "/messages/" + sent.body().path("id").asString("");
        web.ask("DELETE", message + (into.isEmpty() ? "" : "?" + into), null, null);
        return Check.ok("Discord post", "posted and deleted");
    }
}
