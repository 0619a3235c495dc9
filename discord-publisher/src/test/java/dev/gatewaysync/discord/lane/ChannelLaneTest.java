package dev.gatewaysync.discord.lane;

import static dev.gatewaysync.discord.send.TestSending.CHANNEL;
import static dev.gatewaysync.discord.send.TestSending.POST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.cards.channel.Targets;
import dev.gatewaysync.discord.outbox.Delivery;
import dev.gatewaysync.discord.ratelimit.RateLimited;
import dev.gatewaysync.discord.ratelimit.Route;
import dev.gatewaysync.discord.send.TestSending;
import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.Maintenance;
import dev.gatewaysync.events.ResourceAdded;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One lane and the clock of the test's. */
@Timeout(120)
class ChannelLaneTest {
    private static final String ANNOUNCEMENTS = "announcements";
    private static final String TOOLS = "category:tools";
    private static final String SENT = "{\"id\":\"20\",\"channel_id\":\"7\"}";

    private final TestLanes lanes = new TestLanes();
    private final TestSending sending = lanes.sending;
    private final ChannelLane lane = lanes.lane();

    @AfterEach
    void close() {
        lanes.close();
    }

    @Test
    void what_is_planned_for_its_targets_is_sent_together_in_order() {
        Delivery one = planned("One", ANNOUNCEMENTS);
        Delivery two = planned("Two", TOOLS);
        sending.discord.replies(POST, SENT);
        serveBoth();

        awaitStatus(one, "sent");
        awaitStatus(two, "sent");

        assertThat(sending.discord.bodies).singleElement().asString().containsSubsequence("One", "Two");
    }

    @Test
    void a_wake_up_sends_what_was_planned_meanwhile() throws InterruptedException {
        sending.discord.replies(POST, SENT);
        lane.serve(ANNOUNCEMENTS, CHANNEL);
        lane.start();
        sending.time.awaitWaiting(1);
        Delivery one = planned("One", ANNOUNCEMENTS);

        lane.wake();

        awaitStatus(one, "sent");
    }

    @Test
    void without_a_wake_up_it_looks_again_after_a_minute() throws InterruptedException {
        sending.discord.replies(POST, SENT);
        lane.serve(ANNOUNCEMENTS, CHANNEL);
        lane.start();
        sending.time.awaitWaiting(1);
        Delivery one = planned("One", ANNOUNCEMENTS);
        assertThat(sending.discord.requests).isEmpty();

        awaitStatusInTime(one, "sent");
    }

    @Test
    void while_the_limits_hold_it_back_it_reads_the_outbox_no_more_than_every_five_seconds()
            throws InterruptedException {
        Delivery one = planned("One", ANNOUNCEMENTS);
        sending.discord.replies(POST, SENT);
        sending.discord
                .limiter
                .request(Route.bot("POST", "/channels/{channel.id}/messages", "7"))
                .join()
                .rateLimited(new RateLimited(RateLimited.Scope.SHARED, Duration.ofSeconds(20)));
        lane.serve(ANNOUNCEMENTS, CHANNEL);
        lane.start();
        for (int n = 0; n < 38; n++) {
            sending.time.awaitWaiting(1);
            sending.time.tick(Duration.ofMillis(500));
        }

        assertThat(sending.test.reads.get()).isLessThanOrEqualTo(5);
        assertThat(sending.discord.requests(POST)).isEmpty();
        awaitStatusInTime(one, "sent");
    }

