package dev.gatewaysync.discord.pinned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.cards.channel.Targets;
import dev.gatewaysync.discord.ScriptedDiscord;
import dev.gatewaysync.discord.outbox.Delivery;
import dev.gatewaysync.discord.outbox.TestOutbox;
import dev.gatewaysync.discord.send.TestSending;
import dev.gatewaysync.events.StatsUpdated;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One pinned message, the numbers in the database, and the clock of the test's. */
@Timeout(120)
class StatisticsMessageTest {
    private static final String TARGET = Targets.STATISTICS_OVERVIEW;
    private static final String CREATE = "POST /channels/7/messages";
    private static final String EDIT = "PATCH /channels/7/messages/20";

    private final TestSending sending = new TestSending();
    private final TestOutbox test = sending.test;
    private final ScriptedDiscord discord = sending.discord;
    private final StatisticsMessage message = TestStatistics.message(TARGET, sending);

    @BeforeEach
    void openChannel() throws InterruptedException {
        for (String table : List.of("statistics", "event", "milestone")) {
            test.jdbc.sql("DELETE FROM " + table).update();
        }
        discord.replies("GET /guilds/1/channels", "[{\"id\":\"7\",\"name\":\"welcome-and-start-here\",\"type\":0}]")
                .replies("GET /users/@me", "{\"id\":\"90\"}")
                .replies("GET /channels/7/messages/pins", "{\"items\":[],\"has_more\":false}")
                .replies("GET /channels/7/messages", "[{\"id\":\"19\",\"embeds\":[]}]")
                .replies("PUT /channels/7/messages/pins/20", 204, "")
                .replies(CREATE, "{\"id\":\"20\"}")
                .replies(EDIT, "{\"id\":\"20\"}");
        sending.directory.refresh();
        resources(10);
    }

    @AfterEach
    void close() {
        sending.waiter.stop();
        message.stop(Duration.ofSeconds(10));
        sending.close();
    }

    @Test
    void it_is_made_at_the_start_and_edited_when_the_numbers_change() {
        message.start();
        awaitShown(CREATE, 1);

        resources(11);
        message.wake();

        awaitShown(EDIT, 1);
        assertThat(discord.requests(CREATE)).hasSize(1);
    }

    @Test
    void numbers_that_did_not_change_make_no_request() throws InterruptedException {
        message.start();
        awaitShown(CREATE, 1);
        sending.time.awaitWaiting(1);
        Delivery same = planned(10);

        message.wake();

        awaitStatus(same, "sent");
        assertThat(discord.requests(CREATE)).hasSize(1);
        assertThat(discord.requests(EDIT)).isEmpty();
    }

    @Test
    void of_many_events_within_the_interval_only_the_last_makes_an_edit() throws InterruptedException {
        message.start();
        awaitShown(CREATE, 1);
        sending.time.awaitWaiting(1);
        resources(11);
        Delivery first = planned(11);
        message.wake();
        sending.time.awaitWaiting(1);
        resources(12);
        Delivery last = planned(12);
        message.wake();
        assertThat(discord.requests(EDIT)).as("within the interval").isEmpty();

        awaitStatusInTime(last, "sent");

        assertThat(test.status(first)).isEqualTo("superseded");
        assertThat(discord.requests(EDIT)).hasSize(1);
        assertThat(discord.bodies.getLast()).contains("12");
    }

    @Test
    void an_event_that_is_not_shown_is_waited_for_until_it_is_counted() throws InterruptedException {
        message.start();
        awaitShown(CREATE, 1);
        // It looks once more after each message; that look must not find the new number.
        sending.time.awaitWaiting(1);
        message.refreshAfter("event-1");
        resources(11);
        sending.time.awaitWaiting(1);
        sending.time.tick(Duration.ofSeconds(20));
        sending.time.awaitWaiting(1);
        assertThat(discord.requests(EDIT)).as("not counted yet").isEmpty();

        counted("event-1");

        awaitShown(EDIT, 1);
    }

    @Test
    void what_could_not_be_shown_is_tried_again_later_and_later() {
        discord.replies(CREATE, 503, "");
        message.start();
        await().until(() -> discord.requests(CREATE).size() == 1);

        discord.replies(CREATE, "{\"id\":\"20\"}");

        awaitShown(CREATE, 2);
    }

    @Test
    void a_channel_that_refuses_access_is_tried_after_a_minute_or_when_an_operator_says_so()
            throws InterruptedException {
        discord.replies(CREATE, 403, "{\"code\":50013,\"message\":\"Missing Permissions\"}");
        message.start();
        await().until(() -> sending.deliveries.status(TARGET).startsWith("paused"));
        for (int n = 0; n < 5; n++) {
            sending.time.awaitWaiting(1);
            sending.time.tick(Duration.ofSeconds(10));
        }
        sending.time.awaitWaiting(1);
        assertThat(discord.requests(CREATE)).hasSize(1);

        discord.replies(CREATE, "{\"id\":\"20\"}");
        message.resume();

        awaitShown(CREATE, 2);
    }

    @Test
    void without_the_lease_nothing_is_shown() throws InterruptedException {
        test.loseLease();
        message.start();
        sending.time.awaitWaiting(1);
        sending.time.tick(Duration.ofMinutes(1));

        assertThat(discord.requests("POST")).isEmpty();
    }

    @Test
    void what_discord_never_takes_fails() {
        Delivery one = planned(10);
        discord.replies(CREATE, 400, "{\"code\":50035,\"message\":\"Invalid Form Body\"}");

        message.start();

        awaitStatus(one, "failed");
    }

    private void resources(int count) {
        test.jdbc.sql("DELETE FROM statistics").update();
        test.jdbc
                .sql(
                        "INSERT INTO statistics (source, at, resource_count, category_count) VALUES ('counted', 1, :count, 3)")
                .param("count", count)
                .update();
    }

    /** An event with numbers, which the history has already. */
    private Delivery planned(long resources) {
        Delivery delivery = test.planned(new StatsUpdated(resources, null, null, null), TARGET);
        counted(delivery.event().id());
        return delivery;
    }

    private void counted(String eventId) {
        test.jdbc.sql("""
                        INSERT INTO event (id, type, source, category, priority, description, occurred_at, received_at,
                          recorded_at, details)
                        VALUES (:id, 'stats-updated', 'main-app', 'statistics', 'low', 'd', 1, 1, 1, '{}')""").param("id", eventId).update();
    }

    /** Time passes only while somebody waits for it, and not while a request is on its way. */
    private void awaitShown(String request, int times) {
        await().pollInterval(Duration.ofMillis(2)).until(() -> {
            sending.time.awaitWaiting(1);
            sending.time.tick(Duration.ofSeconds(1));
            return discord.requests(request).size() == times
                    && sending.deliveries.status(TARGET).equals("active")
                    && test.cards.find(TARGET).isPresent();
        });
    }

    private void awaitStatus(Delivery delivery, String status) {
        await().pollInterval(Duration.ofMillis(2)).until(() -> status.equals(test.status(delivery)));
    }

    private void awaitStatusInTime(Delivery delivery, String status) {
        await().pollInterval(Duration.ofMillis(2)).until(() -> {
            sending.time.tick(Duration.ofSeconds(1));
            return status.equals(test.status(delivery));
        });
    }
}
