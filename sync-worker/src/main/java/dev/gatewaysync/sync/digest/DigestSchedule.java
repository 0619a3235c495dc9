package dev.gatewaysync.sync.digest;

import dev.gatewaysync.config.Route;
import dev.gatewaysync.config.route.LocalSchedule;
import dev.gatewaysync.events.Digest;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.sync.database.WorkerTransactions;
import dev.gatewaysync.sync.outbox.EventOutbox;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the digest when it is due, by the clock of where members live, once among all workers and over restarts. One that was missed while
 * nothing ran is made up for, unless the one after it is due too.
 */
final class DigestSchedule {
    private static final Logger log = LoggerFactory.getLogger(DigestSchedule.class);
    private static final String NAME = "digest";

    private final Route.Digest schedule;
    private final DigestReader reader;
    private final JdbcClient jdbc;
    private final WorkerTransactions transactions;
    private final EventOutbox outbox;
    private final InstantSource clock;

    DigestSchedule(
            Route.Digest schedule,
            DigestReader reader,
            JdbcClient jdbc,
            WorkerTransactions transactions,
            EventOutbox outbox,
            InstantSource clock) {
        this.schedule = schedule;
        this.reader = reader;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.outbox = outbox;
        this.clock = clock;
    }

    private record State(
            String schedule,
            Instant since,
            Instant next,
            @Nullable Set<Long> seen) {}

    void tick() {
        Instant now = clock.instant();
        Optional<State> state = state();
        if (state.isEmpty() || !state.get().schedule().equals(schedule.toString())) {
            Instant next = LocalSchedule.next(schedule, now);
            // What was told before the schedule changed is not told again, and what was not is told next.
            begin(state.map(State::since).orElseGet(() -> next.minus(length())), next);
        } else if (!now.isBefore(state.get().next())) {
            boolean isMissed = now.isAfter(state.get().next().plus(length()));
            transactions.execute(() -> make(state.get(), now, isMissed));
            outbox.publish();
        }
    }

    private Duration length() {
        return DigestSetting.period(schedule) == Digest.Period.DAY ? Duration.ofDays(1) : Duration.ofDays(7);
    }

    private Optional<State> state() {
        return jdbc.sql("SELECT schedule, since, next_at, seen FROM digest_state WHERE name = :name")
                .param("name", NAME)
                .query((row, n) -> new State(
                        row.getString("schedule"),
                        Instant.ofEpochMilli(row.getLong("since")),
                        Instant.ofEpochMilli(row.getLong("next_at")),
                        seen(row.getString("seen"))))
                .optional();
    }

    private static @Nullable Set<Long> seen(@Nullable String numbers) {
        return numbers == null ? null : Set.of(EventJson.mapper().readValue(numbers, Long[].class));
    }

    private void begin(Instant since, Instant next) {
        jdbc.sql("""
                        INSERT INTO digest_state (name, schedule, since, next_at) VALUES (:name, :schedule, :since, :next)
                        ON CONFLICT (name) DO UPDATE SET schedule = excluded.schedule, since = excluded.since,
                            next_at = excluded.next_at""")
                .param("name", NAME)
                .param("schedule", schedule.toString())
                .param("since", since.toEpochMilli())
                .param("next", next.toEpochMilli())
                .update();
    }

    private void remember(List<Long> seen) {
        jdbc.sql("UPDATE digest_state SET seen = :seen WHERE name = :name")
                .param("seen", EventJson.mapper().writeValueAsString(seen))
                .param("name", NAME)
                .update();
    }

    /** Whoever moves the time on makes it. @return whether this worker has */
    private boolean make(State state, Instant now, boolean isMissed) {
        boolean isOurs = jdbc.sql("""
                        UPDATE digest_state SET since = :now, next_at = :next
                        WHERE name = :name AND schedule = :schedule AND next_at = :due""")
                        .param("now", now.toEpochMilli())
                        .param("next", LocalSchedule.next(schedule, now).toEpochMilli())
                        .param("name", NAME)
                        .param("schedule", state.schedule())
                        .param("due", state.next().toEpochMilli())
                        .update()
                == 1;
        if (!isOurs) {
            return false;
        }
        // Read before the digest: what is committed between the two is told twice rather than never.
        remember(reader.seen(now));
        if (isMissed) {
            log.info("digest.missed due={} next=the one after it", state.next());
            return true;
        }
        Optional<Digest> digest = reader.read(DigestSetting.period(schedule), state.since(), now, state.seen());
        if (digest.isEmpty()) {
            log.info("digest.empty due={} next=the one after it", state.next());
            return true;
        }
        EventEnvelope event = EventEnvelope.of(EventIds.next(), Source.SYSTEM, now, digest.get());
        outbox.add(List.of(event));
        log.info("digest.made event={} due={}", event.id(), state.next());
        return true;
    }
}
