package dev.gatewaysync.simulator.limits;

import dev.gatewaysync.simulator.clock.SimulatorClock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Discord's limits with their headers.
 *
 * @see <a href="https://docs.discord.com/developers/topics/rate-limits">Rate limits, in Discord's documentation</a>
 */
public final class RateLimits {

    private static final RouteLimit GLOBAL = RouteLimit.of("global", 50, 1);
    private static final RouteLimit OLD_EDITS = RouteLimit.of("old-edits", 3, 6);
    private static final RouteLimit CROSSPOSTS = RouteLimit.of("crossposts", 10, 3600);
    private static final int OLD_EDITS_CODE = 30046;
    private static final String MESSAGE = "You are being rate limited.";

    private final LimitSettings settings;
    private final SimulatorClock clock;
    private final Map<Key, Counted> windows = new HashMap<>();

    private record Key(String bucket, String what) {}

    /** A window and how many requests it has refused. */
    private static final class Counted {
        private final RouteLimit limit;
        private final Window window;
        private int refused;

        Counted(RouteLimit limit, Window window) {
            this.limit = limit;
            this.window = window;
        }
    }

    public RateLimits(LimitSettings settings, SimulatorClock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** @param caller the bot token, or the address of a request without one */
    public void admitGlobally(String caller) {
        if (!settings.global()) {
            return;
        }
        var take = take(GLOBAL, caller);
        if (!take.granted()) {
            throw new RateLimited(
                    Scope.GLOBAL, seconds(take.untilFreeNanos()), 0, MESSAGE, Map.of("X-RateLimit-Global", "true"));
        }
    }

    /**
     * @param route method and path template: each counts apart
     * @param major the channel, guild or webhook: each counts apart
     * @return the headers for the answer
     */
    public Map<String, String> admit(RouteLimit limit, String route, String major) {
        if (!settings.buckets()) {
            return Map.of();
        }
        var take = take(limit, route + " " + major);
        var headers = headers(limit, take);
        if (!take.granted()) {
            throw new RateLimited(Scope.USER, seconds(take.untilFreeNanos()), 0, MESSAGE, headers);
        }
        return headers;
    }

    public void admitWebhookPost(String channelId) {
        var hidden = settings.hiddenWebhook();
        if (hidden != null) {
            // The channel's limit, whoever used it up, so it is nobody's invalid request.
            admitHidden(Scope.SHARED, hidden, channelId, 0, MESSAGE);
        }
    }

    public void admitOldEdit(String channelId) {
        if (settings.oldEdits()) {
            admitHidden(
                    Scope.USER,
                    OLD_EDITS,
                    channelId,
                    OLD_EDITS_CODE,
                    "Maximum number of edits to messages older than 1 hour reached. Try again later");
        }
    }

    /** Whoever publishes: people count, too. */
    public void admitCrosspost(String channelId) {
        if (settings.buckets()) {
            admitHidden(Scope.USER, CROSSPOSTS, channelId, 0, MESSAGE);
        }
    }

    private void admitHidden(Scope scope, RouteLimit limit, String major, int code, String message) {
        var take = take(limit, major);
        if (!take.granted()) {
            throw new RateLimited(scope, seconds(take.untilFreeNanos()), code, message, Map.of());
        }
    }

    private synchronized Window.Take take(RouteLimit limit, String key) {
        var counted = windows.computeIfAbsent(
                new Key(limit.bucket(), key),
                any -> new Counted(
                        limit,
                        Window.of(
                                settings.mode(),
                                limit.requests(),
                                limit.period().toNanos())));
        var take = counted.window.take(clock.nanos().getAsLong());
        counted.refused += take.granted() ? 0 : 1;
        return take;
    }

    /** What is used of each limit that is used at all, the fullest first. */
    public synchronized List<LimitUse> inUse() {
        long now = clock.nanos().getAsLong();
        var uses = new ArrayList<LimitUse>();
        windows.forEach((key, counted) -> {
            var state = counted.window.state(now);
            if (state.used() > 0) {
                uses.add(new LimitUse(
                        key.bucket(),
                        key.what(),
                        state.used(),
                        counted.limit.requests(),
                        counted.refused,
                        Duration.ofNanos(state.untilFullNanos()).toMillis()));
            }
        });
        uses.sort(Comparator.<LimitUse>comparingDouble(use -> (double) use.used() / use.limit())
                .reversed()
                .thenComparing(LimitUse::what));
        return uses;
    }

    private Map<String, String> headers(RouteLimit limit, Window.Take take) {
        double resetAfter = seconds(take.untilFullNanos());
        double reset = (clock.wall().millis() + Math.round(resetAfter * 1000)) / 1000.0;
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-RateLimit-Limit", Integer.toString(limit.requests()));
        headers.put("X-RateLimit-Remaining", Integer.toString(take.remaining()));
        headers.put("X-RateLimit-Reset", decimal(reset));
        headers.put("X-RateLimit-Reset-After", decimal(resetAfter));
        headers.put("X-RateLimit-Bucket", hash(limit.bucket()));
        return headers;
    }

    /** Rounded up to a millisecond: who waits exactly this long must not come too early. */
    private static double seconds(long nanos) {
        long millis = Duration.ofNanos(nanos + 999_999).toMillis();
        return millis / 1000.0;
    }

    public static String decimal(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    private static String hash(String bucket) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bucket.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
