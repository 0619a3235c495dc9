package dev.gatewaysync.discord.status;

import dev.gatewaysync.discord.leader.LeaderElection;
import dev.gatewaysync.service.BackgroundService;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * Publishes the {@link ConnectionStatus} for the other services: Redis key {@value #KEY}, kept 90 s, written every 30 s and
 * on every change by the active instance.
 */
@Component
public final class ConnectionStatusReporter extends BackgroundService {
    public static final String KEY = "gateway:discord:status";

    private static final Logger log = LoggerFactory.getLogger(ConnectionStatusReporter.class);
    private static final Duration TTL = Duration.ofSeconds(90);
    private static final Duration REPEAT = Duration.ofSeconds(30);
    private static final Duration CHECK = Duration.ofSeconds(1);

    private final StringRedisTemplate redis;
    private final ConnectionStatus status;
    private final LeaderElection leaderElection;
    private String written = "";
    private long writtenAt;

    ConnectionStatusReporter(StringRedisTemplate redis, ConnectionStatus status, LeaderElection leaderElection) {
        super("discord-status");
        this.redis = redis;
        this.status = status;
        this.leaderElection = leaderElection;
    }

    @Override
    public synchronized void start() {
        written = "";
        super.start();
    }

    @Override
    protected void step() throws InterruptedException {
        String now = status.current();
        boolean due = !now.equals(written) || System.nanoTime() - writtenAt > REPEAT.toNanos();
        if (due && leaderElection.isActive() && isWritten(now)) {
            written = now;
            writtenAt = System.nanoTime();
        }
        Thread.sleep(CHECK);
    }

    private boolean isWritten(String now) {
        try {
            redis.opsForValue().set(KEY, now, TTL);
            return true;
        } catch (RuntimeException e) {
            log.debug("The status is not reported while Redis is away: {}", e.toString());
            return false;
        }
    }
}
