package dev.gatewaysync.discord.lane;

import static dev.gatewaysync.discord.send.TestSending.POST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.cards.channel.Targets;
import dev.gatewaysync.discord.outbox.Delivery;
import dev.gatewaysync.discord.send.TestSending;
import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.ResourceAdded;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server with two channels and the clock of the test's. */
@Timeout(120)
class LaneSchedulerTest {
    private static final String ANNOUNCEMENTS = "announcements";
    private static final String TOOLS = "category:tools";
    private static final String SENT = "{\"id\":\"20\"}";

    private final TestLanes lanes = new TestLanes();
    private final TestSending sending = lanes.sending;
    private final LaneScheduler scheduler = lanes.scheduler;

    @BeforeEach
    void openChannels() throws InterruptedException {
        sending.discord
                .replies(
                        "GET /guilds/1/channels",
                        "[{\"id\":\"7\",\"name\":\"updates\",\"type\":0},{\"id\":\"8\",\"name\":\"tools\",\"type\":0}]")
                .replies(POST, SENT)
                .replies("POST /channels/8/messages", SENT);
        assertThat(sending.directory.refresh()).isEmpty();
    }

    @AfterEach
    void close() {
        lanes.close();
    }

    @Test
    void what_waits_at_the_start_goes_to_the_lane_of_its_channel() {
        Delivery one = planned("One", ANNOUNCEMENTS);
        Delivery two = planned("Two", TOOLS);

        scheduler.start();

        awaitStatusInTime(one, "sent");
        awaitStatusInTime(two, "sent");
        assertThat(sending.discord.requests(POST)).hasSize(1);
        assertThat(sending.discord.requests("POST /channels/8")).hasSize(1);
    }

    @Test
    void a_wake_up_finds_what_was_planned_for_a_channel_without_a_lane() throws InterruptedException {
        scheduler.start();
        sending.time.awaitWaiting(1);
        Delivery one = planned("One", ANNOUNCEMENTS);

        scheduler.wake();

        awaitStatusInTime(one, "sent");
    }

    @Test
    void an_instance_without_the_lease_assigns_nothing() throws InterruptedException {
        Delivery one = planned("One", ANNOUNCEMENTS);
        sending.test.loseLease();
        scheduler.start();
        sending.time.awaitWaiting(1);
        sending.time.tick(Duration.ofSeconds(10));

        assertThat(sending.discord.requests("POST")).isEmpty();
        assertThat(sending.deliveries.status(ANNOUNCEMENTS)).isEmpty();
        assertThat(sending.test.status(one)).isEqualTo("pending");
    }

    @Test
    void a_target_whose_channel_the_server_does_not_have_is_skipped_and_named() {
        Delivery one = planned("One", "category:games");

        scheduler.start();

        awaitStatus(one, "skipped");
        assertThat(sending.deliveries.status("category:games"))
                .startsWith("missing: ")
                .contains("#games");
    }

    @Test
    void a_target_that_moves_to_another_channel_is_sent_there_alone() throws InterruptedException {
        Delivery one = planned("One", ANNOUNCEMENTS);
        scheduler.start();
        awaitStatus(one, "sent");
        // The lane of the channel before looks once more after it has sent.
        sending.time.awaitWaiting(2);
        sending.discord.replies(
                "GET /guilds/1/channels",
                "[{\"id\":\"7\",\"name\":\"old\",\"type\":0},{\"id\":\"8\",\"name\":\"updates\",\"type\":0}]");
        sending.directory.refresh();
        Delivery two = planned("Two", ANNOUNCEMENTS);

        scheduler.wake();

        awaitStatusInTime(two, "sent");
        assertThat(sending.test.column("channel_id", two)).isEqualTo("8");
    }

    @Test
    void the_numbers_are_shown_by_others() throws InterruptedException {
        Delivery numbers = planned("One", "statistics:overview");
        Delivery one = planned("Two", ANNOUNCEMENTS);

        scheduler.start();
        awaitStatus(one, "sent");

        assertThat(sending.test.status(numbers)).isEqualTo("pending");
        assertThat(sending.deliveries.status("statistics:overview")).isEmpty();
    }

    @Test
    void a_pass_that_fails_is_followed_by_another_one() throws InterruptedException {
        rename("delivery", "delivery_away");
        try {
            scheduler.start();
            sending.time.awaitWaiting(1);
        } finally {
            rename("delivery_away", "delivery");
        }
        Delivery one = planned("One", ANNOUNCEMENTS);

        awaitStatusInTime(one, "sent");
    }

    @Test
    void a_paused_channel_is_tried_when_its_target_is_resumed() throws InterruptedException {
        sending.discord.replies(POST, 403, "{\"code\":50013,\"message\":\"Missing Permissions\"}");
        Delivery one = planned("One", ANNOUNCEMENTS);
        scheduler.start();
        await().until(() -> sending.deliveries.status(ANNOUNCEMENTS).startsWith("paused"));
        sending.discord.replies(POST, SENT);
        scheduler.resume(TOOLS);
        assertThat(sending.discord.requests(POST)).hasSize(1);

        await().pollInterval(Duration.ofMillis(2)).until(() -> {
            scheduler.resume(ANNOUNCEMENTS);
            return "sent".equals(sending.test.status(one));
        });
    }

    @Test
    void after_a_stop_nothing_is_sent() throws InterruptedException {
        scheduler.start();
        sending.time.awaitWaiting(1);
        sending.waiter.stop();
        scheduler.stop(Duration.ofSeconds(10));
        planned("One", ANNOUNCEMENTS);

        scheduler.wake();
        sending.time.tick(Duration.ofMinutes(1));

        assertThat(sending.discord.requests("POST")).isEmpty();
    }

    private void rename(String table, String name) {
        sending.test.jdbc.sql("ALTER TABLE " + table + " RENAME TO " + name).update();
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

    /** While time passes on the clock of all loops. */
    private void awaitStatusInTime(Delivery delivery, String status) {
        await().pollInterval(Duration.ofMillis(2)).until(() -> {
            sending.time.tick(Duration.ofMillis(500));
            return status.equals(sending.test.status(delivery));
        });
    }
}
