package dev.gatewaysync.console.status;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Uptime from what the worker has measured; time in which nobody looked counts for nothing. */
@Component
final class UptimeView {
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final int DAYS = 30;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    UptimeView(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Uptime now() {
        long now = clock.millis();
        long today = now / DAY * DAY;
        try {
            Map<Long, Time> byDay = read("uptime_day", today - (DAYS - 1) * DAY);
            if (byDay.isEmpty()) {
                return Uptime.UNKNOWN;
            }
            List<Uptime.Day> days = new ArrayList<>();
            for (long day = today - (DAYS - 1) * DAY; day <= today; day += DAY) {
                String date = Instant.ofEpochMilli(day)
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate()
                        .toString();
                days.add(new Uptime.Day(date, share(List.of(byDay.getOrDefault(day, Time.NONE)))));
            }
            return new Uptime(
                    share(read("uptime_hour", now - DAY).values()),
                    share(byDay.entrySet().stream()
                            .filter(day -> day.getKey() > today - 7 * DAY)
                            .map(Map.Entry::getValue)
                            .toList()),
                    share(byDay.values()),
                    days);
        } catch (DataAccessException e) {
            return Uptime.UNKNOWN;
        }
    }

    private Map<Long, Time> read(String table, long since) {
        Map<Long, Time> times = new HashMap<>();
        jdbc.sql("SELECT start_at, known_ms, up_ms FROM " + table + " WHERE start_at >= :since")
                .param("since", since)
                .query(row -> {
                    times.put(row.getLong("start_at"), new Time(row.getLong("known_ms"), row.getLong("up_ms")));
                });
        return times;
    }

    private static @Nullable Double share(Iterable<Time> times) {
        long known = 0;
        long up = 0;
        for (Time time : times) {
            known += time.known();
            up += time.up();
        }
        return known == 0 ? null : (double) up / known;
    }

    private record Time(long known, long up) {
        static final Time NONE = new Time(0, 0);
    }
}
