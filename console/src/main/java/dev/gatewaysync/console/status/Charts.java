package dev.gatewaysync.console.status;

import dev.gatewaysync.storage.catalog.CatalogQueries;
import dev.gatewaysync.storage.statistics.StatisticsQueries;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Numbers over time, as pairs of lists: seconds since 1970, and values. */
@Component
public final class Charts {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final int DAYS = 90;

    private final StatisticsQueries statistics;
    private final CatalogQueries catalog;
    private final InstantSource clock;

    Charts(StatisticsQueries statistics, CatalogQueries catalog, InstantSource clock) {
        this.statistics = statistics;
        this.catalog = catalog;
        this.clock = clock;
    }

    public record Series(List<Long> times, List<Long> values) {}

    /** Events recorded in each of the last 60 minutes. */
    public Series eventsPerMinute() {
        long last = clock.millis() / MINUTE;
        Map<Long, Long> counts = statistics.eventsByMinute(Instant.ofEpochMilli((last - 59) * MINUTE));
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
        Map<Long, Long> added = catalog.resourcesByDay();
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
