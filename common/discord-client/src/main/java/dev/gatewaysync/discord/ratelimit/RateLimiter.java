package dev.gatewaysync.discord.ratelimit;

import dev.gatewaysync.task.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Decides when each request to Discord may be sent, so that Discord never has to answer 429 for something that could
 * have been known.
 *
 * <p>Guarantees: requests of one bucket (method, route, top-level resource) get their permits in the order asked for;
 * a bucket that waits delays no other; nothing is permitted before every limit that applies allows it. Does not
 * guarantee an order between requests in flight at once, and a request that was refused asks again at the end of the
 * line: who needs an order keeps one request in flight. What answers' headers say of buckets is not kept over a restart; the
 * sends that the hidden webhook limit counts ({@link #hiddenSends}, {@link #restoreHiddenSends}), a block, waits that
 * Discord imposed ({@link #restoreWait}) and what it refused ({@link #restoreInvalidRequests}) can be.
 *
 * <p>Safe for use by any number of threads; {@link #acquire} is meant for virtual ones.
 *
 * @see <a href="https://discord.com/developers/docs/topics/rate-limits">Rate limits</a>
 */
public final class RateLimiter {
    /** Every thread of a forum has buckets of its own; what is known of one is of no use after its longest window. */
    private static final long UNUSED = Duration.ofMinutes(10).toNanos();

    private static final long FORGET_EVERY = Duration.ofMinutes(1).toNanos();

    private final MonotonicClock clock;
    private final GlobalLimits globalLimits;
    private final WaitQueues lines;
    private final ReentrantLock lock = new ReentrantLock();
    private long nextCall = SlidingWindow.NEVER;
    private long forgetAt;

    public RateLimiter(RateLimits limits, MonotonicClock clock) {
        this.globalLimits = new GlobalLimits(limits);
        this.lines = new WaitQueues(globalLimits);
        this.clock = clock;
        this.forgetAt = clock.nanoTime() + FORGET_EVERY;
    }

    /** Waits for its turn and for every limit. An interrupt gives the place in the line up. */
    public Permit acquire(Route route) throws InterruptedException {
        CompletableFuture<Permit> request = request(route);
        try {
            return request.get();
        } catch (InterruptedException interrupted) {
            if (request.cancel(false)) {
                update(now -> lines.givenUp(route, now));
            } else {
                request.join().unused();
            }
            throw interrupted;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("A request for a permit failed", impossible);
        }
    }

    /**
     * Takes a place in the line without waiting; the future completes with permission, in a thread that must not be
     * held up. Cancelling it gives the place up.
     */
    public CompletableFuture<Permit> request(Route route) {
        CompletableFuture<Permit> permit = new CompletableFuture<>();
        update(now -> lines.add(new WaitingRequest(route, now, permit), now));
        return permit;
    }

    /**
     * How long a request of this route would wait if it were first in its line: zero when it may go now, empty when
     * that depends on an answer that is still out.
     */
    public Optional<Duration> nextPermit(Route route) {
        lock.lock();
        try {
            long now = clock.nanoTime();
            long at = lines.permittedAt(route, now);
            return at == SlidingWindow.NEVER ? Optional.empty() : Optional.of(Duration.ofNanos(Math.max(0, at - now)));
        } finally {
            lock.unlock();
        }
    }

    public BreakerState breaker() {
        lock.lock();
        try {
            return globalLimits.breaker(clock.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    /** Whether the network in front of Discord blocks this address; then one request at a time asks whether it is over. */
    public BlockState block() {
        lock.lock();
        try {
            return globalLimits.blockState(clock.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    /** Takes over a block that {@link #block} told before a restart. */
    public void restoreBlock(BlockState state) {
        update(now -> globalLimits.restoreBlock(state, now));
    }

    /** Channel → times in milliseconds since the epoch of the sends that the hidden webhook limit still counts. */
    public Map<String, List<Long>> hiddenSends(Instant wallTime) {
        lock.lock();
        try {
            return globalLimits.hiddenSends(clock.nanoTime(), wallTime);
        } finally {
            lock.unlock();
        }
    }

    /** Takes over what {@link #hiddenSends} gave before a restart; times in the future count as of now. */
    public void restoreHiddenSends(Map<String, List<Long>> sends, Instant wallTime) {
        update(now -> globalLimits.restoreHiddenSends(sends, now, wallTime));
    }

    /**
     * Takes over what is left of a wait that another limiter was told, before a restart or in another process, for a request of
     * this route. A block is {@link #restoreBlock}'s.
     */
    public void restoreWait(Route route, RateLimited left) {
        update(now -> {
            switch (left.scope()) {
                case USER, SHARED -> lines.hold(route, left.retryAfter(), now);
                case GLOBAL -> globalLimits.stop(route.credential(), left.retryAfter(), now);
                case BLOCKED -> throw new IllegalArgumentException("A block names no time: " + left);
            }
        });
    }

    /** Takes over how long ago each of the requests was that Discord refused another limiter of this address. */
    public void restoreInvalidRequests(List<Duration> ages) {
        update(now -> globalLimits.restoreInvalidRequests(ages, now));
    }

    void completed(Permit permit, int status, Optional<ResponseLimits> limits) {
        settle(permit, now -> {
            Bucket bucket = permit.line().bucket();
            if (limits.isPresent()) {
                bucket.answered(permit.use(), limits.get(), now);
            } else if (status >= 500) {
                bucket.uncertain(now);
            } else {
                bucket.untold(now);
            }
            globalLimits.answered(permit.route(), permit.use().sentAt(), now);
            if (status >= 500) {
                // It may be the network in front of Discord that says so.
                globalLimits.unanswered(permit.use().sentAt(), now);
            } else {
                globalLimits.reached(permit.use().sentAt());
            }
            if (status == 401 || status == 403) {
                globalLimits.invalidRequest(now);
            }
        });
    }

    void rateLimited(Permit permit, RateLimited told) {
        settle(permit, now -> {
            Bucket bucket = permit.line().bucket();
            switch (told.scope()) {
                case USER, SHARED -> bucket.rateLimited(told.retryAfter(), told.scope() == RateLimited.Scope.USER, now);
                case GLOBAL -> {
                    bucket.uncertain(now);
                    globalLimits.stop(permit.route().credential(), told.retryAfter(), now);
                }
                case BLOCKED -> {
                    bucket.uncertain(now);
                    globalLimits.blocked(permit.use().sentAt(), told.retryAfter(), now);
                }
            }
            if (told.scope() != RateLimited.Scope.BLOCKED) {
                globalLimits.reached(permit.use().sentAt());
            }
            globalLimits.answered(permit.route(), permit.use().sentAt(), now);
            if (told.scope() != RateLimited.Scope.SHARED) {
                globalLimits.invalidRequest(now);
            }
        });
    }

    void failed(Permit permit) {
        settle(permit, now -> {
            permit.line().bucket().uncertain(now);
            globalLimits.answered(permit.route(), permit.use().sentAt(), now);
            globalLimits.unanswered(permit.use().sentAt(), now);
        });
    }

    void unused(Permit permit) {
        settle(permit, now -> {
            permit.line().bucket().unused();
            globalLimits.unused(permit.route(), permit.use().sentAt());
        });
    }

    private void settle(Permit permit, Consumer<Long> change) {
        update(now -> {
            change.accept(now);
            lines.changed(permit.line(), permit.route(), now);
        });
    }

    /** Changes what is known, then lets go whatever may go now. Permits are handed out after the lock is free. */
    private void update(Consumer<Long> change) {
        List<Runnable> granted = new ArrayList<>();
        lock.lock();
        try {
            long now = clock.nanoTime();
            change.accept(now);
            forgetUnused(now);
            callAt(grant(now, granted), now);
        } finally {
            lock.unlock();
        }
        granted.forEach(Runnable::run);
    }

    private void forgetUnused(long now) {
        if (now - forgetAt >= 0) {
            forgetAt = now + FORGET_EVERY;
            lines.forgetUnused(now, UNUSED);
            globalLimits.forgetUnused(now);
        }
    }

    /** How many buckets and windows it holds in memory. */
    int remembered() {
        lock.lock();
        try {
            return lines.remembered() + globalLimits.remembered();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when to look again. */
    private long grant(long now, List<Runnable> granted) {
        return lines.offer(now, (line, request) -> {
            BucketUse use = line.bucket().sent(now);
            globalLimits.sent(request.route());
            Permit permit = new Permit(this, request.route(), line, use, Duration.ofNanos(now - request.askedAt()));
            granted.add(() -> {
                if (!request.permit().complete(permit)) {
                    permit.unused();
                }
            });
        });
    }

    private void callAt(long at, long now) {
        if (nextCall <= now) {
            nextCall = SlidingWindow.NEVER;
        }
        if (at < nextCall) {
            nextCall = at;
            clock.callAt(at, () -> update(time -> {}));
        }
    }
}
