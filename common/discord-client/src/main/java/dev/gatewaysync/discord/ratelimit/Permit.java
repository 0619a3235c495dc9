package dev.gatewaysync.discord.ratelimit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Leave to send one request now. Say exactly once what came of it; whatever is said after the first time is ignored,
 * and closing an unsettled permit says {@link #failed()}: an unsettled permit would hold its bucket for ever.
 */
public final class Permit implements AutoCloseable {
    private final RateLimiter limiter;
    private final Route route;
    private final WaitQueues.Line line;
    private final BucketUse use;
    private final Duration waited;
    private final AtomicBoolean settled = new AtomicBoolean();

    Permit(RateLimiter limiter, Route route, WaitQueues.Line line, BucketUse use, Duration waited) {
        this.limiter = limiter;
        this.route = route;
        this.line = line;
        this.use = use;
        this.waited = waited;
    }

    /** Time between asking and permission. */
    public Duration waited() {
        return waited;
    }

    /** An answer came, other than one that told us to wait. {@code status} is its HTTP status. */
    public void completed(int status, Optional<ResponseLimits> limits) {
        settle(() -> limiter.completed(this, status, limits));
    }

    /** Discord told us to wait; the next {@link RateLimiter#acquire} of what has to wait does. */
    public void rateLimited(RateLimited rateLimited) {
        settle(() -> limiter.rateLimited(this, rateLimited));
    }

    /** No answer, or none that says whether it counted: it is taken to have counted. */
    public void failed() {
        settle(() -> limiter.failed(this));
    }

    /** Nothing reached Discord: it counts nowhere. */
    public void unused() {
        settle(() -> limiter.unused(this));
    }

    @Override
    public void close() {
        failed();
    }

    Route route() {
        return route;
    }

    WaitQueues.Line line() {
        return line;
    }

    BucketUse use() {
        return use;
    }

    private void settle(Runnable settlement) {
        if (settled.compareAndSet(false, true)) {
            settlement.run();
        }
    }
}
