package dev.gatewaysync.sync.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.storage.history.AttemptExchange;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeadFailuresTest {
    private static final AttemptExchange NOTHING = new AttemptExchange("POST", "/notify", null, 0, null, null, null);

    private static final Instant NOON = Instant.parse("2025-09-06T12:00:00Z");

    private final HeadFailures failures = new HeadFailures();

    @Test
    void others_are_tried_after_ten_failures_and_ten_minutes_and_not_after_one_of_both() {
        fail("e1", 503, HeadFailures.TRIES - 1, NOON);
        assertThat(failures.makesOneTryOthers(NOON.plus(Duration.ofDays(1))))
                .as("often")
                .isFalse();

        fail("e1", 503, 1, NOON);
        assertThat(failures.makesOneTryOthers(NOON.plus(HeadFailures.PATIENCE).minusMillis(1)))
                .as("long")
                .isFalse();
        assertThat(failures.makesOneTryOthers(NOON.plus(HeadFailures.PATIENCE))).isTrue();
    }

    @Test
    void the_time_counts_from_the_first_failure() {
        fail("e1", 503, HeadFailures.TRIES - 1, NOON);
        fail("e1", 503, 1, NOON.plus(HeadFailures.PATIENCE));

        assertThat(failures.makesOneTryOthers(NOON.plus(HeadFailures.PATIENCE))).isTrue();
    }

    @Test
    void another_event_at_the_head_begins_anew() {
        fail("e1", 500, HeadFailures.OWN_ERRORS, NOON);
        assertThat(failures.hasFailedByItself()).isTrue();

        fail("e2", 500, 1, NOON);

        assertThat(failures.hasFailedByItself()).isFalse();
        assertThat(failures.tries()).isEqualTo(1);
    }

    @Test
    void only_what_the_app_says_of_itself_counts_as_its_own_error() {
        fail("e1", 503, 3 * HeadFailures.OWN_ERRORS, NOON);
        fail("e1", null, 3 * HeadFailures.OWN_ERRORS, NOON);
        assertThat(failures.hasFailedByItself()).isFalse();

        fail("e1", 500, HeadFailures.OWN_ERRORS, NOON);
        assertThat(failures.hasFailedByItself()).isTrue();
    }

    @Test
    void it_is_set_aside_once_three_others_have_been_taken_in_between() {
        fail("e1", 503, 1, NOON);
        for (int n = 1; n < HeadFailures.OTHERS; n++) {
            failures.otherTaken();
        }
        assertThat(failures.isSetAside()).isFalse();

        failures.otherTaken();
        assertThat(failures.isSetAside()).isTrue();

        failures.forget();
        assertThat(failures.isSetAside()).isFalse();
    }

    private void fail(String event, Integer status, int times, Instant at) {
        for (int n = 0; n < times; n++) {
            failures.add(event, new MainAppClient.Answer(status, Duration.ZERO, "HTTP " + status, NOTHING), at);
        }
    }
}
