package dev.gatewaysync.discord.lane;

import dev.gatewaysync.discord.send.DeliveryTimings;
import dev.gatewaysync.discord.send.SendResult;
import dev.gatewaysync.discord.send.SlowProbe;
import dev.gatewaysync.task.Waiter;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** How long one lane waits after each send before the next. */
final class RetryWait {
    private static final Duration HELD_BACK = Duration.ofMillis(200);

    private final DeliveryTimings timings;
    private final Waiter waiter;
    private final SlowProbe probe;
    private int failures;

    /** @param mayProbe whether one more refused request is far from any limit */
    RetryWait(DeliveryTimings timings, BooleanSupplier mayProbe, Waiter waiter) {
        this.timings = timings;
        this.waiter = waiter;
        this.probe = new SlowProbe(timings, mayProbe, waiter);
    }

    void after(SendResult result) throws InterruptedException {
        switch (result) {
            case SENT, NOT_NEEDED, FAILED -> {
                failures = 0;
                probe.passed();
            }
            case RETRY -> waiter.sleep(afterFailure());
            case IN_DOUBT -> {
                failures++;
                waiter.sleep(timings.doubt());
                if (failures > 1) {
                    waiter.sleep(backoff());
                }
            }
            case PAUSED -> probe.await();
            case HELD_BACK -> waiter.sleep(HELD_BACK);
            case SEND_ALONE, EDIT_TARGET_GONE, TARGET_DEAD -> {}
        }
    }

    /** Of our own, before anything was sent. */
    Duration afterFailure() {
        failures++;
        return backoff();
    }

    /** Ends the wait for a target that refuses access, if there is one. Any thread may say so. */
    void resume() {
        probe.resume();
    }

    private Duration backoff() {
        return timings.backoff().after(failures);
    }
}
