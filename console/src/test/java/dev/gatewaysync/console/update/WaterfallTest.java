package dev.gatewaysync.console.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.storage.history.Update;
import dev.gatewaysync.storage.history.UpdateTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WaterfallTest {
    private static final Instant ACCEPTED = Instant.parse("2026-03-10T12:00:00Z");

    @Test
    void each_step_stands_where_it_was_and_each_try_of_a_delivery_is_a_bar() {
        Waterfall waterfall = Waterfall.of(life(
                at(10),
                List.of(delivery("sent", at(4000), attempt(1, at(1000), "transient"), attempt(2, at(4000), "sent")))));
        assertThat(waterfall.whole()).isEqualTo("4.0 s");
        assertThat(waterfall.rows())
                .extracting(Waterfall.Row::name)
                .containsExactly("Into the history", "Planned for Discord", "To announcements");
        assertThat(waterfall.rows()).extracting(Waterfall.Row::took).containsExactly("20 ms", "10 ms", "4.0 s");
        assertThat(waterfall.rows().getLast().said()).isEqualTo("attempt 1, transient: 990 ms; attempt 2, sent: 3.0 s");
        assertThat(waterfall.rows().getLast().bars())
                .containsExactly(
                        new Waterfall.Bar(2, 248, "bad", "attempt 1, transient: 990 ms"),
                        new Waterfall.Bar(250, 750, "good", "attempt 2, sent: 3.0 s"));
    }

    @Test
    void what_waits_is_a_bar_up_to_now_and_what_took_no_time_can_be_seen() {
        Waterfall waterfall = Waterfall.of(life(at(0), List.of(delivery("pending", at(1000)))));
        assertThat(waterfall.rows().get(1).bars())
                .containsExactly(new Waterfall.Bar(0, 6, "good", "waited and was planned: 0 ms"));
        assertThat(waterfall.rows().get(2).bars())
                .containsExactly(new Waterfall.Bar(0, 1000, "busy", "pending: 1.0 s"));
    }

    @Test
    void clocks_that_differ_make_no_step_begin_before_the_first_or_last_less_than_nothing() {
        Waterfall waterfall = Waterfall.of(life(at(-5000), List.of(delivery("sent", at(-2000)))));
        assertThat(waterfall.rows())
                .allSatisfy(row -> assertThat(row.bars())
                        .allSatisfy(bar -> assertThat(bar.x() + bar.width()).isBetween(0, 1006)));
        assertThat(waterfall.rows().get(1).took()).isEqualTo("0 ms");
    }

    @Test
    void before_it_is_planned_there_is_one_step() {
        assertThat(Waterfall.of(life(null, List.of())).rows()).hasSize(1);
        assertThat(Waterfall.words(Duration.ofHours(3))).isEqualTo("3 h");
        assertThat(Waterfall.words(Duration.ofMinutes(3))).isEqualTo("3 min");
    }

    private static Instant at(long millis) {
        return ACCEPTED.plusMillis(millis);
    }

    private static UpdateTimeline life(@Nullable Instant planned, List<UpdateTimeline.Delivery> deliveries) {
        Update update = new Update(
                "e",
                ACCEPTED,
                "bug-fixed",
                "b",
                EventJson.mapper().createObjectNode(),
                "main-app",
                "features",
                "normal",
                true,
                null);
        return new UpdateTimeline(update, ACCEPTED, at(20), planned, null, null, deliveries);
    }

    private static UpdateTimeline.Delivery delivery(String status, Instant at, UpdateTimeline.Attempt... attempts) {
        return new UpdateTimeline.Delivery(
                "announcements", status, attempts.length, null, null, at, null, null, List.of(attempts));
    }

    private static UpdateTimeline.Attempt attempt(int number, Instant at, String outcome) {
        return new UpdateTimeline.Attempt(number, at, outcome, null, null);
    }
}
