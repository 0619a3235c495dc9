package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.guild.Permission;
import dev.gatewaysync.storage.history.DeliveryStatus;
import dev.gatewaysync.storage.operator.OperatorRequest;
import dev.gatewaysync.storage.operator.OperatorRequests;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Operators see which target does not work and why, and can resume it. */
@Order(10)
class TargetsIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    /** By itself what is paused is tried after a minute. */
    private static final Duration SOONER = Duration.ofSeconds(45);

    private static final String WEBHOOK_POST = "/webhooks/\\d+/[^/]+$";

    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());

    @Test
    void a_dead_webhook_stays_dead_over_a_restart_until_an_operator_resumes_it() {
        try (RunningPublisher publisher = RunningPublisher.withWebhook(discord)) {
            discord.faults()
                    .next(1, "POST", WEBHOOK_POST)
                    .failBeforeCommit(404, "{\"code\":10015,\"message\":\"Unknown Webhook\"}");
            EventEnvelope first = publisher.publish(new BugFixed("One", null, null));
            await().atMost(LONG)
                    .until(() -> publisher.deliveries(first).containsValue(DeliveryStatus.FAILED)
                            && publisher.targetStatus("announcements").equals("dead"));
            assertThat(reason(publisher, "announcements")).contains("10015");

            publisher.stop();
            publisher.started();
            EventEnvelope second = publisher.publish(new BugFixed("Two", null, null));
            await().atMost(LONG).until(() -> publisher.deliveries(second).containsValue(DeliveryStatus.FAILED));
            assertThat(posts()).isEqualTo(1);

            assertThat(resume(publisher, "announcements").outcome()).isEqualTo("success");
            EventEnvelope third = publisher.publish(new BugFixed("Three", null, null));
            await().atMost(LONG).until(() -> publisher.deliveries(third).containsValue(DeliveryStatus.SENT));
            assertThat(publisher.targetStatus("announcements")).isEqualTo("active");
            publisher.replay(first);
            await().atMost(LONG).until(() -> publisher.deliveries(first).containsValue(DeliveryStatus.SENT));
            assertThat(discord.messages("updates")).hasSize(2);
        }
    }

    @Test
    void a_paused_channel_is_tried_at_once_when_an_operator_resumes_it() {
        try (RunningPublisher publisher = RunningPublisher.withBotAndWebhook(discord)) {
            discord.denyChannel("ai-tools", 50013);
            EventEnvelope event = publisher.publish(new ResourceAdded("One", "ai-tools", null, null, List.of()));
            await().atMost(LONG)
                    .until(() -> publisher.targetStatus("category:ai-tools").equals("paused"));
            assertThat(reason(publisher, "category:ai-tools")).contains("50013");
            await().atMost(LONG)
                    .until(() -> publisher.targetStatus("announcements").equals("active"));
            discord.allowChannel("ai-tools");

            resume(publisher, "category:ai-tools");

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(publisher.deliveries(event))
                            .containsEntry("category:ai-tools", DeliveryStatus.SENT));
            // Written after the message.
            await().atMost(LONG)
                    .until(() -> publisher.targetStatus("category:ai-tools").equals("active"));
        }
    }

    @Test
    void a_paused_channel_is_tried_as_soon_as_somebody_changes_what_the_bot_may_do() {
        try (RunningPublisher publisher = RunningPublisher.withBotAndWebhook(discord)) {
            await().atMost(LONG).until(() -> discord.commands().contains("gateway-status"));
            discord.permissions().denyEveryone("ai-tools", Permission.SEND_MESSAGES);
            EventEnvelope event = publisher.publish(new ResourceAdded("One", "ai-tools", null, null, List.of()));
            await().atMost(LONG)
                    .until(() -> publisher.targetStatus("category:ai-tools").equals("paused"));

            discord.permissions().clear("ai-tools");

            await().atMost(SOONER)
                    .untilAsserted(() -> assertThat(publisher.deliveries(event))
                            .containsEntry("category:ai-tools", DeliveryStatus.SENT));
        }
    }

    @Test
    void a_bot_that_was_taken_out_of_the_server_sends_what_waited_as_soon_as_it_is_back() {
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            await().atMost(LONG).until(() -> discord.commands().contains("gateway-status"));
            discord.removeBot();
            EventEnvelope event = publisher.publish(new BugFixed("One", null, null));
            await().atMost(LONG)
                    .until(() -> publisher.targetStatus("announcements").equals("paused"));

            discord.inviteBot();

            await().atMost(SOONER)
                    .untilAsserted(() -> assertThat(publisher.deliveries(event))
                            .containsEntry("announcements", DeliveryStatus.SENT));
            assertThat(discord.messages("updates")).hasSize(1);
        }
    }

    @Test
    void what_is_planned_for_a_target_that_an_operator_has_paused_waits_and_arrives_when_it_is_resumed() {
        try (RunningPublisher publisher = RunningPublisher.withBotAndWebhook(discord)) {
            await().atMost(LONG)
                    .until(() -> publisher.targetStatus("announcements").equals("active"));
            assertThat(ask(publisher, "pause-target", "announcements").outcome())
                    .isEqualTo("success");
            EventEnvelope event = publisher.publish(new BugFixed("Umlauts", null, null));
            await().atMost(LONG).until(() -> publisher.deliveries(event).containsKey("announcements"));
            await().during(Duration.ofSeconds(3))
                    .atMost(LONG)
                    .until(() -> discord.messages("updates").isEmpty());

            assertThat(resume(publisher, "announcements").outcome()).isEqualTo("success");

            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(publisher.deliveries(event))
                            .containsEntry("announcements", DeliveryStatus.SENT));
        }
    }

    @Test
    void a_request_that_cannot_be_done_says_why() {
        try (RunningPublisher publisher = RunningPublisher.withBotAndWebhook(discord)) {
            await().atMost(LONG)
                    .until(() -> publisher.targetStatus("announcements").equals("active"));

            OperatorRequest.Answer answer = resume(publisher, "nothing");

            assertThat(answer.outcome()).isEqualTo("failed");
            assertThat(answer.message()).contains("nothing", "announcements", "statistics:overview");
        }
    }

    static OperatorRequest.Answer resume(RunningPublisher publisher, String target) {
        return ask(publisher, "resume-target", target);
    }

    private static OperatorRequest.Answer ask(RunningPublisher publisher, String kind, String target) {
        OperatorRequests requests = new OperatorRequests(publisher.database.jdbc(), InstantSource.system());
        String id = requests.submit(
                "discord-publisher", kind, EventJson.mapper().createObjectNode().put("target", target), "tester");
        await().atMost(LONG)
                .until(() -> requests.find(id)
                        .map(OperatorRequest::answer)
                        .filter(OperatorRequest.Answer::isFinished)
                        .isPresent());
        return requests.find(id).map(OperatorRequest::answer).orElseThrow();
    }

    static String reason(RunningPublisher publisher, String target) {
        return publisher
                .database
                .jdbc()
                .sql("SELECT reason FROM discord_target WHERE name = :name")
                .param("name", target)
                .query(String.class)
                .single();
    }

    private long posts() {
        return discord.requests().stream()
                .filter(request -> request.method().equals("POST"))
                .count();
    }
}
