package dev.gatewaysync.discord.lane;

import dev.gatewaysync.discord.channel.Targets;
import dev.gatewaysync.discord.leader.LeaderLease;
import dev.gatewaysync.discord.leader.LeaderScoped;
import dev.gatewaysync.discord.leader.Pause;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Finds out which channels have something to send, and assigns it to their lanes. */
@Component
@LeaderScoped
public final class LaneScheduler {
    private static final Logger log = LoggerFactory.getLogger(LaneScheduler.class);
    private static final Duration POLL = Duration.ofSeconds(2);
    /** Planning comes in bursts; each pass reads the whole backlog's index. */
    private static final Duration BREATH = Duration.ofMillis(20);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final LaneBacklog backlog;
    private final LeaderLease lease;
    private final OutboxUpkeep upkeep;
    private final ChannelLanes lanes;
    private final Pause pause;
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread = Thread.ofVirtual().name("lanes").unstarted(this::run);

    LaneScheduler(LaneBacklog backlog, LeaderLease lease, OutboxUpkeep upkeep, ChannelLanes lanes, Pause pause) {
        this.backlog = backlog;
        this.lease = lease;
        this.upkeep = upkeep;
        this.lanes = lanes;
        this.pause = pause;
    }

    public void start() {
        thread.start();
    }

    /** Something new may have been planned. */
    public void wake() {
        wake.release();
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

    /** The {@link Pause} must have been stopped before. */
    public void stop(Duration patience) throws InterruptedException {
        wake();
        long end = System.nanoTime() + patience.toNanos();
        thread.join(patience);
        lanes.stop(end);
    }

    private void run() {
        try {
            while (!pause.isStopped()) {
                passSafely();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void passSafely() throws InterruptedException {
        try {
            pass();
            pause.sleep(BREATH);
            if (wake.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                wake.drainPermits();
            }
        } catch (RuntimeException | Error e) {
            log.warn("lanes.failed reason={} next=trying again", e.toString());
            log.debug("lanes.failed", e);
            pause.sleep(AFTER_FAILURE);
        }
    }

    private void pass() {
        if (lease.isHeld()) {
            upkeep.releaseHeld();
        }
        backlog.waiting().forEach((target, destination) -> {
            if (!Targets.isStatistics(target) && lease.isHeld()) {
                lanes.assign(target, destination);
            }
        });
        if (lease.isHeld() && upkeep.failUnreadable()) {
            lanes.wakeAll();
        }
    }
}
