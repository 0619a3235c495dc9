package dev.gatewaysync.ingest.outbound;

import dev.gatewaysync.service.loop.BackgroundService;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.storage.operator.WaitingEvents;
import dev.gatewaysync.storage.operator.WaitingEvents.Waiting;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Since when accepted events wait in the spool, and tells the console of it through the database. */
@Component
public class SpoolWatch extends BackgroundService {
    private static final Logger log = LoggerFactory.getLogger(SpoolWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final EventPublisher eventPublisher;
    private final WaitingEvents told;
    private final InstantSource clock;
    private final String instance;
    private volatile @Nullable Instant since;
    private boolean hasTold = true;

    SpoolWatch(EventPublisher eventPublisher, JdbcClient jdbc, InstantSource clock, Settings settings) {
        super("spool-watch");
        this.eventPublisher = eventPublisher;
        this.told = new WaitingEvents(jdbc, clock);
        this.clock = clock;
        this.instance = hostName() + ":"
                + SpoolSettings.directory(settings)
                        .map(Path::toAbsolutePath)
                        .map(Path::toString)
                        .orElse("-");
    }

    /** Empty while none wait, or where there is no spool. */
    public Optional<Waiting> waiting() {
        long events = eventPublisher.spooled().orElse(0);
        Instant seen = since;
        return events == 0 ? Optional.empty() : Optional.of(new Waiting(events, seen == null ? clock.instant() : seen));
    }

    @Override
    protected Duration round() {
        if (eventPublisher.spooled().isPresent()) {
            look();
        }
        return LOOK;
    }

    private void look() {
        Optional<Waiting> waiting = waiting();
        since = waiting.map(Waiting::since).orElse(null);
        try {
            if (waiting.isPresent()) {
                told.tell(instance, waiting.get());
                hasTold = true;
            } else if (hasTold) {
                told.forget(instance);
                hasTold = false;
            }
        } catch (RuntimeException e) {
            log.debug("That events wait stays untold while the database is away: {}", e.toString());
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
