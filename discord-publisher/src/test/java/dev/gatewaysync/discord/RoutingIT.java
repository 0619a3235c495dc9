package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.events.SyncFailed;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.storage.history.DeliveryStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Things go where the operator wants them, and ping whom he wants. */
class RoutingIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());

    @Test
    void types_and_categories_go_to_the_channels_of_their_routes() {
        try (RunningPublisher publisher = RunningPublisher.withSettings(
                discord,
                Map.of(
                        "DISCORD_ROUTES", "bug-fixed=feedback,sync-failed=ops,category-added=off",
                        "DISCORD_CATEGORY_CHANNELS", "ai-tools=hidden-treasures"))) {
            EventEnvelope bug = publisher.publish(new BugFixed("Fixed", null, null));
            EventEnvelope resource = publisher.publish(new ResourceAdded("One", "AI Tools", null, null, List.of()));
            EventEnvelope nowhere = publisher.publish(BuiltInType.CATEGORY_ADDED, "{\"name\":\"Boats\"}");

            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(publisher.deliveries(resource))
                            .containsEntry("category:ai-tools", DeliveryStatus.SENT)
                            .containsEntry("announcements", DeliveryStatus.SENT));
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(publisher.deliveries(bug))
                            .isEqualTo(Map.of("channel:feedback", DeliveryStatus.SENT)));
            assertThat(titles("feedback")).containsExactly("🐛 Bug fixed: Fixed");
            assertThat(titles("hidden-treasures")).containsExactly("✨ One");
            assertThat(titles("ai-tools")).isEmpty();
            await().atMost(LONG).until(() -> publisher.isPlanned(nowhere));
            assertThat(publisher.deliveries(nowhere)).isEmpty();

            assertThat(publisher.targetStatus("channel:feedback")).isEqualTo("active");
            // Nothing has been planned for it: whoever asks for the channels writes that, beside the lanes.
            await().atMost(LONG)
                    .until(() -> publisher.targetStatus("channel:ops").equals("missing"));
            // Nothing is created unless the operator says so.
            assertThat(discord.requests())
                    .noneMatch(request -> request.method().equals("POST")
                            && request.path().endsWith("/guilds/" + discord.guildId() + "/channels"));
            discord.addChannel("ops");
            await().atMost(LONG).until(() -> {
                EventEnvelope failed = publisher.publish(new SyncFailed("full", "no answer"));
                await().atMost(LONG)
                        .until(() -> publisher.deliveries(failed).containsValue(DeliveryStatus.SENT)
                                || publisher.deliveries(failed).containsValue(DeliveryStatus.SKIPPED));
                return publisher.deliveries(failed).containsValue(DeliveryStatus.SENT);
            });
            assertThat(publisher.targetStatus("channel:ops")).isEqualTo("active");
        }
    }

    @Test
    void only_the_role_of_the_type_is_pinged() {
        String operators = discord.permissions().addRole("operators", true);
        String collectors = discord.permissions().addRole("collectors", true);
        String other = "<@&" + discord.permissions().addRole("others", true) + ">";
        try (RunningPublisher publisher = RunningPublisher.withSettings(
                discord, Map.of("DISCORD_MENTIONS", "maintenance=" + operators + ",resource-added=" + collectors))) {
            publisher.publish(new BugFixed("@everyone " + other, "@here <@&" + operators + ">", null));
            publisher.publish(
                    BuiltInType.MAINTENANCE,
                    "{\"status\":\"started\",\"message\":\"@everyone " + other + " look here\"}");
            EventEnvelope last = publisher.publish(new ResourceAdded("@everyone", "AI Tools", null, other, List.of()));
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(publisher.deliveries(last))
                            .containsEntry("category:ai-tools", DeliveryStatus.SENT)
                            .containsEntry("announcements", DeliveryStatus.SENT));

            List<SimulatedMessage> updates = discord.messages("updates");
            assertThat(updates)
                    .extracting(SimulatedMessage::content)
                    .containsExactly("", "<@&" + operators + ">", "<@&" + collectors + ">");
            assertThat(updates).extracting(SimulatedMessage::pinged).containsExactly(false, true, true);
            assertThat(discord.messages("ai-tools"))
                    .extracting(SimulatedMessage::pinged)
                    .containsExactly(false);
        }
    }

    private List<String> titles(String channel) {
        return discord.messages(channel).stream()
                .map(SimulatedMessage::embeds)
                .flatMap(embeds -> embeds.valueStream())
                .map(embed -> embed.path("title").asString())
                .toList();
    }
}
