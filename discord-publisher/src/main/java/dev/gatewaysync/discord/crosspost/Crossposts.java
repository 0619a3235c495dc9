package dev.gatewaysync.discord.crosspost;

import dev.gatewaysync.discord.leader.LeaderLease;
import dev.gatewaysync.discord.leader.LeaderScoped;
import dev.gatewaysync.discord.outbox.Crosspost;
import dev.gatewaysync.discord.outbox.CrosspostSetting;
import dev.gatewaysync.discord.outbox.CrosspostTable;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.send.TokenGuard;
import dev.gatewaysync.task.Loop;
import dev.gatewaysync.task.Waiter;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The thread that publishes messages, while this instance leads. No card waits for it. */
@Component
@LeaderScoped
public final class Crossposts {
    private static final Logger log = LoggerFactory.getLogger(Crossposts.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final CrosspostSetting setting;
    private final CrosspostTable table;
    private final CrosspostAttempt attempt;
    private final LeaderLease lease;
    private final RateLimiter limiter;
    private final TokenGuard tokenGuard;
    private final Loop loop;

    Crossposts(
            CrosspostSetting setting,
            CrosspostTable table,
            CrosspostAttempt attempt,
            LeaderLease lease,
            RateLimiter limiter,
            TokenGuard tokenGuard,
            Waiter waiter) {
        this.setting = setting;
        this.table = table;
        this.attempt = attempt;
        this.lease = lease;
        this.limiter = limiter;
        this.tokenGuard = tokenGuard;
        this.loop = Loop.named("discord-crosspost")
                .stoppedBy(waiter)
                .afterFailure(Crossposts::failed)
                .running(this::step);
    }

    public void start() {
        if (setting.isPossible()) {
            loop.start();
        }
    }

    /** What the bot may do has changed. */
    public void resume() {
        if (setting.isPossible()) {
            table.tryNow();
        }
    }

    /** An answer that is under way is waited for. */
    public void stop(Duration patience) {
        loop.stop(patience);
    }

    private static Duration failed(Throwable failure) {
        log.warn("crossposts.not_kept reason={} next=trying again", failure.toString());
        return LOOK;
    }

    private Duration step() throws InterruptedException {
        for (Crosspost crosspost : table.due()) {
            if (!lease.isHeld() || limiter.block().isUp() || !tokenGuard.isOpen()) {
                break;
            }
            attempt.publish(crosspost);
        }
        return LOOK;
    }
}
