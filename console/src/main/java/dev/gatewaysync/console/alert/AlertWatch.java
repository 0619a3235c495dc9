package dev.gatewaysync.console.alert;

import dev.gatewaysync.console.AlertSettings;
import dev.gatewaysync.console.overview.StatusService;
import dev.gatewaysync.service.loop.BackgroundService;
import dev.gatewaysync.task.Loop;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks every 5 s at what the overview says and has operators told of it; off without {@code ALERT_TO} and {@code ALERT_HEARTBEAT_URL}. */
@Component
final class AlertWatch extends BackgroundService {
    private static final Logger log = LoggerFactory.getLogger(AlertWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final StatusService status;
    private final AlertLook look;
    private final AlertLease lease;
    private final PlaceSenders senders;
    private final AlertSettings settings;

    AlertWatch(StatusService status, AlertLook look, AlertLease lease, PlaceSenders senders, AlertSettings settings) {
        super(Loop.named("alert-watch").afterFailure(AlertWatch::failed), Duration.ZERO);
        this.status = status;
        this.look = look;
        this.lease = lease;
        this.senders = senders;
        this.settings = settings;
    }

    @Override
    public synchronized void start() {
        if (!settings.places().isEmpty() || settings.heartbeat() != null) {
            super.start();
        }
    }

    @Override
    public synchronized void stop() {
        super.stop();
        // What is being sent now must not be taken over by another instance.
        senders.stop();
        lease.release();
    }

    @Override
    protected Duration round() {
        if (look.at(status::now)) {
            senders.wake();
        }
        return LOOK;
    }

    private static Duration failed(Throwable failure) {
        log.error("alert.look_failed next_in={} s: what is wrong is not noted", LOOK.toSeconds(), failure);
        return LOOK;
    }
}
