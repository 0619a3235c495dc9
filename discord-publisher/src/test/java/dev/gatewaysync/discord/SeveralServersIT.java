package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatedServer;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.storage.history.DeliveryStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places in another server, beside a channel of the same name in the first. */
class SeveralServersIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String PARTNERS = "223456789012345678";

    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());
    private final SimulatedServer partners = discord.addServer(PARTNERS, "Partners");

    @TempDir
    Path folder;

    @BeforeEach
    void channels() {
        discord.addChannel("news");
        partners.ensureChannel("news");
        partners.ensureChannel("showcase-your-finds");
    }

    @AfterEach
    void stop() {
        discord.close();
    }

    @Test
    void an_event_is_shown_in_the_channel_and_by_the_webhook_of_another_server() throws IOException {
        try (RunningPublisher publisher = publisher()) {
            EventEnvelope bug = bug("Crash");
            publisher.publishAll(List.of(bug));
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(publisher.deliveries(bug))
                            .isEqualTo(Map.of(
                                    "partners", DeliveryStatus.SENT,
                                    "hook", DeliveryStatus.SENT,
                                    "announcements", DeliveryStatus.SENT)));

            assertThat(titles(partners)).containsExactly("🐛 Bug fixed: Crash", "🐛 Bug fixed: Crash");
            assertThat(discord.messages("news")).isEmpty();
            assertThat(discord.messages("updates")).hasSize(1);
            assertThat(partners.messages("news")).anyMatch(message -> message.webhookId() != null);
        }
    }

    @Test
    void a_server_that_the_bot_leaves_holds_nothing_else_up_and_goes_on_when_it_is_back() throws IOException {
        try (RunningPublisher publisher = publisher()) {
            EventEnvelope before = bug("Before");
            publisher.publishAll(List.of(before));
            await().atMost(LONG).until(() -> titles(partners).size() == 2);

            await().atMost(LONG).until(() -> !discord.commands().isEmpty());
            partners.removeBot();
            EventEnvelope without = bug("Without");
            publisher.publishAll(List.of(without));
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(publisher.deliveries(without))
                            .containsEntry("announcements", DeliveryStatus.SENT)
                            .containsEntry("hook", DeliveryStatus.SENT));
            await().atMost(LONG)
                    .untilAsserted(
                            () -> assertThat(publisher.targetStatus("partners")).isEqualTo("paused"));

            partners.inviteBot();
            EventEnvelope after = bug("After");
            publisher.publishAll(List.of(after));
            await().atMost(LONG)
                    .untilAsserted(() ->
                            assertThat(publisher.deliveries(after)).containsEntry("partners", DeliveryStatus.SENT));
            assertThat(publisher.deliveries(without)).containsEntry("partners", DeliveryStatus.SENT);
            // Written after the message.
            await().atMost(LONG)
                    .untilAsserted(
                            () -> assertThat(publisher.targetStatus("partners")).isEqualTo("active"));
        }
    }

    @Test
    void what_members_write_in_another_server_is_no_suggestion() throws IOException {
        discord.allowMessageContent(true);
        try (RunningPublisher publisher = publisher()) {
            await().atMost(LONG).until(() -> publisher.count("SELECT count(*) FROM channel_watermark") == 1);
            partners.say("showcase-your-finds", "https://elsewhere.example/");
            discord.say("showcase-your-finds", "https://here.example/");
            List<EventEnvelope> suggested = new ArrayList<>();
            await().atMost(LONG).until(() -> {
                suggested.addAll(publisher.causedByMembers());
                return !suggested.isEmpty();
            });
            assertThat(suggested)
                    .extracting(event -> event.data().path("url").asString())
                    .containsExactly("https://here.example/");
        }
    }

    private RunningPublisher publisher() throws IOException {
        Path file = Files.writeString(folder.resolve("gateway.yml"), """
                version: 1
                targets:
                  partners: { guild: "%s", channel: news }
                  hook: { webhook: "${PARTNERS_WEBHOOK_URL}" }
                routes: [{ when: type = 'bug-fixed', to: [partners, hook, announcements] }]
                """.formatted(PARTNERS));
        return RunningPublisher.withSettings(
                discord,
                Map.of("GATEWAY_CONFIG", file.toString(), "PARTNERS_WEBHOOK_URL", partners.addWebhook("news")));
    }

    private static List<String> titles(SimulatedServer server) {
        return server.messages("news").stream()
                .flatMap(message -> message.embeds().valueStream())
                .map(embed -> embed.path("title").asString())
                .toList();
    }

    private static EventEnvelope bug(String title) {
        return EventEnvelope.of(EventIds.next(), Source.MAIN_APP, Instant.now(), new BugFixed(title, null, null));
    }
}
