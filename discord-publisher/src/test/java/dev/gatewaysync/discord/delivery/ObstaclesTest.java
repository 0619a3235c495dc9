package dev.gatewaysync.discord.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class ObstaclesTest {
    private static final IntFunction<Duration> DOUBLING = failures -> Duration.ofMinutes(1L << failures - 1);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Obstacles obstacles = new Obstacles(nanos::get);

    @Test
    void what_concerns_one_name_holds_up_no_other() {
        obstacles.metBy("one", "Not that name", DOUBLING);

        assertThat(obstacles.areInTheWayOf("one")).isTrue();
        assertThat(obstacles.areInTheWayOf("other")).isFalse();
        assertThat(obstacles.problem("one")).contains("Not that name");
        assertThat(obstacles.problem("other")).isEmpty();
    }

    @Test
    void each_failure_in_a_row_holds_up_longer_and_the_problem_stands_while_it_is_tried_again() {
        obstacles.metByAll("No permission", DOUBLING);
        pass(Duration.ofSeconds(61));
        assertThat(obstacles.areInTheWayOf("one")).isFalse();
        assertThat(obstacles.problem("one")).contains("No permission");

        obstacles.metByAll("No permission", DOUBLING);
        pass(Duration.ofSeconds(61));
        assertThat(obstacles.areInTheWayOf("one")).isTrue();
        pass(Duration.ofSeconds(60));
        assertThat(obstacles.areInTheWayOf("one")).isFalse();

        obstacles.passed();
        assertThat(obstacles.problem("one")).isEmpty();
        obstacles.metByAll(null, DOUBLING);
        pass(Duration.ofSeconds(61));
        assertThat(obstacles.areInTheWayOf("one")).isFalse();
    }

    @Test
    void an_operator_ends_every_wait() {
        obstacles.metByAll("No permission", DOUBLING);
        obstacles.metBy("one", "Not that name", DOUBLING);

        obstacles.forget();

        assertThat(obstacles.areInTheWayOf("one")).isFalse();
        assertThat(obstacles.problem("one")).isEmpty();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
