package dev.gatewaysync.discord.thread;

import dev.gatewaysync.discord.leader.LeaderLease;
import dev.gatewaysync.discord.leader.LeaderScoped;
import dev.gatewaysync.discord.outbox.MessageThread;
import dev.gatewaysync.discord.outbox.MessageThreadTable;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.send.TokenGuard;
import dev.gatewaysync.task.Loop;
import dev.gatewaysync.task.Waiter;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The loop that opens them, while this instance leads. No card waits for it. */
@Component
@LeaderScoped
public final class MessageThreads {
    private static final Logger log = LoggerFactory.getLogger(MessageThreads.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final MessageThreadTable table;
    private final MessageThreadAttempt attempt;
    private final LeaderLease lease;
    private final RateLimiter limiter;
    private final TokenGuard tokenGuard;
    private final Loop loop;

    MessageThreads(
            MessageThreadTable table,
            MessageThreadAttempt attempt,
            LeaderLease lease,
            RateLimiter limiter,
            TokenGuard tokenGuard,
            Waiter waiter) {
        this.table = table;
        this.attempt = attempt;
        this.lease = lease;
        this.limiter = limiter;
        this.tokenGuard = tokenGuard;
        this.loop = Loop.named("discord-threads")
                .stoppedBy(waiter)
                .afterFailure(MessageThreads::failed)
                .running(this::step);
    }

    public void start() {
        if (table.isUsed()) {
            loop.start();
        }
    }

    /** What the bot may do has changed. */
    public void resume() {
        table.tryNow();
        loop.wake();
    }

    /** An answer that is under way is waited for. */
    public void stop(Duration patience) {
        loop.stop(patience);
    }

    private static Duration failed(Throwable failure) {
        log.warn("message_threads.not_kept reason={} next=trying again", failure.toString());
        return LOOK;
    }

    private Duration step() throws InterruptedException {
        for (MessageThread thread : table.due()) {
            if (!lease.isHeld() || limiter.block().isUp() || !tokenGuard.isOpen()) {
                break;
            }
            attempt.open(thread);
        }
        return LOOK;
    }
}
