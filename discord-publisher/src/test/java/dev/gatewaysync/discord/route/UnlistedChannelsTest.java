package dev.gatewaysync.discord.route;

import static dev.gatewaysync.discord.route.TestDirectory.CHANNELS;
import static dev.gatewaysync.discord.route.TestDirectory.TOOLS;
import static dev.gatewaysync.discord.route.TestDirectory.UPDATES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.rest.DiscordFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of a channel in use that the list leaves out, only Discord's answer for it tells whether it is gone or hidden. */
@Timeout(30)
class UnlistedChannelsTest {
    private static final String ASK = "GET /channels/8";
    private static final String TARGET = "category:tools";
    private static final Destination THERE = new Destination.Channel("8", "1", "tools", null, null);
    private static final Destination HIDDEN = Destination.Hidden.channel("8", "tools");
    private static final Destination MISSING = new Destination.Missing("a channel #tools");

    private final TestDirectory test = new TestDirectory();

    /** Something was sent to tools, and now the list does not have it. */
    @BeforeEach
    void use() throws Exception {
        test.lists(UPDATES, TOOLS);
        test.refresh();
        assertThat(test.destination(TARGET)).isEqualTo(THERE);
        test.lists(UPDATES);
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void one_that_discord_shows_is_there_whatever_the_list_says() throws Exception {
        test.discord.replies(ASK, TOOLS);

        assertThat(test.refresh()).isEmpty();

        assertThat(test.destination(TARGET)).isEqualTo(THERE);
    }

    @Test
    void one_that_the_bot_may_not_view_waits_and_is_asked_for_every_ten_minutes() throws Exception {
        test.refuses(ASK, 403, 50001);

        assertThat(test.refresh()).isEmpty();
        assertThat(test.destination(TARGET)).isEqualTo(HIDDEN);

        test.clock.advance(Duration.ofMinutes(10).minusMillis(1));
        test.refresh();
        assertThat(test.asked(ASK)).isOne();
        assertThat(test.destination(TARGET)).isEqualTo(HIDDEN);

        test.clock.advance(Duration.ofMillis(1));
        test.discord.replies(ASK, TOOLS);
        test.refresh();
        assertThat(test.asked(ASK)).isEqualTo(2);
        assertThat(test.destination(TARGET)).isEqualTo(THERE);
    }

    @Test
    void one_that_is_listed_again_is_hidden_no_more_and_is_asked_for_at_once_when_it_is_left_out_again()
            throws Exception {
        test.refuses(ASK, 403, 50001);
        test.refresh();
        test.lists(UPDATES, TOOLS);

        test.refresh();
        assertThat(test.destination(TARGET)).isEqualTo(THERE);

        test.lists(UPDATES);
        test.refresh();
        assertThat(test.asked(ASK)).isEqualTo(2);
    }

    @Test
    void one_that_is_gone_is_missing_and_not_asked_for_again() throws Exception {
        test.refuses(ASK, 404, 10003);

        assertThat(test.refresh()).isEmpty();
        test.refresh();

        assertThat(test.destination(TARGET)).isEqualTo(MISSING);
        assertThat(test.asked(ASK)).isOne();
    }

    @Test
    void one_that_was_hidden_and_then_is_gone_is_missing() throws Exception {
        test.refuses(ASK, 403, 50001);
        test.refresh();
        test.clock.advance(Duration.ofMinutes(10));
        test.refuses(ASK, 404, 10003);
        test.refresh();

        assertThat(test.destination(TARGET)).isEqualTo(MISSING);
    }

    @Test
    void one_of_which_discord_does_not_say_what_became_of_it_is_not_known_until_it_does() throws Exception {
        test.refuses(ASK, 500, 0);

        Optional<DiscordFailure> failure = test.refresh();

        assertThat(failure.map(DiscordFailure::status)).contains(500);
        assertThat(test.directory.isComplete()).isFalse();
        assertThat(test.destination(TARGET)).isEqualTo(new Destination.Unknown());

        test.discord.replies(ASK, TOOLS);
        assertThat(test.refresh()).isEmpty();
        assertThat(test.destination(TARGET)).isEqualTo(THERE);
    }

    @Test
    void a_look_at_the_list_alone_asks_for_it_too() throws Exception {
        test.refuses(ASK, 500, 0);

        assertThat(test.lookAgain().map(DiscordFailure::status)).contains(500);
    }

    @Test
    void a_thread_is_in_no_list_and_is_asked_for_once() throws Exception {
        for (int type : new int[] {10, 11, 12}) {
            test.directory.rememberUsed(Map.of("9" + type, "talk"));
            test.discord.replies("GET /channels/9" + type, "{\"id\":\"9" + type + "\",\"type\":" + type + "}");
        }
        test.discord.replies(ASK, TOOLS);
        test.refresh();
        test.refresh();

        assertThat(test.asked("GET /channels/9")).isEqualTo(3);
        assertThat(test.asked(ASK)).as("no thread, and so asked for again").isEqualTo(2);
    }

    @Test
    void one_that_was_found_dead_is_not_asked_for() throws Exception {
        test.directory.markDead("announcements", (Destination.Channel) THERE, "Unknown Channel");

        test.refresh();

        assertThat(test.asked(ASK)).isZero();
    }

    @Test
    void one_that_nobody_sends_to_is_not_asked_for() throws Exception {
        test.discord.replies(ASK, TOOLS);
        test.lists();

        test.refresh();

        assertThat(test.discord.requests("GET /channels/")).containsExactly(ASK);
        assertThat(test.asked(CHANNELS)).isEqualTo(2);
    }
}
