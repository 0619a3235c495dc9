package dev.gatewaysync.console.doctor;

import dev.gatewaysync.cards.channel.DiscordPermission;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.TargetDefinition;
import dev.gatewaysync.service.settings.Settings;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Whether what is sent to announcement channels can be published to the servers that follow them. */
final class PublishChecks {
    private static final String NAME = "Discord publishing";
    private static final int ANNOUNCEMENT = 5;

    private final Settings settings;
    private final GatewayConfig config;
    private final DiscordServer server;

    PublishChecks(Settings settings, GatewayConfig config, DiscordServer server) {
        this.settings = settings;
        this.config = config;
        this.server = server;
    }

    private boolean isUsual() {
        return settings.flag("DISCORD_PUBLISH")
                || config.routes().stream().anyMatch(route -> Boolean.TRUE.equals(route.publish()));
    }

    private boolean isWanted() {
        return isUsual()
                || config.targets().values().stream().anyMatch(target -> Boolean.TRUE.equals(target.publish()));
    }

    /** Whether messages are published that are a webhook's, and not the bot's own. */
    boolean isForWebhook() {
        return isUsual() && settings.text("DISCORD_WEBHOOK_URL").isPresent()
                || config.targets().values().stream()
                        .anyMatch(target -> target.webhook() != null && isPublished(target));
    }

    private boolean isPublished(TargetDefinition target) {
        return target.publish() == null ? isUsual() : target.publish();
    }

    /**
     * @param used ids of the channels that are sent to, the webhook's too
     * @param named id of a channel of the server with that name or id
     */
    List<Check> examine(Stream<String> used, Function<String, Optional<String>> named) {
        if (!isWanted()) {
            return List.of();
        }
        Stream<String> own = config.targets().values().stream()
                .filter(this::isPublished)
                .map(TargetDefinition::channel)
                .filter(Objects::nonNull)
                .flatMap(channel -> named.apply(channel).stream());
        return examine(Stream.concat(isUsual() ? used : Stream.empty(), own));
    }

    private List<Check> examine(Stream<String> used) {
        List<JsonNode> announcing = used.distinct()
                .flatMap(id -> server.channel(id).stream())
                .filter(channel -> channel.path("type").asInt(-1) == ANNOUNCEMENT)
                .toList();
        if (announcing.isEmpty()) {
            return List.of(Check.warning(
                    NAME,
                    "none of the channels is an announcement channel: nothing is published",
                    "In Discord: the channel's Edit Channel → Announcement Channel (Server Settings → Enable Community"
                            + " first), or set DISCORD_PUBLISH=off, and no publish: true in gateway.yml"));
        }
        if (!isForWebhook()) {
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
