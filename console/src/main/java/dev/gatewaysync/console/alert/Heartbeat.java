package dev.gatewaysync.console.alert;

import dev.gatewaysync.console.AlertSettings;
import dev.gatewaysync.http.BoundedHttpClient;
import dev.gatewaysync.http.HttpRequests;
import dev.gatewaysync.service.loop.BackgroundService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * A sign of life for somebody outside: GET {@code ALERT_HEARTBEAT_URL} every minute while the gateway is well. Healthchecks.io and
 * Uptime Kuma take a GET and alarm when none comes within their interval and grace; so does a console that is not there.
 *
 * @see <a href="https://healthchecks.io/docs/http_api/">Pinging API</a>
 */
@Component
final class Heartbeat extends BackgroundService {
    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration EVERY = Duration.ofSeconds(60);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(15);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int READ = 1_024;

    private final @Nullable URI address;
    private final WatchHealth health;
    private final InstantSource clock;
    private final BoundedHttpClient http = BoundedHttpClient.http1(Duration.ofSeconds(5));
    private Instant due = Instant.EPOCH;
    private volatile @Nullable Instant takenAt;
    private volatile @Nullable String problem;

    Heartbeat(AlertSettings settings, WatchHealth health, InstantSource clock) {
        super("alert-heartbeat");
        this.address = settings.heartbeat();
        this.health = health;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        if (address != null) {
            super.start();
        }
    }

    @Override
    public synchronized void stop() {
        super.stop();
        http.close();
    }

    boolean isOn() {
        return address != null;
    }

    /** When the last one was taken; null if none was since this process began. */
    @Nullable
    Instant takenAt() {
        return takenAt;
    }

    /** Why the last one was not taken; null if it was. */
    @Nullable
    String problem() {
        return problem;
    }

    @Override
    protected Duration round() throws InterruptedException {
        if (health.isWell() && !clock.instant().isBefore(due)) {
            String failed = beat();
            due = clock.instant().plus(failed == null ? EVERY : AFTER_FAILURE);
            if (failed == null) {
                takenAt = clock.instant();
            } else if (problem == null) {
                log.warn("alert.heartbeat_not_taken: {}", failed);
            }
            problem = failed;
        }
        return LOOK;
    }

    /** @return why it was not taken; null if it was */
    @Nullable
    String beat() throws InterruptedException {
        if (address == null) {
            return null;
        }
        try {
            HttpRequest request = HttpRequests.to(address)
                    .header("User-Agent", "gateway-sync")
                    .GET()
                    .build();
            int status = http.sendForStart(request, TIMEOUT, READ).statusCode();
            return status / 100 == 2 ? null : "it answers " + status;
        } catch (IOException e) {
            return "it cannot be reached";
        }
    }
}
