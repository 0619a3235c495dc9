package dev.gatewaysync.discord.active;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.discord.creation.TestCreation;
import dev.gatewaysync.discord.crosspost.TestCrossposts;
import dev.gatewaysync.discord.lane.TestLanes;
import dev.gatewaysync.discord.lateedit.TestLateEdits;
import dev.gatewaysync.discord.outbox.TargetStatusTable;
import dev.gatewaysync.discord.pinned.TestStatistics;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.discord.send.TestSending;
import dev.gatewaysync.discord.serverevent.TestServerEvents;
import dev.gatewaysync.discord.thread.TestThreads;
import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.storage.operator.DiscordTargets;
import dev.gatewaysync.storage.operator.OperatorRequest;
import dev.gatewaysync.storage.operator.OperatorRequests;
import java.time.Duration;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TargetRequestsTest {
    private static final String TARGET = "announcements";
    private static final String ASKED = "GET /users/@me";

    private final TestLanes lanes = new TestLanes();
    private final TestSending sending = lanes.sending;
    private final TargetStatusTable targets = sending.deliveries.targets;
    private final OperatorRequests requests = new OperatorRequests(sending.test.jdbc, sending.test.clock);
    private final TargetRequests resume = new TargetRequests(
            requests,
            targets,
            sending.test.queries,
            new TargetRetry(
                    sending.directory,
                    sending.tokenGuard,
                    TestCreation.of(sending),
                    new Senders(
                            lanes.scheduler,
                            TestStatistics.of(sending),
                            TestServerEvents.off(sending),
                            TestCrossposts.off(sending),
                            TestThreads.off(sending),
                            TestLateEdits.of(sending))));

    @BeforeEach
    void begin() throws InterruptedException {
        sending.test.jdbc.sql("DELETE FROM operator_request").update();
        sending.test.jdbc.sql("DELETE FROM operator_answer").update();
        sending.discord.replies("GET /guilds/1/channels", "[{\"id\":\"7\",\"name\":\"updates\",\"type\":0}]");
        sending.directory.refresh();
    }

    @AfterEach
    void close() {
        lanes.close();
    }

    @Test
    void without_a_request_nothing_happens() {
        resume.answerNext();

        assertThat(sending.discord.requests(ASKED)).isEmpty();
    }

    @Test
    void a_target_that_does_not_exist_is_answered_with_those_that_do() {
        targets.active(TARGET, TestSending.CHANNEL);

        OperatorRequest.Answer answer = answerOf(ask("resume-target", "anouncements"));

        assertThat(answer.outcome()).isEqualTo("failed");
        assertThat(answer.message()).contains("\"anouncements\"", TARGET);
    }

    @Test
    void a_request_that_is_not_known_is_refused_by_its_name() {
        targets.active(TARGET, TestSending.CHANNEL);

        OperatorRequest.Answer answer = answerOf(ask("fly", TARGET));

        assertThat(answer.outcome()).isEqualTo("failed");
        assertThat(answer.message()).contains("fly");
    }

    @Test
    void a_dead_target_is_sent_to_again_and_the_answer_says_how_it_stood_and_what_waits() {
        sending.directory.markDead("announcements", TestSending.CHANNEL, "gone");
        sending.deliveries.destinations.of(TARGET);
        assertThat(sending.directory.destination(TARGET)).isInstanceOf(Destination.Dead.class);
        sending.test.planned(new BugFixed("One", null, null), TARGET);

        OperatorRequest.Answer answer = answerOf(ask("resume-target", TARGET));

        assertThat(answer.outcome()).isEqualTo("success");
        assertThat(answer.result().toString())
                .isEqualTo("{\"target\":\"announcements\",\"was\":\"dead\",\"waiting\":1}");
        assertThat(sending.directory.destination(TARGET)).isInstanceOf(Destination.Channel.class);
    }

    @Test
    void a_target_that_an_operator_pauses_is_sent_nothing_until_it_is_resumed() {
        targets.active(TARGET, TestSending.CHANNEL);
        sending.test.planned(new BugFixed("One", null, null), TARGET);

        OperatorRequest.Answer paused = answerOf(ask("pause-target", TARGET));

        assertThat(paused.outcome()).isEqualTo("success");
        assertThat(targets.stopped()).containsExactly(TARGET);
        assertThat(targets.countByStatus()).containsEntry("paused", 1L).containsEntry("active", 0L);
        assertThat(new DiscordTargets(sending.test.jdbc).byName())
                .extracting(DiscordTargets.Target::status, DiscordTargets.Target::reason)
                .containsExactly(Tuple.tuple("paused", "Paused by ann"));
        targets.active(TARGET, TestSending.CHANNEL);
        assertThat(targets.stopped()).as("whatever Discord says").containsExactly(TARGET);

        OperatorRequest.Answer resumed = answerOf(ask("resume-target", TARGET));

        assertThat(resumed.result().path("was").asString("")).isEqualTo("paused");
        assertThat(targets.stopped()).isEmpty();
    }

    @Test
    void the_pinned_statistics_cannot_be_paused_and_say_so() {
        targets.active("statistics:overview", TestSending.CHANNEL);

        OperatorRequest.Answer answer = answerOf(ask("pause-target", "statistics:overview"));

        assertThat(answer.outcome()).isEqualTo("failed");
        assertThat(targets.stopped()).isEmpty();
    }

    @Test
    void for_a_paused_target_discord_is_asked_at_once_whether_it_takes_the_token() {
        sending.discord.replies(ASKED, "{\"id\":\"90\"}");
        sending.tokenGuard.refused("401");
        targets.paused(TARGET, TestSending.CHANNEL, "token");

        answerOf(ask("resume-target", TARGET));

        await().pollInterval(Duration.ofMillis(2)).until(sending.tokenGuard::isOpen);
    }

    @Test
    void an_active_target_is_tried_again_and_asks_nothing_of_discord() {
        targets.active(TARGET, TestSending.CHANNEL);
        sending.tokenGuard.refused("401");

        assertThat(answerOf(ask("resume-target", TARGET)).outcome()).isEqualTo("success");

        assertThat(sending.tokenGuard.isOpen()).isFalse();
        assertThat(sending.discord.requests(ASKED)).isEmpty();
    }

    @Test
    void each_call_answers_one_request() {
        targets.active(TARGET, TestSending.CHANNEL);
        String first = ask("resume-target", TARGET);
        sending.test.clock.advance(Duration.ofSeconds(1));
        String second = ask("resume-target", TARGET);

        resume.answerNext();

        assertThat(requests.find(first).orElseThrow().answer()).isNotNull();
        assertThat(requests.find(second).orElseThrow().answer()).isNull();
    }

    @Test
    void requests_to_other_services_are_left_to_them() {
        String id = requests.submit(
                "sync-worker", "resume-target", EventJson.mapper().createObjectNode(), "ann");

        resume.answerNext();

        assertThat(requests.find(id).orElseThrow().answer()).isNull();
    }

    private String ask(String kind, String target) {
        return requests.submit(
                "discord-publisher", kind, EventJson.mapper().createObjectNode().put("target", target), "ann");
    }

    private OperatorRequest.Answer answerOf(String id) {
        resume.answerNext();
        return requests.find(id).orElseThrow().answer();
    }
}
