package dev.gatewaysync.discord.creation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class CreationBackoffTest {
    private static final IntFunction<Duration> DOUBLING = failures -> Duration.ofMinutes(1L << failures - 1);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final CreationBackoff creationBackoff = new CreationBackoff(nanos::get);

    @Test
    void what_concerns_one_name_holds_up_no_other() {
        creationBackoff.delay("one", "Not that name", DOUBLING);

        assertThat(creationBackoff.isDelayed("one")).isTrue();
        assertThat(creationBackoff.isDelayed("other")).isFalse();
        assertThat(creationBackoff.problem("one")).contains("Not that name");
        assertThat(creationBackoff.problem("other")).isEmpty();
    }

    @Test
    void each_failure_in_a_row_holds_up_longer_and_the_problem_stands_while_it_is_tried_again() {
        creationBackoff.delayAll("No permission", DOUBLING);
        pass(Duration.ofSeconds(61));
        assertThat(creationBackoff.isDelayed("one")).isFalse();
        assertThat(creationBackoff.problem("one")).contains("No permission");

        creationBackoff.delayAll("No permission", DOUBLING);
        pass(Duration.ofSeconds(61));
        assertThat(creationBackoff.isDelayed("one")).isTrue();
        pass(Duration.ofSeconds(60));
        assertThat(creationBackoff.isDelayed("one")).isFalse();

        creationBackoff.passed();
        assertThat(creationBackoff.problem("one")).isEmpty();
        creationBackoff.delayAll(null, DOUBLING);
        pass(Duration.ofSeconds(61));
        assertThat(creationBackoff.isDelayed("one")).isFalse();
    }

    @Test
    void an_operator_ends_every_wait() {
        creationBackoff.delayAll("No permission", DOUBLING);
        creationBackoff.delay("one", "Not that name", DOUBLING);

        creationBackoff.forget();

        assertThat(creationBackoff.isDelayed("one")).isFalse();
        assertThat(creationBackoff.problem("one")).isEmpty();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
