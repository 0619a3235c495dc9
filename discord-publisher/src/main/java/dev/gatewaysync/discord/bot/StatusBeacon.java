package dev.gatewaysync.discord.bot;

import dev.gatewaysync.discord.delivery.BotGate;
import dev.gatewaysync.discord.delivery.Publishing;
import dev.gatewaysync.discord.route.Access;
import dev.gatewaysync.discord.route.ChannelDirectory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Tells the other services how we stand with Discord: Redis key {@value #KEY}, one of {@code connected},
 * {@code webhook-only}, {@code simulator}, {@code disconnected}, {@code not configured}; kept 90 s, written every 30 s and
 * on every change by the active instance.
 */
public final class StatusBeacon implements SmartLifecycle {
    public static final String KEY = "gateway:discord:status";

    private static final Logger log = LoggerFactory.getLogger(StatusBeacon.class);
    private static final Duration TTL = Duration.ofSeconds(90);
    private static final Duration REPEAT = Duration.ofSeconds(30);
    private static final Duration CHECK = Duration.ofSeconds(1);

    private final StringRedisTemplate redis;
    private final Access access;
    private final ChannelDirectory directory;
    private final BotGate gate;
    private final BotSession session;
    private final Publishing publishing;
    private final @Nullable URI apiUrl;
    private volatile @Nullable Thread thread;
    private volatile boolean simulator;

    /** @param apiUrl null is Discord itself, which is no simulator */
    public StatusBeacon(
            StringRedisTemplate redis,
            ChannelDirectory directory,
            BotGate gate,
            BotSession session,
            Publishing publishing,
            Place place) {
        this.redis = redis;
        this.access = place.access();
        this.directory = directory;
        this.gate = gate;
        this.session = session;
        this.publishing = publishing;
        this.apiUrl = place.apiUrl();
    }

    /** With whom we speak. */
    public record Place(Access access, @Nullable URI apiUrl) {}

    /** How we stand now. */
    public String status() {
        if (!access.isConfigured()) {
            return "not configured";
        }
        boolean reachable = directory.isComplete() && gate.isOpen();
        if (access.bot() == null) {
            return !reachable ? "disconnected" : simulator ? "simulator" : "webhook-only";
        }
        return !reachable || !session.isConnected() ? "disconnected" : simulator ? "simulator" : "connected";
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("discord-status").start(this::run);
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        String told = "";
        long toldAt = 0;
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build()) {
            boolean asked = apiUrl == null;
            while (thread == Thread.currentThread()) {
                asked = asked || ask(client);
                String now = status();
                boolean due = !now.equals(told) || System.nanoTime() - toldAt > REPEAT.toNanos();
                if (due && publishing.isActive() && tell(now)) {
                    told = now;
                    toldAt = System.nanoTime();
                }
                Thread.sleep(CHECK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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

    /** A simulator says so in a header; this address needs no token. */
    private boolean ask(HttpClient client) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(apiUrl + "/gateway"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
            simulator = answer.headers()
                    .firstValue("X-Discord-Simulator")
                    .filter("true"::equals)
                    .isPresent();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
