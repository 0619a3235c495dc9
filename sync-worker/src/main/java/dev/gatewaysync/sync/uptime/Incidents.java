package dev.gatewaysync.sync.uptime;

import dev.gatewaysync.events.AppStatusChanged;
import dev.gatewaysync.events.EventIds;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Tells an incident from a hiccup: {@value #FAILURES} failures in a row open one, {@value #SUCCESSES} successes in a row
 * close it. Failures in a quiet time, and failures with a time between them in which nobody looked, are not in a row.
 */
final class Incidents {
    static final int FAILURES = 3;
    static final int SUCCESSES = 2;

    private final JdbcTemplate jdbc;
    private final URI app;

    Incidents(JdbcTemplate jdbc, URI app) {
        this.jdbc = jdbc;
        this.app = app;
    }

    /**
     * Belongs into the transaction that records the newest sample.
     *
     * @param last the newest first
     * @return what is to be told
     */
    Optional<AppStatusChanged> judge(List<UptimeSample> last) {
        Optional<Incident> open = open();
        if (open.isPresent()) {
            return isRow(last, SUCCESSES) && last.stream().limit(SUCCESSES).allMatch(UptimeSample::isUp)
                    ? Optional.of(close(open.get(), last.get(SUCCESSES - 1)))
                    : worsened(open.get(), last);
        }
        return isRow(last, FAILURES) && last.stream().limit(FAILURES).allMatch(UptimeSample::isAlarming)
                ? start(last)
                : Optional.empty();
    }

    private Optional<AppStatusChanged> start(List<UptimeSample> last) {
        String id = EventIds.next();
        Instant since = last.get(FAILURES - 1).at();
        String status = status(last);
        String reason = reason(last.get(0));
        int added = jdbc.update("""
                INSERT INTO incident (id, status, reason, started_at, is_open) VALUES (?, ?, ?, ?, 1)
                ON CONFLICT (is_open) DO NOTHING""", id, status, reason, since.toEpochMilli());
        return added == 0 ? Optional.empty() : Optional.of(told(new Incident(id, status, since), status, reason, null));
    }

    private Optional<AppStatusChanged> worsened(Incident open, List<UptimeSample> last) {
        boolean isDown = isRow(last, FAILURES)
                && last.stream().limit(FAILURES).allMatch(uptimeSample -> uptimeSample.state() == AppState.DOWN);
        if (!isDown || open.status().equals("offline")) {
            return Optional.empty();
        }
        String reason = reason(last.get(0));
        jdbc.update("UPDATE incident SET status = 'offline', reason = ? WHERE id = ?", reason, open.id());
        return Optional.of(told(open, "offline", reason, null));
    }

    private AppStatusChanged close(Incident open, UptimeSample first) {
        Instant end = first.at().isBefore(open.startedAt()) ? open.startedAt() : first.at();
        jdbc.update("UPDATE incident SET ended_at = ?, is_open = NULL WHERE id = ?", end.toEpochMilli(), open.id());
        return told(
                open, "online", null, Duration.between(open.startedAt(), end).toSeconds());
    }

    private AppStatusChanged told(
            Incident incident, String status, @Nullable String reason, @Nullable Long durationSeconds) {
        return new AppStatusChanged(
                switch (status) {
                    case "online" -> AppStatusChanged.Status.ONLINE;
                    case "degraded" -> AppStatusChanged.Status.DEGRADED;
                    default -> AppStatusChanged.Status.OFFLINE;
                },
                incident.id(),
                reason,
                incident.startedAt().toString(),
                durationSeconds,
                app.toString());
    }

    private Optional<Incident> open() {
        return jdbc
                .query(
                        "SELECT id, status, started_at FROM incident WHERE is_open = 1",
                        (row, n) ->
                                new Incident(row.getString(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3))))
                .stream()
                .findFirst();
    }

    /** Whether there are that many and no gap between them. */
    private static boolean isRow(List<UptimeSample> last, int length) {
        if (last.size() < length) {
            return false;
        }
        for (int i = 0; i + 1 < length; i++) {
            if (last.get(i).at().isAfter(last.get(i + 1).coversUntil())) {
                return false;
            }
        }
        return true;
    }

    private static String status(List<UptimeSample> last) {
        return last.stream().limit(FAILURES).allMatch(uptimeSample -> uptimeSample.state() == AppState.DEGRADED)
                ? "degraded"
                : "offline";
    }

    private static String reason(UptimeSample uptimeSample) {
        return uptimeSample.problem() == null ? "it does not answer" : uptimeSample.problem();
    }

    private record Incident(String id, String status, Instant startedAt) {}
}
