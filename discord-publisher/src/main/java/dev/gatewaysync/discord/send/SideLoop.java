package dev.gatewaysync.discord.send;

import dev.gatewaysync.discord.leader.LeaderLease;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.task.Loop;
import dev.gatewaysync.task.Waiter;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that asks Discord for what no card waits for. It looks each second what there is to do, and begins nothing that it may not ask. */
public final class SideLoop {
    private static final Logger log = LoggerFactory.getLogger(SideLoop.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final LeaderLease lease;
    private final RateLimiter limiter;
    private final BooleanSupplier isTokenGood;
    private final Loop loop;

    /** What is done in one look. */
    public interface Round {
        void run(SideLoop loop) throws InterruptedException;
    }

    /** What is done about one of those that are due. */
    public interface Work<T> {
        void on(T due) throws InterruptedException;
    }

    /**
     * @param name of the thread
     * @param failed what the log calls a round that failed
     */
    SideLoop(
            LeaderLease lease,
            RateLimiter limiter,
            BooleanSupplier isTokenGood,
            Waiter waiter,
            String name,
            String failed,
            Round round) {
        this.lease = lease;
        this.limiter = limiter;
        this.isTokenGood = isTokenGood;
        this.loop = Loop.named(name)
                .stoppedBy(waiter)
                .afterFailure(failure -> failed(failed, failure))
                .running(() -> {
                    round.run(this);
                    return LOOK;
                });
    }

    public void start() {
        loop.start();
    }

    public void wake() {
        loop.wake();
    }

    /** An answer that is under way is waited for. */
    public void stop(Duration patience) {
        loop.stop(patience);
    }

    /** One after the other, as long as this instance leads, its address is not blocked and the token is good. */
    public <T> void each(List<T> due, Work<T> work) throws InterruptedException {
        for (T one : due) {
            if (!lease.isHeld() || limiter.block().isUp() || !isTokenGood.getAsBoolean()) {
                return;
            }
            work.on(one);
        }
    }

    private static Duration failed(String what, Throwable failure) {
        log.warn("{} reason={} next=trying again", what, failure.toString());
        return LOOK;
    }
}
