package dev.gatewaysync.storage.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What should have happened by now and has not, read from the database, so that every service says the same of it: messages
 * that have waited for Discord for more than {@link #LATE} or are so many that some must, syncs and backups that have not succeeded in time. A schedule that an
 * operator has paused is not late.
 */
public final class LateWork {
    public static final Duration LATE = Duration.ofMinutes(5);

    /** Five messages in five seconds, of ten cards each, is the most that Discord takes in one channel. */
    private static final int CARDS_A_MINUTE = 600;

    private final JdbcClient jdbc;
    private final WaitingDeliveries waiting;
    private final InstantSource clock;

    public LateWork(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.waiting = new WaitingDeliveries(jdbc);
        this.clock = clock;
    }

    /** What is late. */
    public enum Kind {
        DELIVERY,
        SYNC,
        BACKUP
    }

    /**
     * @param name of the target, or {@code quick-sync}, {@code full-sync}, {@code backup}
     * @param reason a sentence that stays the same as long as nothing changes
     * @param since since when it waits, or when it became overdue
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Late(Kind kind, String name, String reason, Instant since) {}

    public List<Late> now() {
        List<Late> late = new ArrayList<>(deliveries());
        late.addAll(schedules());
        return late;
    }

    private List<Late> deliveries() {
        Instant before = clock.instant().minus(LATE);
        return waiting.byTarget().stream()
                .filter(lane -> lane.oldest().isBefore(before) || minutes(lane) > LATE.toMinutes())
                .map(lane -> new Late(
                        Kind.DELIVERY,
                        lane.target(),
                        lane.backlog() + " for " + lane.target() + (lane.backlog() == 1 ? " waits" : " wait")
                                + " to be shown in Discord, the oldest since " + minute(lane.oldest())
                                + (minutes(lane) > LATE.toMinutes()
                                        ? "; Discord's limits alone need " + minutes(lane) + " min for them"
                                        : ""),
                        lane.oldest()))
                .toList();
    }

    /** How long it takes at the least: what will be late is known before it is. */
    private static long minutes(WaitingDeliveries.Backlog lane) {
        return lane.backlog() / CARDS_A_MINUTE;
    }

    private List<Late> schedules() {
        return jdbc.sql(
                        "SELECT name, overdue_at FROM schedule_state WHERE paused = 0 AND overdue_at < :now ORDER BY name")
                .param("now", clock.millis())
                .query((row, n) -> schedule(row.getString("name"), Instant.ofEpochMilli(row.getLong("overdue_at"))))
                .list();
    }

    private Late schedule(String name, Instant since) {
        if (name.equals("backup")) {
            String last = newest("SELECT max(created_at) FROM backup")
                    .map(at -> "the last one is of " + minute(at))
                    .orElse("there is none yet");
            return new Late(Kind.BACKUP, name, "No backup was made in time; " + last, since);
        }
        String kind = name.replace("-sync", "");
        String kinds = kind.equals("full") ? "kind = 'full'" : "kind IN ('quick', 'full')";
        String last = newest("SELECT max(finished_at) FROM sync_run WHERE " + kinds
                        + " AND outcome IN ('success', 'partial')")
                .map(at -> "the last one that did was at " + minute(at))
                .orElse("none has yet");
        return new Late(Kind.SYNC, name, "No " + kind + " sync has succeeded in time; " + last + why(kinds), since);
    }

    private String why(String kinds) {
        record Run(String outcome, @Nullable String reason) {}
        return jdbc.sql("SELECT outcome, reason FROM sync_run WHERE " + kinds
                        + " AND finished_at IS NOT NULL ORDER BY finished_at DESC, id DESC LIMIT 1")
                .query((row, n) -> new Run(row.getString("outcome"), row.getString("reason")))
                .optional()
                .filter(run ->
                        !run.outcome().equals("success") && !run.outcome().equals("partial"))
                .map(run -> ". The newest was " + run.outcome() + (run.reason() == null ? "" : ": " + run.reason()))
                .orElse("");
    }

    private Optional<Instant> newest(String sql) {
        return jdbc.sql(sql).query(Long.class).optional().map(Instant::ofEpochMilli);
    }

    private static String minute(Instant time) {
        return time.truncatedTo(ChronoUnit.MINUTES).toString();
    }
}
