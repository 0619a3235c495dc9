package dev.gatewaysync.storage.uptime;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.storage.ListOrder;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Whether the main app is under maintenance: its last word about it is {@code started}. It is believed until the
 * {@code endTime} it gave, or for {@link #LONGEST}: an app that forgets to say {@code completed} is not away forever.
 */
public final class MaintenanceQueries {
    public static final Duration LONGEST = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final InstantSource clock;

    public MaintenanceQueries(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public boolean isOn() {
        Instant now = clock.instant();
        // Of the latest words the one that was said last, which a time in the future does not make it.
        List<Said> said = jdbc
                .sql("SELECT details, occurred_at, received_at FROM event WHERE type = 'maintenance' ORDER BY "
                        + ListOrder.NEWEST_FIRST + " LIMIT 20")
                .query((row, n) -> new Said(
                        EventJson.mapper().readTree(row.getString("details")),
                        Instant.ofEpochMilli(Math.min(row.getLong("occurred_at"), row.getLong("received_at")))))
                .list()
                .stream()
                .sorted(Comparator.comparing(Said::at).reversed())
                .toList();
        for (Said one : said) {
            switch (one.data().path("status").asString("")) {
                case "started" -> {
                    return now.isBefore(one.end());
                }
                case "completed", "cancelled" -> {
                    return false;
                }
                default -> {
                    // It is only planned: the word before counts.
                }
            }
        }
        return false;
    }

    private record Said(JsonNode data, Instant at) {
        Instant end() {
            try {
                return OffsetDateTime.parse(data.path("endTime").asString("")).toInstant();
            } catch (DateTimeException e) {
                return at.plus(LONGEST);
            }
        }
    }
}
