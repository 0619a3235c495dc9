package dev.gatewaysync.service.disk;

import dev.gatewaysync.service.loop.BackgroundService;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says every 30 s how much room there is in the folders that this service's settings name. */
public final class DiskReporter extends BackgroundService {
    private static final Logger log = LoggerFactory.getLogger(DiskReporter.class);
    private static final Duration REPEAT = Duration.ofSeconds(30);

    private final DiskReports reports;
    private final String instance = UUID.randomUUID().toString();
    private final InstantSource clock;

    public DiskReporter(DiskReports reports, InstantSource clock) {
        super("disk-report");
        this.reports = reports;
        this.clock = clock;
    }

    @Override
    protected Duration round() {
        try {
            reports.own(clock.instant()).forEach(disk -> reports.tell(disk, instance));
        } catch (RuntimeException e) {
            log.debug("The room on the disks is not reported now: {}", e.toString());
        }
        return REPEAT;
    }
}
