package dev.gatewaysync.console.overview;

import dev.gatewaysync.console.status.Uptime;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Uptime as every answer gives it, as shares, with a bar for each day. */
@Component
final class UptimePanel {
    private static final int DAYS = 30;

    private final dev.gatewaysync.storage.uptime.UptimeQueries measured;
    private final InstantSource clock;

    UptimePanel(JdbcClient jdbc, InstantSource clock) {
        this.measured = new dev.gatewaysync.storage.uptime.UptimeQueries(jdbc, clock);
        this.clock = clock;
    }

    Uptime now() {
        try {
            Map<LocalDate, Double> byDay = measured.days(DAYS).stream()
                    .collect(Collectors.toMap(
                            dev.gatewaysync.storage.uptime.UptimeQueries.Day::date,
                            dev.gatewaysync.storage.uptime.UptimeQueries.Day::percent));
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            List<Uptime.Day> days = new ArrayList<>();
            for (int ago = DAYS - 1; ago >= 0; ago--) {
                LocalDate date = today.minusDays(ago);
                days.add(new Uptime.Day(date.toString(), share(byDay.get(date))));
            }
            dev.gatewaysync.storage.uptime.UptimeQueries.Uptime uptime = measured.uptime();
            return new Uptime(share(uptime.day()), share(uptime.week()), share(uptime.month()), days);
        } catch (DataAccessException e) {
            return Uptime.UNKNOWN;
        }
    }

    /** As the open incident says; empty if there is none. */
    Optional<String> incidentReason() {
        try {
            return measured.incidentReason();
        } catch (DataAccessException e) {
            return Optional.empty();
        }
    }

    /** When the open incident began: with the first of the checks that failed; empty if there is none. */
    Optional<Instant> incidentSince() {
        try {
            return measured.incidentSince();
        } catch (DataAccessException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Double share(@Nullable Double percent) {
        return percent == null ? null : percent / 100;
    }
}
