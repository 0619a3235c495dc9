package dev.gatewaysync.discord.lateedit;

import dev.gatewaysync.discord.leader.LeaderLease;
import dev.gatewaysync.discord.leader.LeaderScoped;
import dev.gatewaysync.discord.outbox.EditTable;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.send.MessageEdits;
import dev.gatewaysync.task.Loop;
import dev.gatewaysync.task.Waiter;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The thread that looks for late edits, while this instance leads. A card waits only for the look at its own message. */
@Component
@LeaderScoped
public final class LateEdits {
    private static final Logger log = LoggerFactory.getLogger(LateEdits.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final EditTable table;
    private final MessageEdits edits;
    private final LateEditLook look;
    private final LeaderLease lease;
    private final RateLimiter limiter;
    private final Loop loop;

    LateEdits(
            EditTable table,
            MessageEdits edits,
            LateEditLook look,
            LeaderLease lease,
            RateLimiter limiter,
            Waiter waiter) {
        this.table = table;
        this.edits = edits;
        this.look = look;
        this.lease = lease;
        this.limiter = limiter;
        this.loop = Loop.named("discord-late-edits")
                .stoppedBy(waiter)
                .afterFailure(LateEdits::failed)
                .running(this::step);
    }

    public void start() {
        loop.start();
    }

    /** An answer that is under way is waited for. */
    public void stop(Duration patience) {
        loop.stop(patience);
    }

    private static Duration failed(Throwable failure) {
        log.warn("late_edits.not_looked_for reason={} next=trying again", failure.toString());
        return LOOK;
    }

    private Duration step() throws InterruptedException {
        for (String messageId : table.due()) {
            if (!lease.isHeld() || limiter.block().isUp()) {
                break;
            }
            edits.whileNobodyEdits(messageId, look);
        }
        return LOOK;
    }
}
