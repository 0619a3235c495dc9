package dev.gatewaysync.console.doctor;

import dev.gatewaysync.discord.channel.DiscordPermission;
import dev.gatewaysync.service.Settings;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Whether what is sent to announcement channels can be published to the servers that follow them. */
final class PublishChecks {
    private static final String NAME = "Discord publishing";
    private static final int ANNOUNCEMENT = 5;

    private final Settings settings;
    private final DiscordServer server;

    PublishChecks(Settings settings, DiscordServer server) {
        this.settings = settings;
        this.server = server;
    }

    static boolean isWanted(Settings settings) {
        return settings.flag("DISCORD_PUBLISH");
    }

    /** Whether messages are published that are a webhook's, and not the bot's own. */
    static boolean isForWebhook(Settings settings) {
        return isWanted(settings) && settings.text("DISCORD_WEBHOOK_URL").isPresent();
    }

    /** @param used ids of the channels that are sent to, the webhook's too */
    List<Check> examine(Stream<String> used) {
        if (!isWanted(settings)) {
            return List.of();
        }
        List<JsonNode> announcing = used.distinct()
                .flatMap(id -> server.channel(id).stream())
                .filter(channel -> channel.path("type").asInt(-1) == ANNOUNCEMENT)
                .toList();
        if (announcing.isEmpty()) {
            return List.of(Check.warning(
                    NAME,
                    "none of the channels is an announcement channel: nothing is published",
                    "In Discord: the channel's Edit Channel → Announcement Channel (Server Settings → Enable Community"
                            + " first), or set DISCORD_PUBLISH=off"));
        }
        if (!isForWebhook(settings)) {
            return List.of(Check.ok(NAME, names(announcing) + " is published"));
        }
        List<JsonNode> missing = announcing.stream()
                .filter(channel -> !server.bot().has(DiscordPermission.MANAGE_MESSAGES, channel))
                .toList();
        String label = DiscordPermission.MANAGE_MESSAGES.label();
        return List.of(
                missing.isEmpty()
                        ? Check.ok(NAME, names(announcing) + " is published")
                        : Check.failed(
                                NAME,
                                "missing: " + label + " in " + names(missing)
                                        + ": what the webhook sends there is not published",
                                "Server Settings → Roles → " + server.botRole() + " → Permissions → " + label
                                        + ", or only there: Edit Channel → Permissions → add " + server.botRole()
                                        + " → allow " + label));
    }

    private static String names(List<JsonNode> channels) {
        return String.join(
                ", ",
                channels.stream()
                        .map(channel -> "#" + channel.path("name").asString(""))
                        .toList());
    }
}
