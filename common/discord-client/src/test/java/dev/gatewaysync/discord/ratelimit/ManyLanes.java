package dev.gatewaysync.discord.ratelimit;

import dev.gatewaysync.discord.ratelimit.RateLimited.Scope;
import dev.gatewaysync.task.ManualClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * One bot that writes to thousands of channels, in virtual time. A lane sends one message after the other, as a lane of the publisher
 * does; messages share nothing. Discord allows five to a channel in five seconds and 50 a second in all, and refuses one in two
 * thousand for reasons of its own.
 */
final class ManyLanes {
    private static final int GLOBAL = 50;
    private static final int CHANNEL = 5;
    private static final Duration CHANNEL_WINDOW = Duration.ofSeconds(5);
    private static final double PLANTED = 0.0005;
    private static final int LEAST_LATENCY_MILLIS = 20;
    private static final int LATENCY_MILLIS = 100;

    private final ManualClock clock = new ManualClock();
    private final RateLimiter limiter = new RateLimiter(RateLimits.defaults(), clock);
    private final ServerWindow global = new ServerWindow(ServerWindow.Kind.SLIDING_NEXT, GLOBAL, Duration.ofSeconds(1));
    private final List<Lane> lanes = new ArrayList<>();
    private final List<Long> waits = new ArrayList<>();
    private final Load load;
    private final Random random;
    private final long end;
    private long offers;
    private long toldUntil;
    private long stoppedFor;
    private int caused;
    private int planted;
    private int early;
    private int shownInAll;

    /**
     * @param ofGlobal messages offered a second, as a part of what Discord allows in all
     * @param skewed whether one channel gets a third of them
     */
    record Load(int lanes, double ofGlobal, boolean skewed, Duration time) {}

    /**
     * What came of it in the time of the load.
     *
     * @param allowed most messages that Discord would have taken of those that were offered
     * @param caused 429s by a limit that could be known
     * @param planted 429s for reasons of Discord's own
     * @param early requests that did not wait for as long as a 429 had told
     * @param shownInAll messages that were shown
     * @param waits of those, in nanoseconds, ascending, without the channel that gets a third
     * @param shown messages of each lane, ascending, without that channel
     */
    record Outcome(
            long offered,
            double allowed,
            int caused,
            int planted,
            int early,
            int shownInAll,
            List<Long> waits,
            List<Integer> shown,
            int shownInHotChannel) {

        double ofAllowed() {
            return shownInAll / allowed;
        }

        Duration waited(double part) {
            return Duration.ofNanos(waits.get((int) Math.min(waits.size() - 1, Math.floor(part * waits.size()))));
        }

        int worstLane() {
            return shown.getFirst();
        }

        int medianLane() {
            return shown.get(shown.size() / 2);
        }
    }

    private ManyLanes(Load load, ServerWindow.Kind kind, long seed) {
        this.load = load;
        this.random = new Random(seed);
        this.end = load.time().toNanos();
        for (int n = 0; n < load.lanes(); n++) {
            lanes.add(new Lane(
                    Route.bot("POST", "/channels/{channel.id}/messages", "9" + n),
                    new ServerWindow(kind, CHANNEL, CHANNEL_WINDOW)));
        }
    }

    static Outcome run(Load load, ServerWindow.Kind kind, long seed) {
        ManyLanes run = new ManyLanes(load, kind, seed);
        run.offerLater();
        run.clock.tick(load.time());
        return run.outcome();
    }

    private Outcome outcome() {
        waits.sort(null);
        List<Integer> shown = new ArrayList<>(lanes.stream()
                .skip(load.skewed() ? 1 : 0)
                .map(lane -> lane.shown)
                .toList());
        shown.sort(null);
        return new Outcome(
                offers,
                allowed(),
                caused,
                planted,
                early,
                shownInAll,
                waits,
                shown,
                load.skewed() ? lanes.getFirst().shown : 0);
    }

