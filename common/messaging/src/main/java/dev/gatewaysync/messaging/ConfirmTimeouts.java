package dev.gatewaysync.messaging;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Fails confirms that do not come in time. One look at the oldest now and then, because a timer for each would cost more
 * than the publish itself.
 */
final class ConfirmTimeouts {
    private final Duration timeout;
    private final LongSupplier nanoTime;
    private final Queue<Awaited> oldestFirst = new ConcurrentLinkedQueue<>();
    private volatile long lastConfirm;

    /** @param nanoTime as of {@link System#nanoTime} */
    ConfirmTimeouts(Duration timeout, LongSupplier nanoTime) {
        this.timeout = timeout;
        this.nanoTime = nanoTime;
        this.lastConfirm = nanoTime.getAsLong();
    }

    /** @return whether nobody had waited before, so that whoever looks for the overdue has to begin */
    boolean await(List<OutboundMessage> messages) {
        boolean isFirst = oldestFirst.isEmpty();
        long due = nanoTime.getAsLong() + timeout.toNanos();
        messages.forEach(message -> oldestFirst.add(new Awaited(message.messageId(), message.confirm(), due)));
        return isFirst;
    }

    /** The broker has said of some message what became of it. */
    void confirmed() {
        lastConfirm = nanoTime.getAsLong();
    }

    /**
     * Whether somebody has waited for too long, and nothing at all was confirmed for as long. One message may be late because the
     * broker has much to do, or because one queue has lost its majority, while it stores all others.
     */
    boolean isSilent() {
        return isOverdue() && nanoTime.getAsLong() - lastConfirm >= timeout.toNanos();
    }

    /** Whether somebody has waited for too long, and {@link #failOverdue} would say so. */
    boolean isOverdue() {
        Awaited oldest = oldestFirst.peek();
        while (oldest != null && oldest.confirm.isDone()) {
            // Not the first, whichever that is by now: another thread may have failed all, and a new one have come.
            oldestFirst.remove(oldest);
            oldest = oldestFirst.peek();
        }
        return oldest != null && nanoTime.getAsLong() - oldest.due >= 0;
    }

    /** Until somebody waits, {@link #await} says so; what comes then cannot be overdue before its own time. */
    Duration nextLook(Duration whileSomebodyWaits) {
        return isOverdue() || !oldestFirst.isEmpty() ? whileSomebodyWaits : timeout;
    }

    /** Whether each has been answered for, also what its sender has in hand and has not written yet. */
    boolean areAllSettled() {
        return oldestFirst.stream().allMatch(awaited -> awaited.confirm.isDone());
    }

    void failOverdue() {
        long now = nanoTime.getAsLong();
        for (Awaited oldest = oldestFirst.peek(); oldest != null; oldest = oldestFirst.peek()) {
            // Of almost all the confirm has come, and a failure costs the trace of its stack.
            if (!oldest.confirm.isDone()) {
                if (now - oldest.due < 0) {
                    return;
                }
                oldest.confirm.completeExceptionally(
                        new OutageFailure("The broker did not confirm " + oldest.messageId + " within " + timeout));
            }
            oldestFirst.remove(oldest);
        }
    }

    /** For when none can come any more, wherever its message was on its way. */
    void failAll(OutageFailure why) {
        for (Awaited next = oldestFirst.poll(); next != null; next = oldestFirst.poll()) {
            next.confirm.completeExceptionally(why);
        }
    }

    /** Not the message itself: its body would be kept until the next look, however early it was confirmed. */
    private record Awaited(@Nullable String messageId, CompletableFuture<Void> confirm, long due) {}
}
