package dev.gatewaysync.sync.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.config.Route;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.Digest;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.sync.TestWorker;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has happened, told once at the time that was set. It begins on a Saturday, at noon of UTC. */
class DigestIT {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Route.Digest WEEKLY = new Route.Digest(DayOfWeek.FRIDAY, LocalTime.of(18, 0), BERLIN);
    private static final Route.Digest DAILY = new Route.Digest(null, LocalTime.of(2, 30), BERLIN);

    private TestWorker worker;

    @BeforeEach
    void start() {
        worker = new TestWorker();
    }

    @AfterEach
    void stop() {
        worker.close();
    }

    @Test
    void a_week_is_told_by_category_once_among_two_workers() {
        DigestSchedule one = schedule(WEEKLY);
        DigestSchedule other = schedule(WEEKLY);
        one.tick();
        add("Prompt Bench", "AI Tools");
        add("Prompt Bench", "AI Tools");
        add("Model Zoo", "AI Tools");
        add("Kagi", "Search Engines");
        suggest("https://marginalia.example", "approved");
        suggest("https://quiet.example", "open");
        worker.jdbc.update("UPDATE suggestion SET reactions = 7 WHERE url = 'https://marginalia.example'");
        incident();
        numbers(593);

        worker.clock.advance(Duration.ofDays(6).plusHours(3).plusMinutes(59));
        one.tick();
        assertThat(worker.published()).isEmpty();
        worker.clock.advance(Duration.ofMinutes(1));
        one.tick();
        other.tick();
        schedule(WEEKLY).tick();

        List<EventEnvelope> published = worker.published();
        assertThat(published).singleElement().extracting(EventEnvelope::type).isEqualTo(BuiltInType.DIGEST);
        Digest digest = (Digest) published.getFirst().event();
        assertThat(digest.added()).isEqualTo(3);
        assertThat(digest.categories())
                .extracting(category -> category.name() + " " + category.count())
                .containsExactly("AI Tools 2", "Search Engines 1");
        assertThat(digest.categories().getFirst().examples())
                .extracting(Digest.Example::name)
                .containsExactly("Model Zoo", "Prompt Bench");
        assertThat(digest.suggestions())
                .containsExactly(
                        new Digest.Suggestion(
                                "https://marginalia.example", "https://marginalia.example", "approved", 7L),
                        new Digest.Suggestion("https://quiet.example", "https://quiet.example", "open", null));
        assertThat(digest.incidents()).isEqualTo(1);
        assertThat(digest.nextMilestone()).isEqualTo(600);

        worker.clock.advance(Duration.ofDays(7));
        one.tick();
        assertThat(worker.published()).isEmpty();
    }

    @Test
    void each_day_is_told_once_over_both_changes_of_the_clocks() {
        List<Instant> told = new ArrayList<>();
        for (String change : List.of("2026-03-27T12:00:00Z", "2026-10-23T12:00:00Z")) {
            worker.jdbc.update("DELETE FROM digest_state");
            worker.clock.set(Instant.parse(change));
            DigestSchedule schedule = schedule(DAILY);
            schedule.tick();
            for (int hour = 0; hour < 24 * 4; hour++) {
                add("Tool " + change + hour, "AI Tools");
                worker.clock.advance(Duration.ofMinutes(30));
                schedule.tick();
                worker.clock.advance(Duration.ofMinutes(30));
                // As after a restart.
                schedule(DAILY).tick();
            }
            worker.published().forEach(event -> told.add(event.timestamp()));
        }
        assertThat(told)
                .extracting(Instant::toString)
                .containsExactly(
                        "2026-03-28T01:30:00Z",
                        "2026-03-29T01:30:00Z",
                        "2026-03-30T00:30:00Z",
                        "2026-03-31T00:30:00Z",
                        "2026-10-24T00:30:00Z",
                        "2026-10-25T00:30:00Z",
                        "2026-10-26T01:30:00Z",
                        "2026-10-27T01:30:00Z");
    }

