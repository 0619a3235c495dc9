package dev.gatewaysync.console.doctor;

import dev.gatewaysync.cards.channel.DiscordPermission;
import dev.gatewaysync.discord.rest.WebhookAddress;
import dev.gatewaysync.service.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The webhook, the thread that its address may name, and whether the bot can look up there what became of a message. */
final class WebhookChecks {
    private static final String NAME = "Discord webhook";

    private final Settings settings;
    private final DiscordApi api;

    WebhookChecks(Settings settings, DiscordApi api) {
        this.settings = settings;
        this.api = api;
    }

    /** @param server null where there is no bot, or it cannot be asked */
    List<Check> examine(boolean post, @Nullable DiscordServer server) {
        String url = settings.text("DISCORD_WEBHOOK_URL", "");
        if (url.isEmpty()) {
            return List.of(Check.skipped(
                    NAME, "not set", "Set DISCORD_WEBHOOK_URL to announce under a name and picture of its own"));
        }
        WebhookAddress address;
        try {
            address = WebhookAddress.parse(url);
        } catch (IllegalArgumentException e) {
            return List.of(
                    Check.failed(NAME, String.valueOf(e.getMessage()), "Copy the webhook URL from Discord again"));
        }
        DiscordApi.Answer known = api.ask(rest -> rest.getWebhook(address));
        if (!known.isOk()) {
            return List.of(Check.failed(
                    NAME,
                    "Discord " + known.problem(),
                    known.status() == 404
                            ? "It was deleted: make a new one (Edit Channel → Integrations → Webhooks) and set"
                                    + " DISCORD_WEBHOOK_URL"
                            : "Try again later"));
        }
        String thread = address.threadId();
        List<Check> checks = new ArrayList<>();
        checks.add(Check.ok(
                NAME,
                known.body().path("name").asString("unnamed") + (thread == null ? "" : ", into the thread " + thread)));
        if (thread != null) {
            checks.add(thread(thread, known.body(), server != null));
        }
        if (server != null) {
            lookingUp(known.body(), server).ifPresent(checks::add);
        }
        if (post) {
            checks.add(posted(address));
        }
        return checks;
    }

    /** Id of the channel that it posts to; empty if there is none, or Discord does not tell. */
    Optional<String> channel() {
        try {
            return settings.text("DISCORD_WEBHOOK_URL")
                    .map(WebhookAddress::parse)
                    .map(address -> api.ask(rest -> rest.getWebhook(address))
                            .body()
                            .path("channel_id")
                            .asString(""))
                    .filter(id -> !id.isEmpty());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Check thread(String id, JsonNode webhook, boolean botCanBeAsked) {
        String name = "Discord webhook's thread";
        if (!botCanBeAsked) {
            return Check.skipped(
                    name,
                    "cannot be looked at without a bot",
                    "./gateway test --post posts there and deletes it again");
        }
        DiscordApi.Answer answer = api.ask(rest -> rest.channel(id));
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

    private Check posted(WebhookAddress address) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("content", "Gateway Sync: self-check. This message deletes itself.");
        DiscordApi.Answer sent = api.ask(rest -> rest.executeWebhook(address, body, address.threadId()));
        if (!sent.isOk()) {
            return Check.failed(
                    "Discord post", "Discord " + sent.problem(), "See the webhook's channel and its permissions");
        }
        String message = sent.body().path("id").asString("");
        DiscordApi.Answer gone = api.ask(rest -> rest.deleteWebhookMessage(address, message, address.threadId()));
        return gone.isOk()
                ? Check.ok("Discord post", "posted and deleted")
                : Check.warning(
                        "Discord post",
                        "posted, but Discord " + gone.problem() + " to deleting it",
                        "Delete the message by hand: right-click it → Delete Message");
    }
}
