package dev.gatewaysync.discord.lane;

import dev.gatewaysync.discord.send.DeliveryTimings;
import dev.gatewaysync.discord.send.SendResult;
import dev.gatewaysync.task.Waiter;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long one sender, the bot or a webhook, sends nothing to a channel after a send. It blocks nobody: others may send there
 * meanwhile.
 */
final class RetryWait {
    private final DeliveryTimings timings;
    private final BooleanSupplier mayProbe;
    private final Waiter clock;
    private long readyAt;
    private int failures;
    /** Drawn beforehand, so that a try can say when the next one is. */
    private Duration nextBackoff;

    private int refusals;
    private boolean refused;

    /**
     * @param mayProbe whether one more refused request is far from any limit
     * @param clock whose time is meant; nothing waits by it here
     */
    RetryWait(DeliveryTimings timings, BooleanSupplier mayProbe, Waiter clock) {
        this.timings = timings;
        this.mayProbe = mayProbe;
        this.clock = clock;
        this.readyAt = clock.nanoTime();
        this.nextBackoff = timings.backoff().after(1);
    }

    /** How long {@link #after} will wait; null if it does not, or if that is up to somebody else. */
    synchronized @Nullable Duration next(SendResult result) {
        return switch (result) {
            case RETRY -> nextBackoff;
            case IN_DOUBT -> inDoubt();
            case PAUSED -> timings.permissionProbe(refusals + 1);
            case SENT, NOT_NEEDED, FAILED, DEFERRED, SEND_ALONE, EDIT_TARGET_GONE, TARGET_DEAD -> null;
        };
    }

    /** As {@link DeliveryTimings#untilLook} has it for the looks after one request; then as after any failure, too. */
    private Duration inDoubt() {
        Duration wait = timings.nextLook(Math.min(failures, DeliveryTimings.LOOKS - 1));
        return failures < DeliveryTimings.LOOKS ? wait : wait.plus(nextBackoff);
    }

    synchronized void after(SendResult result) {
        Duration wait = next(result);
        if (wait != null) {
            hold(wait);
        }
        switch (result) {
            case SENT, NOT_NEEDED, FAILED -> {
                failures = 0;
                refusals = 0;
                nextBackoff = timings.backoff().after(1);
            }
            case RETRY, IN_DOUBT -> {
                failures++;
                nextBackoff = timings.backoff().after(failures + 1);
            }
            case PAUSED -> {
                refusals++;
                refused = true;
            }
            case DEFERRED, SEND_ALONE, EDIT_TARGET_GONE, TARGET_DEAD -> {}
        }
    }

    /** Nothing is sent for {@code time} from now. */
    synchronized void hold(Duration time) {
        readyAt = clock.nanoTime() + time.toNanos();
    }

    /**
     * How long it still waits; zero if it may send. A channel that refuses access waits longer while so many requests are
     * refused that the channels that allow access could suffer.
     */
    synchronized Duration remaining() {
        long left = readyAt - clock.nanoTime();
        if (left > 0) {
            return Duration.ofNanos(left);
        }
        if (refused && !mayProbe.getAsBoolean()) {
            hold(timings.permissionProbe());
            return timings.permissionProbe();
        }
        refused = false;
        return Duration.ZERO;
    }

    /** Ends the wait for a channel that refuses access, if there is one; the next refusal counts as the first. */
    synchronized void resume() {
        if (refused) {
            refused = false;
            refusals = 0;
            hold(Duration.ZERO);
        }
    }
}
