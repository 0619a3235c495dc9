package dev.gatewaysync.discord.lane;

import dev.gatewaysync.discord.leader.Pause;
import dev.gatewaysync.discord.send.DeliveryTimings;
import dev.gatewaysync.discord.send.SendResult;
import dev.gatewaysync.discord.send.SlowProbe;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** How long one lane waits after each send before the next. */
final class RetryWait {
    private static final Duration HELD_BACK = Duration.ofMillis(200);

    private final DeliveryTimings timings;
    private final Pause pause;
    private final SlowProbe probe;
    private int failures;

    /** @param mayProbe whether one more refused request is far from any limit */
    RetryWait(DeliveryTimings timings, BooleanSupplier mayProbe, Pause pause) {
        this.timings = timings;
        this.pause = pause;
        this.probe = new SlowProbe(timings, mayProbe, pause);
    }

    void after(SendResult result) throws InterruptedException {
        switch (result) {
            case SENT, NOT_NEEDED, FAILED -> {
                failures = 0;
                probe.passed();
            }
            case RETRY -> afterFailure();
            case IN_DOUBT -> {
                failures++;
                pause.sleep(timings.doubt());
                if (failures > 1) {
                    backOff();
                }
            }
            case PAUSED -> probe.await();
            case HELD_BACK -> pause.sleep(HELD_BACK);
            case SEND_ALONE, EDIT_TARGET_GONE, TARGET_DEAD -> {}
        }
    }

    /** Of our own, before anything was sent. */
    void afterFailure() throws InterruptedException {
        failures++;
        backOff();
    }

    /** Ends the wait for a target that refuses access, if there is one. Any thread may say so. */
    void resume() {
        probe.resume();
    }

    private void backOff() throws InterruptedException {
        pause.sleep(timings.backoff().after(failures));
    }
}
