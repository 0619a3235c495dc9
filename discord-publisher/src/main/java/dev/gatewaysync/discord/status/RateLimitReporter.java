package dev.gatewaysync.discord.status;

import dev.gatewaysync.discord.leader.LeaderElection;
import dev.gatewaysync.service.BackgroundService;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * Publishes the {@link RateLimitReport} for the console: Redis key {@value #KEY}, kept 15 s, written every 3 s by the active
 * instance.
 */
@Component
final class RateLimitReporter extends BackgroundService {
    public static final String KEY = "gateway:discord:limits";

    private static final Logger log = LoggerFactory.getLogger(RateLimitReporter.class);
    private static final Duration TTL = Duration.ofSeconds(15);
    private static final Duration REPEAT = Duration.ofSeconds(3);

    private final StringRedisTemplate redis;
    private final RateLimitReport report;
    private final LeaderElection leaderElection;

    RateLimitReporter(StringRedisTemplate redis, RateLimitReport report, LeaderElection leaderElection) {
        super("discord-limits");
        this.redis = redis;
        this.report = report;
        this.leaderElection = leaderElection;
    }

    @Override
    protected Duration round() {
        if (leaderElection.isActive()) {
            write();
        }
        return REPEAT;
    }

    private void write() {
        try {
            redis.opsForValue().set(KEY, report.current().toString(), TTL);
        } catch (RuntimeException e) {
            log.debug("The limits are not reported while Redis is away: {}", e.toString());
        }
    }
}
