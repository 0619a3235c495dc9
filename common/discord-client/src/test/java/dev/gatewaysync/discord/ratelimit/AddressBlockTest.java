package dev.gatewaysync.discord.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times in seconds; the block is found out at 100 by a request of 99. */
class AddressBlockTest {
    private static final Duration UNTOLD = Duration.ZERO;

    private final AddressBlock block = new AddressBlock();

    @Test
    void where_there_is_none_everything_may_go_and_no_answer_makes_one() {
        block.sent();
        block.unanswered(at(99), at(100));
        block.passed(at(99));

        assertThat(block.permittedAt(at(100))).isEqualTo(at(100));
        assertThat(block.state(at(100))).isEqualTo(BlockState.NONE);
    }

    @Test
    void one_request_asks_after_a_minute_and_while_it_is_out_no_other() {
        block.refused(at(99), UNTOLD, at(100));
        assertThat(block.permittedAt(at(101))).isEqualTo(at(160));

        block.sent();

        assertThat(block.permittedAt(at(161))).isEqualTo(SlidingWindow.NEVER);
    }

    @Test
    void a_request_that_was_out_when_the_block_came_is_no_probe_whatever_comes_of_it() {
        block.refused(at(99), UNTOLD, at(100));
        block.sent();

        block.refused(at(99), UNTOLD, at(161));
        block.unanswered(at(99), at(161));
        block.unused(at(99));
        block.passed(at(99));

        assertThat(block.state(at(161)).refusals()).isOne();
        assertThat(block.permittedAt(at(162))).isEqualTo(SlidingWindow.NEVER);
    }

    @Test
    void a_longer_wait_that_the_answer_to_such_a_request_tells_counts_all_the_same() {
        block.refused(at(99), UNTOLD, at(100));

        block.refused(at(98), Duration.ofSeconds(90), at(101));
        assertThat(block.permittedAt(at(101))).isEqualTo(at(191));

        block.refused(at(98), Duration.ofSeconds(10), at(102));
        assertThat(block.permittedAt(at(102))).isEqualTo(at(191));
    }

    @Test
    void a_request_of_the_very_moment_at_which_the_block_was_found_is_a_probe() {
        block.refused(at(99), UNTOLD, at(100));

        block.refused(at(100), UNTOLD, at(101));
        assertThat(block.state(at(101)).refusals()).isEqualTo(2);

        block.sent();
        block.unanswered(at(100), at(102));
        assertThat(block.permittedAt(at(102))).as("the next one asks").isEqualTo(at(221));

        block.passed(at(100));
        assertThat(block.isUp()).isFalse();
    }

    @Test
    void a_probe_that_is_refused_is_followed_by_one_after_twice_the_time_or_after_what_the_answer_tells() {
        block.refused(at(99), UNTOLD, at(100));
        block.sent();
        block.refused(at(160), Duration.ofSeconds(119), at(161));
        assertThat(block.permittedAt(at(161))).isEqualTo(at(281));

        block.sent();
        block.refused(at(281), Duration.ofSeconds(241), at(282));
        assertThat(block.permittedAt(at(282))).isEqualTo(at(523));
    }

    @Test
    void a_probe_that_nobody_answered_is_followed_by_one_after_a_minute() {
        block.refused(at(99), UNTOLD, at(100));
        block.sent();

        block.unanswered(at(160), at(170));

        assertThat(block.permittedAt(at(171))).isEqualTo(at(230));
        assertThat(block.state(at(171)).refusals()).isOne();
    }

    @Test
    void no_answer_makes_a_wait_that_is_longer_than_a_minute_no_shorter() {
        block.refused(at(99), Duration.ofSeconds(600), at(100));

        block.unanswered(at(100), at(101));

        assertThat(block.permittedAt(at(101))).isEqualTo(at(700));
    }

    @Test
    void a_probe_that_was_not_sent_leaves_its_place_to_another() {
        block.refused(at(99), UNTOLD, at(100));
        block.sent();

        block.unused(at(100));

        assertThat(block.permittedAt(at(161))).isEqualTo(at(160));
    }

    @Test
    void a_probe_that_passes_ends_it_and_the_next_block_begins_anew() {
        block.refused(at(99), UNTOLD, at(100));
        block.sent();
        block.refused(at(160), UNTOLD, at(161));
        block.sent();

        block.passed(at(300));
        assertThat(block.permittedAt(at(301))).isEqualTo(at(301));

        block.refused(at(400), UNTOLD, at(401));
        assertThat(block.state(at(401))).isEqualTo(new BlockState(1, Duration.ofSeconds(60)));
    }

    @Test
    void what_is_told_of_it_is_the_time_until_the_next_probe_and_nothing_when_that_is_over() {
        block.refused(at(99), UNTOLD, at(100));

        assertThat(block.state(at(130))).isEqualTo(new BlockState(1, Duration.ofSeconds(30)));
        assertThat(block.state(at(200))).isEqualTo(new BlockState(1, Duration.ZERO));
        assertThat(block.state(at(200)).isUp()).isTrue();
        assertThat(BlockState.NONE.isUp()).isFalse();
    }

    /** What a restart takes over may have been stored by a clock that was wrong. */
    @ParameterizedTest
    @CsvSource({"3, 90, 3, 90", "7, 3600, 7, 3600", "200, 90000, 7, 3600"})
    void a_block_is_carried_over_a_restart_but_no_longer_than_an_hour(
            int refusals, long wait, int kept, long keptWait) {
        block.restore(new BlockState(refusals, Duration.ofSeconds(wait)), at(100));

        assertThat(block.state(at(100))).isEqualTo(new BlockState(kept, Duration.ofSeconds(keptWait)));
        assertThat(block.permittedAt(at(100))).isEqualTo(at(100 + keptWait));
    }

    @Test
    void requests_of_before_the_restart_say_nothing_of_a_block_that_was_carried_over_and_none_is_none() {
        block.restore(BlockState.NONE, at(100));
        assertThat(block.isUp()).isFalse();

        block.restore(new BlockState(2, Duration.ofSeconds(90)), at(100));
        block.passed(at(99));

        assertThat(block.isUp()).isTrue();
    }

    private static long at(long second) {
        return Duration.ofSeconds(second).toNanos();
    }
}
