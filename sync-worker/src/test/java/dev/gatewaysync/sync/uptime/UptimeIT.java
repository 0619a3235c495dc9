package dev.gatewaysync.sync.uptime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.AppStatusChanged;
import dev.gatewaysync.events.AppStatusChanged.Status;
import dev.gatewaysync.service.Service;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.storage.uptime.UptimeQueries;
import dev.gatewaysync.sync.TestWorker;
import dev.gatewaysync.sync.WorkerApplication;
import dev.gatewaysync.testkit.Infra;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UptimeIT {
    private static final CheckResult UP = new CheckResult(AppState.UP, 200, Duration.ofMillis(120), null);
    private static final CheckResult DOWN = new CheckResult(AppState.DOWN, 500, Duration.ofMillis(30), "HTTP 500");
    private static final CheckResult WRONG = new CheckResult(AppState.DEGRADED, 200, Duration.ofMillis(30), "wrong");

    private final Duration minute = Duration.ofMinutes(1);
    private TestWorker worker;
    private UptimeQueries view;
    private UptimeRecorder recorder;

    @BeforeEach
    void start() {
        worker = new TestWorker();
        view = new UptimeQueries(worker.database.jdbc(), worker.clock);
        recorder = recorder(minute);
    }

    @AfterEach
    void stop() {
        worker.close();
    }

    @Test
    void three_failures_open_an_incident_and_two_successes_close_it() {
        assertThat(view.appStatus()).isEqualTo("unknown");
        checks(UP, DOWN, DOWN);
        assertThat(view.appStatus()).isEqualTo("online");
        assertThat(told()).isEmpty();
        Instant first = worker.clock.instant().minus(minute.multipliedBy(2));

        checks(DOWN, DOWN, UP, DOWN, UP);
        AppStatusChanged opened = told().get(0);
        assertThat(opened.status()).isEqualTo(Status.OFFLINE);
        assertThat(opened.reason()).isEqualTo("HTTP 500");
        assertThat(opened.since()).isEqualTo(first.toString());
        assertThat(view.appStatus()).isEqualTo("offline");

        checks(UP);
        assertThat(told()).singleElement().satisfies(closed -> {
            assertThat(closed.status()).isEqualTo(Status.ONLINE);
            assertThat(closed.incident()).isEqualTo(opened.incident());
            assertThat(closed.durationSeconds()).isEqualTo(360);
        });
        assertThat(view.appStatus()).isEqualTo("online");
    }

    @Test
    void what_has_failed_is_looked_at_again_within_seconds_until_it_is_well_and_then_as_often_as_set() {
        checks(UP, UP);
        assertThat(untilDue()).isEqualTo(minute);
        checks(DOWN);
        assertThat(untilDue()).isEqualTo(Duration.ofSeconds(10));
        checks(DOWN, DOWN, UP);
        assertThat(untilDue()).isEqualTo(Duration.ofSeconds(10));
        checks(UP);
        assertThat(untilDue()).isEqualTo(minute);
        recorder = recorder(Duration.ofSeconds(5));
        checks(DOWN);
        assertThat(untilDue()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void flapping_alarms_nobody() {
        for (int i = 0; i < 20; i++) {
            checks(DOWN, DOWN, UP);
        }
        assertThat(told()).isEmpty();
    }

    @Test
    void failures_with_a_gap_between_them_are_not_in_a_row_and_a_restart_forgets_none() {
        checks(DOWN, DOWN);
        worker.clock.advance(Duration.ofHours(1));
        checks(DOWN);
        assertThat(told()).isEmpty();
        recorder = recorder(minute);
        checks(DOWN);
        recorder = recorder(minute);
        checks(DOWN);
        assertThat(told()).hasSize(1);
    }

    @Test
    void a_page_that_is_wrong_is_degraded_and_may_get_worse() {
        checks(WRONG, WRONG, WRONG);
        assertThat(view.appStatus()).isEqualTo("degraded");
        checks(DOWN, DOWN, DOWN, WRONG, WRONG, WRONG);
        List<AppStatusChanged> told = told();
        assertThat(told).extracting(AppStatusChanged::status).containsExactly(Status.DEGRADED, Status.OFFLINE);
        assertThat(told.get(1).incident()).isEqualTo(told.get(0).incident());
    }

    @Test
    void maintenance_and_the_minutes_after_a_deploy_are_silent_but_no_longer() {
        checks(UP);
        event("maintenance", "{\"status\":\"started\",\"message\":\"m\"}");
        checks(DOWN, DOWN, DOWN, DOWN, DOWN);
        assertThat(view.appStatus()).isEqualTo("maintenance");
        assertThat(view.percent(1)).isEqualTo(100.0);
        event("maintenance", "{\"status\":\"completed\",\"message\":\"m\"}");
        event("app-deployed", "{\"version\":\"1\"}");
        checks(DOWN, DOWN);
        assertThat(told()).isEmpty();
        checks(DOWN, DOWN);
        assertThat(told()).isEmpty();
        checks(DOWN);
        assertThat(told()).hasSize(1);
    }

    @Test
    void a_maintenance_that_nobody_ends_is_over_at_the_end_it_gave_or_after_a_day() {
        event(
                "maintenance",
                "{\"status\":\"started\",\"message\":\"m\",\"endTime\":\""
                        + worker.clock.instant().plus(Duration.ofHours(1)) + "\"}");
        checks(UP);
        assertThat(view.appStatus()).isEqualTo("maintenance");
        worker.clock.advance(Duration.ofHours(1));
        checks(UP);
        assertThat(view.appStatus()).isEqualTo("online");
        event("maintenance", "{\"status\":\"started\",\"message\":\"m\"}");
        event("maintenance", "{\"status\":\"scheduled\",\"message\":\"the next\"}");
        worker.clock.advance(Duration.ofHours(23));
        assertThat(view.appStatus()).isEqualTo("maintenance");
        worker.clock.advance(Duration.ofHours(1));
        checks(UP);
        assertThat(view.appStatus()).isEqualTo("online");
    }

    @Test
    void of_workers_that_check_at_the_same_time_one_records() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            UptimeRecorder other = recorder(minute);
            threads.add(Thread.ofPlatform().start(() -> other.record(UP)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(worker.count("uptime_sample")).isEqualTo(1);
        assertThat(worker.statistics.now().uptime().day()).isNull();
        worker.clock.advance(minute);
        assertThat(worker.statistics.now().uptime().day()).isEqualTo(100.0);
        worker.clock.advance(minute.multipliedBy(2));
        assertThat(view.appStatus()).isEqualTo("unknown");
    }

    @Test
    void a_worker_that_has_no_main_app_to_watch_says_so_at_once() {
        checks(UP, UP);
        assertThat(view.appStatus()).isEqualTo("online");

        UptimeTable table = new UptimeTable(worker.jdbc);
        table.nobodyLooks(worker.clock.instant());

        worker.clock.advance(Duration.ofMillis(1));
        assertThat(view.appStatus()).isEqualTo("unknown");
        assertThat(view.percent(1)).isEqualTo(100.0);
        worker.clock.advance(Duration.ofDays(1));
        table.nobodyLooks(worker.clock.instant());
        assertThat(table.last(1).get(0).covers()).as("never longer than it was").isEqualTo(minute);
    }

    @Test
    void a_worker_started_without_a_main_app_ends_what_the_last_one_saw() {
        Instant now = Instant.now();
        worker.clock.set(now);
        checks(UP);
        UptimeQueries live = new UptimeQueries(worker.database.jdbc(), InstantSource.system());
        assertThat(live.appStatus()).isEqualTo("online");
        Map<String, String> settings = new HashMap<>(Infra.start().settings());
        settings.put("WORKER_METRICS_PORT", "0");

        var context = Service.start(WorkerApplication.DEFINITION, new Settings(settings), false);
        try {
            assertThat(live.appStatus()).isEqualTo("unknown");
            assertThat(context.getBean(MeterRegistry.class)
                            .get("gateway.app.up")
                            .gauge()
                            .value())
                    .isNaN();
        } finally {
            context.close();
        }
    }

    /** Three months of checks with gaps, restarts, maintenance, and a clock that is set forward and back. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void the_figures_equal_a_recomputation_second_by_second(long seed) {
        Random random = new Random(seed);
        Duration interval = Duration.ofMinutes(30);
        BruteForce expected = new BruteForce(worker.clock.instant());
        recorder = recorder(interval);
        boolean maintenance = false;
        Instant calmSince = Instant.EPOCH;
        boolean up = true;
        Instant end = worker.clock.instant().plus(Duration.ofDays(97));
        int compared = 0;
        while (worker.clock.instant().isBefore(end)) {
            int what = random.nextInt(100);
            if (what < 2) {
                worker.clock.advance(Duration.ofSeconds(random.nextInt(200_000)));
            } else if (what < 4) {
                recorder = recorder(interval);
            } else if (what < 5
                    && !maintenance
                    && calmSince.plus(Duration.ofHours(5)).isBefore(worker.clock.instant())) {
                worker.clock.set(worker.clock.instant().minusSeconds(random.nextInt(10_000)));
            } else if (what < 7) {
                maintenance = !maintenance;
                calmSince = worker.clock.instant();
                event(
                        "maintenance",
                        "{\"status\":\"" + (maintenance ? "started" : "completed")
                                + "\",\"message\":\"m\",\"endTime\":\"2100-01-01T00:00:00Z\"}");
            } else if (what < 20) {
                up = !up;
            }
            if (!recorder.due().isAfter(worker.clock.instant())) {
                recorder.record(up ? UP : DOWN);
                expected.sample(worker.clock.instant(), up, up || !maintenance, interval.toSeconds() * 2);
            }
            if (random.nextInt(40) == 0) {
                worker.clock.advance(Duration.ofSeconds(random.nextInt(4_000)));
                for (int days : new int[] {1, 7, 30, 90}) {
                    assertThat(view.percent(days))
                            .as("%d days at %s", days, worker.clock.instant())
                            .isEqualTo(expected.percent(worker.clock.instant(), days));
                    compared++;
                }
            }
            worker.clock.advance(interval.plusSeconds(random.nextInt(60)));
        }
        assertThat(compared).isGreaterThan(100);
        assertThat(worker.jdbc.queryForObject("SELECT SUM(known_ms) FROM uptime_hour", Long.class))
                .isEqualTo(worker.jdbc.queryForObject("SELECT SUM(known_ms) FROM uptime_day", Long.class));
    }

    /** What each second was, as the sample says that spoke for it first. */
    private static final class BruteForce {
        private final long origin;
        private final byte[] seconds = new byte[130 * 86_400];
        private long next;
        private @Nullable Long at;
        private boolean up;
        private boolean counts;
        private long covers;

        BruteForce(Instant start) {
            // A day for windows that begin before the first sample, on a whole hour.
            origin = start.getEpochSecond() / 3600 * 3600 - 86_400;
        }

        void sample(Instant now, boolean isUp, boolean isKnown, long coversSeconds) {
            long second = now.getEpochSecond() - origin;
            next = speak(seconds, second);
            at = second;
            up = isUp;
            counts = isKnown;
            covers = coversSeconds;
        }

        @Nullable
        Double percent(Instant instant, int days) {
            byte[] then = seconds.clone();
            long now = instant.getEpochSecond() - origin;
            speak(then, now);
            long from = Math.floorDiv(instant.getEpochSecond() - days * 86_400L, 3600) * 3600 - origin;
            long known = 0;
            long good = 0;
            // A clock that was set back has written into what is the future now; that is not in the window yet.
            for (long second = Math.max(0, from); second < then.length && second / 3600 <= now / 3600; second++) {
                known += then[(int) second] != 0 ? 1 : 0;
                good += then[(int) second] == 2 ? 1 : 0;
            }
            return known == 0 ? null : Math.floor(good * 100_000.0 / known) / 1000;
        }

        private long speak(byte[] into, long until) {
            Long start = at;
            long mark = next;
            if (start != null) {
                for (long second = start; second < until && second < start + covers; second++) {
                    if (second >= mark) {
                        into[(int) second] = (byte) (!counts ? 0 : up ? 2 : 1);
                        mark = second + 1;
                    }
                }
            }
            return mark;
        }
    }

    private void checks(CheckResult... results) {
        for (CheckResult result : results) {
            recorder.record(result);
            worker.clock.advance(minute);
        }
    }

    /** From the last check on. */
    private Duration untilDue() {
        return Duration.between(worker.clock.instant().minus(minute), recorder.due());
    }

    private List<AppStatusChanged> told() {
        return worker.published().stream()
                .map(event -> (AppStatusChanged) event.event())
                .map(Objects::requireNonNull)
                .toList();
    }

    private void event(String type, String details) {
        long now = worker.clock.millis();
        worker.jdbc.update("""
                INSERT INTO event (id, type, source, category, priority, description, occurred_at, received_at,
                  recorded_at, details) VALUES (?, ?, 'main-app', 'x', 'normal', 'x', ?, ?, ?, ?)""", type + worker.count("event"), type, now, now, now, details);
    }

    private UptimeRecorder recorder(Duration interval) {
        return new UptimeRecorder(
                worker.transactions,
                new UptimeTable(worker.jdbc),
                new Incidents(worker.jdbc, URI.create("https://app.example")),
                new MaintenanceWindows(worker.database.jdbc(), worker.clock),
                worker.outbox,
                worker.clock,
                new UptimeSettings(interval, Duration.ofSeconds(10), Optional.empty(), Optional.empty()));
    }
}
