package dev.gatewaysync.discord.delivery;

import dev.gatewaysync.discord.channel.Targets;
import dev.gatewaysync.discord.ratelimit.BlockState;
import dev.gatewaysync.discord.ratelimit.BreakerState;
import dev.gatewaysync.discord.ratelimit.Quota;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.service.BackgroundService;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells the console what is left of the limits that no answer's header shows: Redis key {@value #KEY}, kept 15 s, written
 * every 3 s by the active instance:
 *
 * <pre>
 *   {"limits":[{"name":"Webhook posts to #updates","left":12,"of":30,"seconds":60},
 *              {"name":"Refused requests","left":1000,"of":1000,"seconds":600}],
 *    "stoppedForSeconds":0,"blockedForSeconds":0,
 *    "session":"Discord does not tell the bot its gateway …"}
 * </pre>
 */
public final class RateLimitReporter extends BackgroundService {
    public static final String KEY = "gateway:discord:limits";

    private static final Logger log = LoggerFactory.getLogger(RateLimitReporter.class);
    private static final Duration TTL = Duration.ofSeconds(15);
    private static final Duration REPEAT = Duration.ofSeconds(3);

    private final StringRedisTemplate redis;
    private final RateLimiter limiter;
    private final ChannelDirectory directory;
    private final Quotas quotas;
    private final Instance instance;
    private final InstantSource clock;

    /**
     * @param hiddenWebhook null where it is off
     * @param invalidRequests refused requests after which nothing is sent
     */
    public record Quotas(@Nullable Quota hiddenWebhook, Quota invalidRequests) {}

    /**
     * @param active whether this is the one that sends
     * @param session what is wrong with the bot's connecting, in words
     */
    public record Instance(BooleanSupplier active, Supplier<Optional<String>> session) {}

    public RateLimitReporter(
            StringRedisTemplate redis,
            RateLimiter limiter,
            ChannelDirectory directory,
            Quotas quotas,
            Instance instance,
            InstantSource clock) {
        super("discord-limits");
        this.redis = redis;
        this.limiter = limiter;
        this.directory = directory;
        this.quotas = quotas;
        this.instance = instance;
        this.clock = clock;
    }

    @Override
    protected void step() throws InterruptedException {
        if (instance.active().getAsBoolean()) {
            tell();
        }
        Thread.sleep(REPEAT);
    }

    private void tell() {
        try {
            redis.opsForValue().set(KEY, limits().toString(), TTL);
        } catch (RuntimeException e) {
            log.debug("The limits stay untold while Redis is away: {}", e.toString());
        }
    }

    private ObjectNode limits() {
        ObjectNode told = EventJson.mapper().createObjectNode();
        ArrayNode limits = told.putArray("limits");
        Quota hidden = quotas.hiddenWebhook();
        if (hidden != null) {
            limiter.hiddenSends(clock.instant())
                    .forEach((channel, sends) -> add(
                            limits, "Webhook posts to " + named(channel), hidden, hidden.requests() - sends.size()));
        }
        BreakerState breaker = limiter.breaker();
        add(limits, "Refused requests", quotas.invalidRequests(), breaker.threshold() - breaker.invalidRequests());
        told.put("stoppedForSeconds", breaker.open() ? breaker.closesIn().toSeconds() + 1 : 0);
        BlockState block = limiter.block();
        told.put("blockedForSeconds", block.isUp() ? block.nextProbe().toSeconds() + 1 : 0);
        instance.session().get().ifPresent(trouble -> told.put("session", trouble));
        return told;
    }

    private static void add(ArrayNode limits, String name, Quota quota, int left) {
        limits.addObject()
                .put("name", name)
                .put("left", Math.max(0, left))
                .put("of", quota.requests())
                .put("seconds", quota.window().toSeconds());
    }

    /** Webhooks post where announcements go, or where there is no bot everything. */
    private String named(String channelId) {
        return directory.destination(Targets.ANNOUNCEMENTS) instanceof Destination.Channel channel
                        && channel.id().equals(channelId)
                ? "#" + channel.name()
                : "channel " + channelId;
    }
}