    @Test
    void what_a_lane_waits_to_send_is_left_at_once_when_it_is_assigned_to_another() throws InterruptedException {
        Delivery one = planned("One", ANNOUNCEMENTS);
        Delivery two = planned("Two", TOOLS);
        sending.discord.replies("POST /webhooks/55/TOKEN", SENT);
        sending.discord
                .limiter
                .request(Route.bot("POST", "/channels/{channel.id}/messages", "7"))
                .join()
                .rateLimited(new RateLimited(RateLimited.Scope.SHARED, Duration.ofMinutes(20)));
        lane.serve(ANNOUNCEMENTS, CHANNEL);
        lane.serve(TOOLS, TestSending.BY_WEBHOOK);
        lane.start();
        sending.time.awaitWaiting(1);

        lane.forget(ANNOUNCEMENTS);
        sending.time.tick(Duration.ofMillis(500));

        awaitStatus(two, "sent");
        assertThat(sending.test.status(one)).isEqualTo("pending");
    }

    @Test
    void the_next_waits_until_the_fate_of_the_first_is_stored() throws InterruptedException {
        sending.discord.replies(POST, 503, "");
        Delivery edited = sending.test.planned(
                new Maintenance(Maintenance.Status.STARTED, "Works", null, null, null), ANNOUNCEMENTS);
        Delivery next = planned("Two", ANNOUNCEMENTS);
        lane.serve(ANNOUNCEMENTS, CHANNEL);
        lane.start();

        await().until(() -> sending.discord.requests(POST).size() == 1);
        sending.time.awaitWaiting(1);
        assertThat(sending.test.status(next)).isEqualTo("pending");
        assertThat(sending.discord.requests(POST)).hasSize(1);

        sending.discord.replies(POST, SENT);
        awaitStatusInTime(edited, "sent");
        awaitStatusInTime(next, "sent");
        assertThat(sending.discord.bodies.getLast()).contains("Two").doesNotContain("Works");
    }

    @Test
    void one_that_discord_refuses_fails_alone_and_the_others_arrive() {
        Delivery one = planned("One", ANNOUNCEMENTS);
        Delivery bad = planned("Bad", ANNOUNCEMENTS);
        Delivery two = planned("Two", ANNOUNCEMENTS);
        String invalid = "{\"code\":50035,\"message\":\"Invalid Form Body\"}";
        sending.discord
                .repliesOnce(POST, 400, invalid)
                .repliesOnce(POST, 200, SENT)
                .repliesOnce(POST, 400, invalid)
                .replies(POST, SENT);
        lane.serve(ANNOUNCEMENTS, CHANNEL);
        lane.start();

        awaitStatusInTime(two, "sent");

        assertThat(sending.test.status(one)).isEqualTo("sent");
        assertThat(sending.test.status(bad)).isEqualTo("failed");
    }

    @Test
    void the_deliveries_of_all_targets_of_a_channel_that_is_gone_fail_and_nothing_more_is_sent_there() {
        Delivery one = planned("One", ANNOUNCEMENTS);
        Delivery two = planned("Two", TOOLS);
        sending.discord.replies(POST, 404, "{\"code\":10003,\"message\":\"Unknown Channel\"}");
        serveBoth();

        awaitStatus(one, "failed");
        awaitStatus(two, "failed");
        await().until(() -> !lane.serves(ANNOUNCEMENTS) && !lane.serves(TOOLS));

        assertThat(sending.discord.requests(POST)).hasSize(1);
        assertThat(sending.deliveries.failures())
                .hasSize(2)
                .allSatisfy(error -> assertThat(error).contains("gone: updates"));
    }

    @Test
    void a_channel_that_refuses_access_is_tried_after_a_minute_or_when_it_serves_another_target()
            throws InterruptedException {
        sending.discord.replies(POST, 403, "{\"code\":50013,\"message\":\"Missing Permissions\"}");
        Delivery one = planned("One", ANNOUNCEMENTS);
        lane.serve(ANNOUNCEMENTS, CHANNEL);
        lane.start();
        await().until(() -> sending.discord.requests(POST).size() == 1);
        sending.time.awaitWaiting(1);
        sending.time.tick(Duration.ofSeconds(59));
        sending.time.awaitWaiting(1);
        assertThat(sending.discord.requests(POST)).hasSize(1);

        sending.discord.replies(POST, SENT);
        lane.serve(TOOLS, CHANNEL);

        awaitStatus(one, "sent");
    }

