package dev.gatewaysync.discord.ratelimit;

import dev.gatewaysync.discord.ratelimit.RateLimited.Scope;
import dev.gatewaysync.task.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Discord and the way to it, in virtual time: requests are queued at once and sent as the limiter permits. */
final class SimulatedDiscord {
    final ManualClock clock = new ManualClock();
    final List<String> avoidable = new ArrayList<>();
    final List<String> early = new ArrayList<>();
    final List<String> arrived = new ArrayList<>();
    long lastArrival;
    long lastAnswer;

    private final RateLimiter limiter;
    private final Random random;
    private final ServerWindow.Kind kind;
    private final long minLatency;
    private final long maxLatency;
    private final Map<String, ServerWindow> buckets = new HashMap<>();
    private final Map<String, ServerWindow> hidden = new HashMap<>();
    private final ServerWindow global = new ServerWindow(ServerWindow.Kind.SLIDING_NEXT, 50, Duration.ofSeconds(1));
    private final Set<ServerWindow> heard = new HashSet<>();
    private final Map<String, Long> notBefore = new HashMap<>();
    private final Map<String, Runnable> onAccepted = new HashMap<>();
    private final boolean hiddenLimit;
    private double randomRefusals;
    private double lostAnswers;

    SimulatedDiscord(RateLimits limits, ServerWindow.Kind kind, Random random, int minMillis, int maxMillis) {
        this.limiter = new RateLimiter(limits, clock);
        this.kind = kind;
        this.random = random;
        this.minLatency = minMillis * 1_000_000L;
        this.maxLatency = maxMillis * 1_000_000L;
        this.hiddenLimit = limits.hiddenWebhook() != null;
    }

    SimulatedDiscord refusingAtRandom(double share) {
        randomRefusals = share;
        return this;
    }

    /** The answers never come back; the requests were counted. Each bucket's limit has been heard once before. */
    SimulatedDiscord losingAnswers(double share) {
        lostAnswers = share;
        return this;
    }

    RateLimiter limiter() {
        return limiter;
    }

    /** Sends, and sends again whenever refused, until accepted. */
    void submit(Route route, String name) {
        limiter.request(route).thenAccept(permit -> send(permit, route, name));
    }

    void submitThen(Route route, String name, Runnable next) {
        onAccepted.put(name, next);
        submit(route, name);
    }

    /** As a lane does: the next is submitted when the one before it has been accepted. */
    void submitInOrder(Route route, Deque<String> names) {
        String name = names.poll();
        if (name != null) {
            limiter.request(route).thenAccept(permit -> send(permit, route, name));
            onAccepted.put(name, () -> submitInOrder(route, names));
        }
    }

    private void send(Permit permit, Route route, String name) {
        long now = clock.nanoTime();
        for (String scope : List.of("all", credentialKey(route), bucketKey(route))) {
            if (now < notBefore.getOrDefault(scope, 0L)) {
                early.add(name + " at " + now + " in " + scope);
            }
        }
        long latency = minLatency + (long) (random.nextDouble() * (maxLatency - minLatency));
        long there = (long) (latency * random.nextDouble());
        clock.callAt(now + there, () -> arrive(permit, route, name, latency - there));
    }

    private void arrive(Permit permit, Route route, String name, long back) {
        long now = clock.nanoTime();
        if (random.nextDouble() < randomRefusals) {
            Scope scope = Scope.values()[random.nextInt(4)];
            refuse(permit, route, name, new RateLimited(scope, Duration.ofMillis(300 + random.nextInt(59_700))), back);
            return;
        }
        if (route.credential() == Credential.BOT && !global.accepts(now)) {
            avoidable.add(name + " global at " + now);
            refuse(permit, route, name, new RateLimited(Scope.GLOBAL, global.resetAfter(now)), back);
            return;
        }
        ServerWindow bucket =
                buckets.computeIfAbsent(bucketKey(route), key -> new ServerWindow(kind, 5, Duration.ofSeconds(2)));
        if (!bucket.accepts(now)) {
            avoidable.add(name + " bucket at " + now);
            refuse(permit, route, name, new RateLimited(Scope.USER, bucket.resetAfter(now)), back);
            return;
        }
        if (hiddenLimit && route.webhookChannel() != null) {
            ServerWindow window = hidden.computeIfAbsent(
                    route.webhookChannel(),
                    key -> new ServerWindow(ServerWindow.Kind.SLIDING_NEXT, 30, Duration.ofSeconds(60)));
            if (!window.accepts(now)) {
                avoidable.add(name + " hidden at " + now);
                refuse(permit, route, name, new RateLimited(Scope.SHARED, window.resetAfter(now)), back);
                return;
            }
        }
        accept(permit, name, bucket, now, back);
    }

    private void accept(Permit permit, String name, ServerWindow bucket, long now, long back) {
        arrived.add(name);
        lastArrival = now;
        ResponseLimits limits = new ResponseLimits("hash", bucket.limit(), bucket.remaining(), bucket.resetAfter(now));
        clock.callAt(now + back, () -> {
            lastAnswer = clock.nanoTime();
            if (!heard.add(bucket) && random.nextDouble() < lostAnswers) {
                permit.failed();
            } else {
                permit.completed(200, Optional.of(limits));
            }
            onAccepted.getOrDefault(name, () -> {}).run();
        });
    }

    private void refuse(Permit permit, Route route, String name, RateLimited told, long back) {
        clock.callAt(clock.nanoTime() + back, () -> {
            String scope = switch (told.scope()) {
                case USER, SHARED -> bucketKey(route);
                case GLOBAL -> credentialKey(route);
                case BLOCKED -> "all";
            };
            notBefore.merge(scope, clock.nanoTime() + told.retryAfter().toNanos(), Math::max);
            permit.rateLimited(told);
            submit(route, name);
        });
    }

    private static String credentialKey(Route route) {
        return route.credential().name();
    }

    private static String bucketKey(Route route) {
        return route.bucketKey().toString();
    }
}
