package dev.gatewaysync.discord.bot;

import dev.gatewaysync.discord.delivery.LeaderElection;
import dev.gatewaysync.discord.delivery.TokenGuard;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.discord.route.DiscordCredentials;
import dev.gatewaysync.service.BackgroundService;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Tells the other services how we stand with Discord: Redis key {@value #KEY}, one of {@code connected},
 * {@code webhook-only}, {@code simulator}, {@code disconnected}, {@code not configured}; kept 90 s, written every 30 s and
 * on every change by the active instance.
 */
public final class ConnectionStatusReporter extends BackgroundService {
    public static final String KEY = "gateway:discord:status";

    private static final Logger log = LoggerFactory.getLogger(ConnectionStatusReporter.class);
    private static final Duration TTL = Duration.ofSeconds(90);
    private static final Duration REPEAT = Duration.ofSeconds(30);
    private static final Duration CHECK = Duration.ofSeconds(1);

    private final StringRedisTemplate redis;
    private final DiscordCredentials access;
    private final ChannelDirectory directory;
    private final TokenGuard gate;
    private final BotSession session;
    private final LeaderElection leaderElection;
    private final DiscordRest rest;
    private final RateLimiter limiter;
    private String told = "";
    private long toldAt;

    public ConnectionStatusReporter(
            StringRedisTemplate redis,
            ChannelDirectory directory,
            TokenGuard gate,
            BotSession session,
            LeaderElection leaderElection,
            Place place) {
        super("discord-status");
        this.redis = redis;
        this.access = place.access();
        this.directory = directory;
        this.gate = gate;
        this.session = session;
        this.leaderElection = leaderElection;
        this.rest = place.rest();
        this.limiter = place.limiter();
    }

    /** With whom we speak. */
    public record Place(DiscordCredentials access, DiscordRest rest, RateLimiter limiter) {}

    /** How we stand now. */
    public String status() {
        if (!access.isConfigured()) {
            return "not configured";
        }
        boolean simulator = rest.isSimulated();
        boolean reachable =
                directory.isComplete() && gate.isOpen() && !limiter.block().isUp();
        if (access.bot() == null) {
            return !reachable ? "disconnected" : simulator ? "simulator" : "webhook-only";
        }
        return !reachable || !session.isConnected() ? "disconnected" : simulator ? "simulator" : "connected";
    }

    @Override
    public synchronized void start() {
        told = "";
        super.start();
    }

    @Override
    protected void step() throws InterruptedException {
        String now = status();
        boolean due = !now.equals(told) || System.nanoTime() - toldAt > REPEAT.toNanos();
        if (due && leaderElection.isActive() && tell(now)) {
            told = now;
            toldAt = System.nanoTime();
        }
        Thread.sleep(CHECK);
    }

    private boolean tell(String status) {
        try {
            redis.opsForValue().set(KEY, status, TTL);
            return true;
        } catch (RuntimeException e) {
            log.debug("The status stays untold while Redis is away: {}", e.toString());
            return false;
        }
    }
}