    /** As fast as the windows open, to whoever knows them and has no way to go; a stop that Discord tells counts for nothing. */
    private double allowed() {
        double inAll = GLOBAL + GLOBAL * (end - stoppedFor) / 1e9;
        double inChannels = lanes.stream()
                .mapToDouble(
                        lane -> Math.min(lane.offered, CHANNEL + CHANNEL * (double) end / CHANNEL_WINDOW.toNanos()))
                .sum();
        return Math.min(inAll, inChannels);
    }

    private void offerLater() {
        double perNano = load.ofGlobal() * GLOBAL / 1e9;
        long at = clock.nanoTime() + (long) (-Math.log(1 - random.nextDouble()) / perNano);
        if (at < end) {
            clock.callAt(at, () -> {
                next().offer();
                offerLater();
            });
        }
    }

    private Lane next() {
        long n = offers++;
        if (!load.skewed()) {
            return lanes.get((int) (n % lanes.size()));
        }
        long toOthers = n - n / 3 - 1;
        return n % 3 == 0 ? lanes.getFirst() : lanes.get(1 + (int) (toOthers % (lanes.size() - 1)));
    }

    private long latency() {
        return (LEAST_LATENCY_MILLIS + random.nextInt(LATENCY_MILLIS)) * 500_000L;
    }

    private final class Lane {
        private final Route route;
        private final ServerWindow bucket;
        private final Deque<Long> waiting = new ArrayDeque<>();
        private boolean sending;
        private long notBefore;
        private int offered;
        private int shown;

        Lane(Route route, ServerWindow bucket) {
            this.route = route;
            this.bucket = bucket;
        }

        void offer() {
            offered++;
            waiting.add(clock.nanoTime());
            sendNext();
        }

        private void sendNext() {
            if (!sending && !waiting.isEmpty()) {
                sending = true;
                limiter.request(route).thenAccept(this::send);
            }
        }

        private void send(Permit permit) {
            if (clock.nanoTime() < Math.max(notBefore, toldUntil)) {
                early++;
            }
            after(latency(), () -> arrive(permit));
        }

        private void arrive(Permit permit) {
            long now = clock.nanoTime();
            if (random.nextDouble() < PLANTED) {
                planted++;
                Scope scope = List.of(Scope.USER, Scope.SHARED, Scope.GLOBAL).get(random.nextInt(3));
                refuse(permit, new RateLimited(scope, Duration.ofMillis(300 + random.nextInt(4_700))));
            } else if (!global.accepts(now)) {
                caused++;
                refuse(permit, new RateLimited(Scope.GLOBAL, global.resetAfter(now)));
            } else if (!bucket.accepts(now)) {
                caused++;
                refuse(permit, new RateLimited(Scope.USER, bucket.resetAfter(now)));
            } else {
                shown++;
                shownInAll++;
                long wait = now - waiting.removeFirst();
                if (!load.skewed() || this != lanes.getFirst()) {
                    waits.add(wait);
                }
                ResponseLimits limits =
                        new ResponseLimits("hash", bucket.limit(), bucket.remaining(), bucket.resetAfter(now));
                answer(() -> permit.completed(200, Optional.of(limits)));
            }
        }

        private void refuse(Permit permit, RateLimited told) {
            answer(() -> {
                long until = clock.nanoTime() + told.retryAfter().toNanos();
                if (told.scope() == Scope.GLOBAL) {
                    stoppedFor += Math.max(0, until - Math.max(clock.nanoTime(), toldUntil));
                    toldUntil = Math.max(toldUntil, until);
                } else {
                    notBefore = Math.max(notBefore, until);
                }
                permit.rateLimited(told);
            });
        }

        private void answer(Runnable settle) {
            after(latency(), () -> {
                sending = false;
                settle.run();
                sendNext();
            });
        }

        private void after(long nanos, Runnable task) {
            clock.callAt(clock.nanoTime() + nanos, task);
        }
    }
}
