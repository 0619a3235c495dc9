package dev.gatewaysync.console.status;

import dev.gatewaysync.storage.ListOrder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Numbers over time, as pairs of lists: seconds since 1970, and values. */
@Component
public final class Charts {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final int DAYS = 90;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    Charts(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public record Series(List<Long> times, List<Long> values) {}

    /** Events recorded in each of the last 60 minutes. */
    public Series eventsPerMinute() {
        long last = clock.millis() / MINUTE;
        Map<Long, Long> counts = new HashMap<>();
        // The index is on the place in lists, which is never before the time of acceptance but for imports.
        jdbc.sql("SELECT received_at / 60000 AS minute, count(*) AS events FROM event WHERE " + ListOrder.PLACE
                        + " >= :hour AND received_at >= :hour GROUP BY received_at / 60000")
                .param("hour", (last - 59) * MINUTE)
                .query(row -> {
                    counts.put(row.getLong("minute"), row.getLong("events"));
                });
        List<Long> times = new ArrayList<>();
        List<Long> values = new ArrayList<>();
        for (long minute = last - 59; minute <= last; minute++) {
            times.add(minute * 60);
            values.add(counts.getOrDefault(minute, 0L));
        }
        return new Series(times, values);
    }

    /** How many of today's resources were known at the end of each of the last days. */
    public Series resources() {
        Map<Long, Long> added = new HashMap<>();
        jdbc.sql(
                        "SELECT added_at / 86400000 AS day, count(*) AS resources FROM catalog_resource GROUP BY added_at / 86400000")
                .query(row -> {
                    added.put(row.getLong("day"), row.getLong("resources"));
                });
        long today = clock.millis() / DAY;
        long first = added.keySet().stream().min(Long::compare).orElse(today) - 1;
        long begin = Math.max(first, today - DAYS);
        long sum = added.entrySet().stream()
                .filter(entry -> entry.getKey() < begin)
                .mapToLong(Map.Entry::getValue)
                .sum();
        List<Long> times = new ArrayList<>();
        List<Long> values = new ArrayList<>();
        for (long day = begin; day <= today; day++) {
            sum += added.getOrDefault(day, 0L);
            times.add(day * 86400);
            values.add(sum);
        }
        return new Series(times, values);
    }
}