    /** PostgreSQL shows a row only when its transaction is committed, which may be after the digest has read. */
    @Test
    void what_was_recorded_before_a_digest_and_committed_after_it_is_told_by_the_next_one_once() {
        DigestSchedule schedule = schedule(DAILY);
        schedule.tick();
        worker.clock.set(Instant.parse("2026-11-28T01:29:30Z"));
        schedule.tick();
        worker.published();
        add("In time", "AI Tools");
        long recorded = worker.clock.millis();
        worker.clock.set(Instant.parse("2026-11-29T01:29:30Z"));
        add("Just before", "AI Tools");
        long before = worker.clock.millis();
        worker.clock.advance(Duration.ofSeconds(30));
        schedule.tick();
        assertThat(added()).containsExactly(2L);

        add("Committed late", "AI Tools", before);
        add("Of long ago", "AI Tools", recorded);
        worker.clock.advance(Duration.ofDays(1));
        schedule(DAILY).tick();
        assertThat(added()).containsExactly(1L);
        worker.clock.advance(Duration.ofDays(1));
        schedule.tick();
        assertThat(added()).isEmpty();
    }

    private List<Long> added() {
        return worker.published().stream()
                .map(event -> ((Digest) event.event()).added())
                .toList();
    }

    @Test
    void one_that_was_missed_is_made_up_for_and_one_long_ago_is_not() {
        DigestSchedule schedule = schedule(DAILY);
        schedule.tick();
        add("Kagi", "Search Engines");
        worker.clock.advance(Duration.ofHours(30));
        schedule.tick();
        assertThat(worker.published()).hasSize(1);

        add("Stract", "Search Engines");
        worker.clock.advance(Duration.ofDays(20));
        schedule.tick();
        schedule.tick();
        assertThat(worker.published()).isEmpty();
    }

    @Test
    void where_there_is_nothing_to_tell_nothing_is_said() {
        DigestSchedule schedule = schedule(DAILY);
        schedule.tick();
        numbers(593);
        worker.clock.advance(Duration.ofDays(1));
        schedule.tick();
        assertThat(worker.published()).isEmpty();
    }

    private DigestSchedule schedule(Route.Digest when) {
        return new DigestSchedule(
                when,
                new DigestReader(worker.database.jdbc(), worker.clock),
                worker.database.jdbc(),
                worker.transactions,
                worker.outbox,
                worker.clock);
    }

    private void add(String name, String category) {
        add(name, category, worker.clock.millis());
    }

    private void add(String name, String category, long now) {
        worker.jdbc.update(
                """
                INSERT INTO event (id, type, source, category, priority, description, occurred_at, received_at, recorded_at,
                                   details)
                VALUES (?, 'resource-added', 'main-app', 'resources', 'normal', 'x', ?, ?, ?, ?)""",
                java.util.UUID.randomUUID().toString(),
                now,
                now,
                now,
                "{\"name\":\"" + name + "\",\"category\":\"" + category + "\",\"url\":\"https://x.example/"
                        + name.replace(" ", "-") + "\"}");
    }

    private void suggest(String url, String status) {
        worker.jdbc.update(
                "INSERT INTO suggestion (id, url_key, url, suggester, status, created_at, updated_at) VALUES (?, ?, ?, 'a', ?, ?, ?)",
                url,
                url,
                url,
                status,
                worker.clock.millis(),
                worker.clock.millis());
    }

    private void incident() {
        worker.jdbc.update(
                "INSERT INTO incident (id, status, reason, started_at, ended_at) VALUES ('i', 'offline', 'x', ?, ?)",
                worker.clock.millis(),
                worker.clock.millis() + 60_000);
    }

    private void numbers(long resources) {
        worker.jdbc.update(
                "INSERT INTO statistics (source, at, resource_count, category_count) VALUES ('counted', ?, ?, 14)",
                worker.clock.millis(),
                resources);
    }
}
