package dev.gatewaysync.discord.send;

import dev.gatewaysync.task.Waiter;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Waiting for a channel that refuses access: each time twice as long, and longer still while so many requests are refused
 * that the channels that allow access could suffer. No {@link dev.gatewaysync.task.OutageGate}: the message that waits is
 * itself the probe.
 */
public final class SlowProbe {
    private final DeliveryTimings timings;
    private final BooleanSupplier mayProbe;
    private final Waiter waiter;
    private int refusals;

    /** @param mayProbe whether one more refused request is far from any limit */
    public SlowProbe(DeliveryTimings timings, BooleanSupplier mayProbe, Waiter waiter) {
        this.timings = timings;
        this.mayProbe = mayProbe;
        this.waiter = waiter.part();
    }

    /** How long the next {@link #await} waits at least. */
    Duration next() {
        return timings.permissionProbe(refusals + 1);
    }

    /** Ends a wait, if there is one; the next refusal counts as the first. Any thread may say so. */
    public void resume() {
        waiter.wake();
    }

    /** The channel allowed access. */
    public void passed() {
        refusals = 0;
    }

    /** Returns when it is time to try again. */
    public void await() throws InterruptedException {
        Duration wait = next();
        refusals++;
        waiter.forgetWake();
        while (!waiter.isStopped()) {
            if (waiter.await(wait)) {
                refusals = 0;
                return;
            }
            if (mayProbe.getAsBoolean()) {
                return;
            }
            wait = timings.permissionProbe();
        }
    }
}
