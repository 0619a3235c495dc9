package dev.gatewaysync.discord.lane;

import dev.gatewaysync.cards.channel.Targets;
import dev.gatewaysync.discord.leader.LeaderLease;
import dev.gatewaysync.discord.leader.LeaderScoped;
import dev.gatewaysync.discord.outbox.TargetStatusTable;
import dev.gatewaysync.task.Loop;
import dev.gatewaysync.task.Waiter;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Finds out which channels have something to send, and assigns it to their lanes. */
@Component
@LeaderScoped
public final class LaneScheduler {
    private static final Logger log = LoggerFactory.getLogger(LaneScheduler.class);
    private static final Duration POLL = Duration.ofSeconds(2);
    /** Planning comes in bursts, and each pass reads the whole backlog's index: passes take a fifth of the time at most. */
    private static final int BREATH = 4;

    /** However long a pass has taken. */
    private static final Duration LONGEST_BREATH = Duration.ofMillis(20);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final LaneBacklog backlog;
    private final LeaderLease lease;
    private final OutboxUpkeep upkeep;
    private final TargetStatusTable targets;
    private final ChannelLanes lanes;
    private final Loop loop;

    LaneScheduler(
            LaneBacklog backlog,
            LeaderLease lease,
            OutboxUpkeep upkeep,
            TargetStatusTable targets,
            ChannelLanes lanes,
            Waiter waiter) {
        this.backlog = backlog;
        this.lease = lease;
        this.upkeep = upkeep;
        this.targets = targets;
        this.lanes = lanes;
        this.loop = Loop.named("lanes")
                .stoppedBy(waiter)
                .afterFailure(LaneScheduler::failed)
                .running(this::round);
    }

    public void start() {
        loop.start();
    }

    /** Something new may have been planned. */
    public void wake() {
        loop.wake();
    }

    public void resume(String target) {
        lanes.resume(target);
        wake();
    }

    /** What refuses access is tried now. */
    public void resumeAll() {
        lanes.resumeAll();
        wake();
    }

    /** The {@link Waiter} of the lanes must have been stopped before. */
    public void stop(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        loop.drain(patience);
        lanes.stop(end);
    }

    private Duration round() throws InterruptedException {
        long begun = System.nanoTime();
        pass();
        Duration breath = Duration.ofNanos(System.nanoTime() - begun).multipliedBy(BREATH);
        loop.sleep(breath.compareTo(LONGEST_BREATH) < 0 ? breath : LONGEST_BREATH);
        return POLL;
    }

    private static Duration failed(Throwable failure) {
        log.warn("lanes.failed reason={} next=trying again", failure.toString());
        log.debug("lanes.failed", failure);
        return AFTER_FAILURE;
    }

    private void pass() {
        if (lease.isHeld()) {
            upkeep.releaseHeld();
        }
        Set<String> stopped = targets.stopped();
        stopped.forEach(lanes::leave);
        backlog.waiting().forEach((target, destination) -> {
            if (stopped.contains(target)) {
                return;
            }
            if (!Targets.isStatistics(target) && lease.isHeld()) {
                lanes.assign(target, destination);
            }
        });
        if (lease.isHeld() && upkeep.failUnreadable()) {
            lanes.wakeAll();
        }
    }
}
