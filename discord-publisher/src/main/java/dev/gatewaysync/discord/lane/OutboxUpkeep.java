package dev.gatewaysync.discord.lane;

import dev.gatewaysync.discord.leader.LeaderScoped;
import dev.gatewaysync.discord.outbox.FailedDeliveries;
import dev.gatewaysync.discord.outbox.HeldDeliveries;
import dev.gatewaysync.discord.send.DeliveryTimings;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Ends what would wait in the outbox for ever: held deliveries whose batch never ends, and what cannot be read. */
@Component
@LeaderScoped
final class OutboxUpkeep {
    private static final Logger log = LoggerFactory.getLogger(OutboxUpkeep.class);

    /** How often it is looked for what waits for a batch that never ends. */
    private static final Duration RELEASE = Duration.ofMinutes(1);

    /** How often it is looked for what was kept back by the clock. */
    private static final Duration DUE = Duration.ofSeconds(1);

    private final HeldDeliveries held;
    private final FailedDeliveries failed;
    private final DeliveryTimings timings;
    private long nextReleaseNanos = System.nanoTime();
    private long nextDueNanos = System.nanoTime();

    OutboxUpkeep(HeldDeliveries held, FailedDeliveries failed, DeliveryTimings timings) {
        this.held = held;
        this.failed = failed;
        this.timings = timings;
    }

    void releaseHeld() {
        if (System.nanoTime() - nextDueNanos >= 0) {
            nextDueNanos = System.nanoTime() + DUE.toNanos();
            int due = held.releaseDue();
            if (due > 0) {
                log.info("delivery.due deliveries={} reason=the time until which they were kept back has come", due);
            }
        }
        if (System.nanoTime() - nextReleaseNanos >= 0) {
            nextReleaseNanos = System.nanoTime() + RELEASE.toNanos();
            int released = held.release(timings.batchPatience());
            if (released > 0) {
                log.warn(
                        "delivery.released deliveries={} reason=the last of their batch did not come, or before them",
                        released);
            }
        }
    }

    /** @return whether there was anything, so that lanes may go on */
    boolean failUnreadable() {
        return failed.moveUnreadableToFailed();
    }
}
