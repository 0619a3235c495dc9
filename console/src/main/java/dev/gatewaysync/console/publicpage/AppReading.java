package dev.gatewaysync.console.publicpage;

import dev.gatewaysync.storage.uptime.IncidentQueries.Incident;
import dev.gatewaysync.storage.uptime.MaintenancePeriod;
import dev.gatewaysync.storage.uptime.UptimeQueries;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the page says, as of one moment.
 *
 * @param status as {@link UptimeQueries#appStatus()}
 * @param lastCheck null if nobody has looked lately
 * @param uptime in percent, by period, in their order; null where nothing is known of it
 * @param days those of the last 90 of which something is known
 * @param resources null while the catalogue is not known
 * @param categories null while the catalogue is not known
 */
record AppReading(
        Instant at,
        String status,
        @Nullable Instant lastCheck,
        Map<Period, @Nullable Double> uptime,
        List<UptimeQueries.Day> days,
        List<Incident> incidents,
        List<MaintenancePeriod> maintenance,
        @Nullable Long resources,
        @Nullable Long categories) {}
