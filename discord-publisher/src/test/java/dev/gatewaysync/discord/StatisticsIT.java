package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.StatsUpdated;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.simulator.traffic.RecordedRequest;
import dev.gatewaysync.storage.history.DeliveryStatus;
import dev.gatewaysync.testkit.Deploys;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pinned numbers. */
class StatisticsIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String WELCOME = "welcome-and-start-here";

    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());

    @Test
    void numbers_are_pinned_once_and_unchanged_numbers_make_no_request() {
        try (RunningPublisher publisher = RunningPublisher.withBotAndWebhook(discord)) {
            EventEnvelope first = tell(publisher, 600);
            awaitShown(publisher, first);
            assertThat(pinned(WELCOME)).hasSize(1);
            assertThat(pinned("categories-overview")).hasSize(1);
            assertThat(shown(WELCOME)).contains("**600**");

            EventEnvelope same = tell(publisher, 600);
            awaitShown(publisher, same);

            assertThat(edits()).isEmpty();
            assertThat(discord.messages(WELCOME)).hasSize(1);
        }
    }

    @Test
    void of_many_numbers_the_last_is_shown_with_few_edits() {
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            awaitShown(publisher, tell(publisher, 1));
            long begun = System.nanoTime();
            EventEnvelope last = tell(publisher, 2);
            for (int n = 3; n <= 200; n++) {
                last = tell(publisher, n);
            }
            EventEnvelope newest = last;

            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(publisher.deliveries(newest))
                            .containsEntry("statistics:overview", DeliveryStatus.SENT));
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            assertThat(shown(WELCOME)).contains("**200**");
            assertThat(discord.messages(WELCOME)).hasSize(1);
            assertThat(edits().stream()
                            .filter(request -> request.path()
                                    .contains(discord.messages(WELCOME).get(0).id()))
                            .count())
                    .isLessThanOrEqualTo(2 + took.dividedBy(RunningPublisher.QuickPublisher.STATISTICS_INTERVAL));
            assertThat(publisher.count("SELECT count(*) FROM delivery WHERE target = 'statistics:overview'"
                            + " AND status = 'superseded'"))
                    .isGreaterThan(150);
        }
    }

    @Test
    void numbers_that_are_not_counted_yet_delay_no_announcement() {
        try (RunningPublisher publisher = RunningPublisher.withWebhook(discord)) {
            publisher.publish(new StatsUpdated(5L, null, null, null));
            EventEnvelope deploy = publisher.publish(Deploys.of("v1"));

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThat(publisher.deliveries(deploy)).containsValue(DeliveryStatus.SENT));
        }
    }

    @Test
    void without_a_bot_the_webhook_keeps_one_message_with_all_numbers() {
        try (RunningPublisher publisher = RunningPublisher.withWebhook(discord)) {
            awaitShown(publisher, tell(publisher, 10));
            awaitShown(publisher, tell(publisher, 20));

            assertThat(discord.messages("updates")).hasSize(1);
            assertThat(shown("updates")).contains("**20**");
        }
    }

    @Test
    void a_message_that_the_database_forgot_is_adopted_and_one_that_was_deleted_is_made_again() {
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            awaitShown(publisher, tell(publisher, 10));
            publisher.stop();
            publisher.database.jdbc().sql("DELETE FROM card").update();
            publisher.started();
            awaitShown(publisher, tell(publisher, 20));
            assertThat(discord.messages(WELCOME)).hasSize(1);
            assertThat(shown(WELCOME)).contains("**20**");

            discord.faults()
                    .next(
                            1,
                            "PATCH",
                            "/messages/" + discord.messages(WELCOME).get(0).id())
                    .failBeforeCommit(404, "{\"code\":10008,\"message\":\"Unknown Message\"}");
            awaitShown(publisher, tell(publisher, 30));
            assertThat(discord.messages(WELCOME)).hasSize(2);
            assertThat(pinned(WELCOME)).hasSize(2);
        }
    }

    /** Reports a number, and counts it as the worker would. */
    private static EventEnvelope tell(RunningPublisher publisher, long resources) {
        EventEnvelope event = publisher.publish(new StatsUpdated(resources, 3L, 7L, null));
        publisher.counted(event, resources, 3);
        return event;
    }

    private static void awaitShown(RunningPublisher publisher, EventEnvelope event) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(publisher.deliveries(event).values())
                        .isNotEmpty()
                        .containsOnly(DeliveryStatus.SENT));
    }

    private List<SimulatedMessage> pinned(String channel) {
        return discord.messages(channel).stream()
                .filter(SimulatedMessage::pinned)
                .toList();
    }

    private String shown(String channel) {
        return discord.messages(channel).get(0).embeds().toString();
    }

    private List<RecordedRequest> edits() {
        return discord.requests().stream()
                .filter(request -> request.method().equals("PATCH"))
                .toList();
    }
}
