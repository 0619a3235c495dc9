package dev.gatewaysync.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.storage.Database;
import dev.gatewaysync.storage.statistics.DeliveryTimes;
import dev.gatewaysync.storage.statistics.DeliveryTimes.Slot;
import dev.gatewaysync.testkit.Infra;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class ChartsIT {
    private static final Instant SINCE = Instant.parse("2026-03-10T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private Database database;

    @BeforeEach
    void empty() {
        database = Infra.start().wiped().database();
    }

    @Test
    void each_slot_has_its_percentiles_its_failures_and_what_waited_at_its_end() {
        for (int i = 1; i <= 100; i++) {
            delivery("a" + i, "bug-fixed", "announcements", SINCE.plusSeconds(i), i * 10L, "sent");
        }
        delivery("b", "bug-fixed", "announcements", SINCE.plusSeconds(30), 100, "failed");
        // Accepted in the first slot, shown in the third.
        delivery(
                "c",
                "app-deployed",
                "dev-log",
                SINCE.plusSeconds(60),
                HOUR.multipliedBy(2).toMillis(),
                "sent");
        delivery("d", "app-deployed", "dev-log", SINCE.plusSeconds(90), 0, "pending");
        delivery("e", "app-deployed", "dev-log", SINCE.plusSeconds(90), 0, "skipped");
        List<Slot> slots = slots(null, null);
        assertThat(slots.get(0)).isEqualTo(new Slot(SINCE, 100, 1, 500L, 950L, 990L, 2));
        assertThat(slots.get(1)).isEqualTo(new Slot(SINCE.plus(HOUR), 0, 0, null, null, null, 2));
        assertThat(slots.get(2).sent()).isEqualTo(1);
        assertThat(slots.get(2).p50()).isEqualTo(HOUR.multipliedBy(2).toMillis());
        assertThat(slots.get(3).waiting()).isEqualTo(1);
        assertThat(slots("dev-log", null).get(0).sent()).isZero();
        assertThat(slots("dev-log", "app-deployed").get(2).sent()).isEqualTo(1);
        assertThat(slots(null, "bug-fixed").get(2).sent()).isZero();
    }

    @Test
    void what_came_before_counts_as_waiting_and_not_as_shown() {
        delivery("a", "bug-fixed", "announcements", SINCE.minusSeconds(60), 10, "sent");
        delivery("b", "bug-fixed", "announcements", SINCE.minusSeconds(60), 120_000, "sent");
        delivery("c", "bug-fixed", "announcements", SINCE.minusSeconds(60), 0, "pending");
        List<Slot> slots = slots(null, null);
        assertThat(slots.get(0).sent()).isEqualTo(1);
        assertThat(slots).extracting(Slot::waiting).containsOnly(1L);
    }

    @Test
    void the_page_draws_them_and_refuses_a_question_of_what_there_is_not() {
        delivery("a", "bug-fixed", "announcements", Instant.now().minusSeconds(3600), 1500, "sent");
        try (RunningConsole console = RunningConsole.start(Infra.start().settings())) {
            String page = console.get("/charts", RunningConsole.OPS).body();
            assertThat(page)
                    .contains("1 deliveries shown", "<polyline class=\"p99\"", "1.5 s", "1 succeeded, 0 failed");
            assertThat(console.get("/charts?period=7d&target=announcements&type=bug-fixed", RunningConsole.OPS)
                            .body())
                    .contains("1 deliveries shown");
            assertThat(console.get("/charts?period=&target=&type=", RunningConsole.OPS)
                            .body())
                    .contains("1 deliveries shown");
            for (String wrong : List.of("period=%00x", "period=zz", "target=%27%22%3Cb%3E", "type=no")) {
                HttpResponse<String> refused = console.get("/charts?" + wrong, RunningConsole.OPS);
                assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
                assertThat(refused.body()).as(wrong).doesNotContain("<polyline", "'\"<b>");
            }
            assertThat(console.send(console.request("/charts")).statusCode()).isNotEqualTo(200);
        }
    }

    private List<Slot> slots(@Nullable String target, @Nullable String type) {
        return new DeliveryTimes(database.jdbc()).slots(new DeliveryTimes.Question(SINCE, HOUR, 4, target, type));
    }

    private void delivery(String id, String type, String target, Instant accepted, long took, String status) {
        JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
        long at = accepted.toEpochMilli();
        jdbc.update("""
                INSERT INTO event (id, type, source, category, priority, description, occurred_at, received_at, recorded_at, details)
                VALUES (?, ?, 'main-app', 'general', 'normal', 'd', ?, ?, ?, '{}')""", id, type, at, at, at);
        jdbc.update("""
                INSERT INTO delivery (event_id, target, status, attempts, body, planned_at, at)
                VALUES (?, ?, ?, 1, '{}', ?, ?)""", id, target, status, at, at + took);
    }
}
