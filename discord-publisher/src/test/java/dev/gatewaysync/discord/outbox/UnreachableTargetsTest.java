package dev.gatewaysync.discord.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.discord.send.TestSending;
import dev.gatewaysync.events.BugFixed;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnreachableTargetsTest {
    private static final String ANNOUNCEMENTS = "announcements";
    private static final String FIXES = "channel:updates";

    private final TestSending sending = new TestSending();
    private final TestOutbox test = sending.test;
    private final UnreachableTargets unreachable = sending.deliveries.unreachable;
    private final Delivery one = planned("One", ANNOUNCEMENTS);
    private final Delivery two = planned("Two", ANNOUNCEMENTS);
    private final Delivery other = planned("Three", FIXES);

    @BeforeEach
    void open() throws InterruptedException {
        sending.discord.replies("GET /guilds/1/channels", "[{\"id\":\"7\",\"name\":\"updates\",\"type\":0}]");
        sending.directory.refresh();
    }

    @AfterEach
    void close() {
        sending.close();
    }

    @Test
    void what_waits_for_a_channel_that_the_server_does_not_have_is_skipped_with_what_was_expected() {
        UnreachableTargets.Skipped skipped =
                unreachable.skip(ANNOUNCEMENTS, new Destination.Missing("a channel #updates"));

        assertThat(skipped.deliveries()).isEqualTo(2);
        assertThat(skipped.reason()).endsWith("expected a channel #updates");
        assertThat(test.status(one)).isEqualTo("skipped");
        assertThat(test.column("error", two)).isEqualTo(skipped.reason());
        assertThat(test.status(other)).isEqualTo("pending");
        assertThat(sending.deliveries.failures()).isEmpty();
    }

    @Test
    void what_waits_for_a_target_that_is_dead_fails_and_can_be_replayed() {
        unreachable.fail(ANNOUNCEMENTS, new Destination.Dead("7", "Unknown Channel"));

        assertThat(test.status(one)).isEqualTo("failed");
        assertThat(test.status(two)).isEqualTo("failed");
        assertThat(test.status(other)).isEqualTo("pending");
        assertThat(sending.deliveries.failures()).containsExactly("Unknown Channel", "Unknown Channel");
    }

    @Test
    void what_waits_for_all_targets_of_a_channel_that_is_gone_fails_that_which_found_it_first() {
        sending.directory.markDead("announcements", TestSending.CHANNEL, "10003 Unknown Channel");

        unreachable.failAll(ANNOUNCEMENTS, List.of(FIXES, ANNOUNCEMENTS), "updates");

        assertThat(sending.deliveries.failures())
                .hasSize(3)
                .containsOnly("The channel or webhook is gone: updates; 10003 Unknown Channel");
        assertThat(test.column("error", other)).contains("10003");
        assertThat(sending.deliveries.status(FIXES)).startsWith("dead: ");
        assertThat(sending.deliveries.status(ANNOUNCEMENTS)).startsWith("dead: ");
    }

    @Test
    void a_channel_that_is_gone_and_found_again_says_no_more_than_that() {
        unreachable.failAll(ANNOUNCEMENTS, List.of(ANNOUNCEMENTS), "updates");

        assertThat(sending.deliveries.failures()).containsOnly("The channel or webhook is gone: updates");
        assertThat(test.status(other)).isEqualTo("pending");
    }

    private Delivery planned(String title, String target) {
        return test.planned(new BugFixed(title, null, null), target);
    }
}