    @Test
    void a_webhook_goes_on_while_the_bot_is_refused_in_the_same_channel() {
        sending.discord.replies(POST, 403, "{\"code\":50001,\"message\":\"Missing Access\"}");
        sending.discord.replies("POST /webhooks/55/TOKEN", SENT);
        Delivery byBot = planned("One", ANNOUNCEMENTS);
        Delivery byHook = planned("Two", TOOLS);
        lane.serve(ANNOUNCEMENTS, CHANNEL);
        lane.serve(TOOLS, TestSending.BY_WEBHOOK);
        lane.start();

        awaitStatus(byHook, "sent");

        assertThat(sending.test.status(byBot)).isEqualTo("pending");
    }

    @Test
    void a_failure_of_our_own_is_followed_by_another_try() {
        Delivery one = planned("One", ANNOUNCEMENTS);
        sending.discord.replies(POST, 400, "{\"code\":50035,\"message\":\"Invalid Form Body\"}");
        sending.deliveries.brokerIsAway(true);
        lane.serve(ANNOUNCEMENTS, CHANNEL);
        lane.start();
        await().until(() -> !sending.discord.requests(POST).isEmpty());

        sending.deliveries.brokerIsAway(false);

        awaitStatusInTime(one, "failed");
    }

    @Test
    void failures_of_our_own_in_a_row_are_followed_by_longer_and_longer_waits() throws InterruptedException {
        planned("One", ANNOUNCEMENTS);
        sending.discord.replies(POST, 400, "{\"code\":50035,\"message\":\"Invalid Form Body\"}");
        sending.deliveries.brokerIsAway(true);
        lane.serve(ANNOUNCEMENTS, CHANNEL);
        lane.start();

        for (int second = 0; second < 60; second++) {
            sending.time.awaitWaiting(1);
            sending.time.tick(Duration.ofSeconds(1));
        }

        assertThat(sending.discord.requests(POST)).hasSizeBetween(2, 12);
    }

    @Test
    void a_forgotten_target_is_left_to_others() throws InterruptedException {
        sending.discord.replies(POST, SENT);
        serveBoth();
        sending.time.awaitWaiting(1);
        lane.forget(TOOLS);
        Delivery forgotten = planned("One", TOOLS);
        Delivery served = planned("Two", ANNOUNCEMENTS);

        lane.wake();

        awaitStatus(served, "sent");
        assertThat(sending.test.status(forgotten)).isEqualTo("pending");
    }

    @Test
    void nothing_is_sent_after_a_stop() {
        lane.start();
        lane.stop(Duration.ofSeconds(10));
        planned("One", ANNOUNCEMENTS);

        lane.serve(ANNOUNCEMENTS, CHANNEL);
        sending.time.tick(Duration.ofMinutes(1));

        assertThat(sending.discord.requests).isEmpty();
    }

    private void serveBoth() {
        lane.serve(TOOLS, CHANNEL);
        lane.serve(ANNOUNCEMENTS, CHANNEL);
        lane.start();
    }

    private Delivery planned(String title, String target) {
        return sending.test.planned(
                Targets.isCategory(target)
                        ? new ResourceAdded(title, "tools", "https://tool.example/" + title, null, List.of())
                        : new BugFixed(title, null, null),
                target);
    }

    private void awaitStatus(Delivery delivery, String status) {
        await().pollInterval(Duration.ofMillis(2)).until(() -> status.equals(sending.test.status(delivery)));
    }

    /** While seconds pass on the lane's clock and on the limiter's. */
    private void awaitStatusInTime(Delivery delivery, String status) {
        await().pollInterval(Duration.ofMillis(2)).until(() -> {
            sending.time.tick(Duration.ofSeconds(1));
            return status.equals(sending.test.status(delivery));
        });
    }
}
