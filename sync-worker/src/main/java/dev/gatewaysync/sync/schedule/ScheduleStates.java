package dev.gatewaysync.sync.schedule;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Which schedules are paused, and when each ran last and runs next, for people to see. */
@Component
public final class ScheduleStates {
    public static final String QUICK_SYNC = "quick-sync";
    public static final String FULL_SYNC = "full-sync";
    public static final String UPTIME = "uptime";
    public static final String BACKUP = "backup";
    static final List<String> NAMES = List.of(QUICK_SYNC, FULL_SYNC, UPTIME, BACKUP);

    private final JdbcTemplate jdbc;

    public ScheduleStates(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public boolean isPaused(String name) {
        return !jdbc.queryForList("SELECT 1 FROM schedule_state WHERE name = ? AND paused = 1", name)
                .isEmpty();
    }

    void pause(String name, boolean paused) {
        jdbc.update("""
                INSERT INTO schedule_state (name, paused) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET paused = excluded.paused""", name, paused ? 1 : 0);
    }

    /** Writes only what differs: this is called often. */
    public void saw(String name, @Nullable Instant lastRun, @Nullable Instant nextRun) {
        Long last = lastRun == null ? null : lastRun.toEpochMilli();
        Long next = nextRun == null ? null : nextRun.toEpochMilli();
        boolean same = jdbc
                .query(
                        "SELECT last_run_at, next_run_at FROM schedule_state WHERE name = ?",
                        (row, n) -> java.util.Objects.equals(number(row.getObject(1)), last)
                                && java.util.Objects.equals(number(row.getObject(2)), next),
                        name)
                .stream()
                .anyMatch(Boolean::booleanValue);
        if (!same) {
            jdbc.update("""
                    INSERT INTO schedule_state (name, last_run_at, next_run_at) VALUES (?, ?, ?)
                    ON CONFLICT (name) DO UPDATE SET last_run_at = excluded.last_run_at,
                      next_run_at = excluded.next_run_at""", name, last, next);
        }
    }

    /**
     * Writes only what differs.
     *
     * @param overdueAt from when on it is overdue unless a run succeeds before; null if none is expected
     */
    public void expects(String name, @Nullable Instant overdueAt) {
        Long at = overdueAt == null ? null : overdueAt.toEpochMilli();
        boolean same = jdbc
                .query(
                        "SELECT overdue_at FROM schedule_state WHERE name = ?",
                        (row, n) -> java.util.Objects.equals(number(row.getObject(1)), at),
                        name)
                .stream()
                .anyMatch(Boolean::booleanValue);
        if (!same) {
            jdbc.update("""
                    INSERT INTO schedule_state (name, overdue_at) VALUES (?, ?)
                    ON CONFLICT (name) DO UPDATE SET overdue_at = excluded.overdue_at""", name, at);
        }
    }

    private static @Nullable Long number(@Nullable Object value) {
        return value instanceof Number number ? (Long) number.longValue() : null;
    }
}
