package dev.gatewaysync.discord.status;

import dev.gatewaysync.discord.leader.LeaderElection;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.service.BackgroundService;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * Publishes the {@link ConnectionStatus} and the {@link DiscordProblems} for the other services: Redis keys {@value #KEY} and
 * {@value #PROBLEMS_KEY}, kept 40 s, written every 10 s and on every change by the active instance. Problems are
 * {@code [{"reason","since"}]}.
 */
@Component
public final class ConnectionStatusReporter extends BackgroundService {
    public static final String KEY = "gateway:discord:status";
    public static final String PROBLEMS_KEY = "gateway:discord:problems";

    private static final Logger log = LoggerFactory.getLogger(ConnectionStatusReporter.class);
    private static final Duration TTL = Duration.ofSeconds(40);
    private static final Duration REPEAT = Duration.ofSeconds(10);
    private static final Duration CHECK = Duration.ofSeconds(1);

    private final StringRedisTemplate redis;
    private final ConnectionStatus status;
    private final DiscordProblems problems;
    private final LeaderElection leaderElection;
    private String written = "";
    private long writtenAt;

    ConnectionStatusReporter(
            StringRedisTemplate redis,
            ConnectionStatus status,
            DiscordProblems problems,
            LeaderElection leaderElection) {
        super("discord-status");
        this.redis = redis;
        this.status = status;
        this.problems = problems;
        this.leaderElection = leaderElection;
    }

    @Override
    public synchronized void start() {
        written = "";
        super.start();
    }

    @Override
    protected Duration round() {
        if (!leaderElection.isActive()) {
            // What this instance lacks while another leads is no problem, and none yet when it begins to lead.
            problems.forget();
            written = "";
            return CHECK;
        }
        String state = status.current();
        String reasons = EventJson.mapper().writeValueAsString(problems.current());
        boolean due = !(state + reasons).equals(written) || System.nanoTime() - writtenAt > REPEAT.toNanos();
        if (due && isWritten(state, reasons)) {
            written = state + reasons;
            writtenAt = System.nanoTime();
        }
        return CHECK;
    }

    private boolean isWritten(String state, String reasons) {
        try {
            redis.opsForValue().set(KEY, state, TTL);
            redis.opsForValue().set(PROBLEMS_KEY, reasons, TTL);
            return true;
        } catch (RuntimeException e) {
            log.debug("The status is not reported while Redis is away: {}", e.toString());
            return false;
        }
    }
}
