package dev.gatewaysync.discord.ratelimit;

import java.time.Duration;

/**
 * The block that the network in front of Discord puts on an address. It names no end and each request lengthens it, so one
 * request at a time asks whether it is over: after {@link #FIRST_WAIT}, then after twice as long as before, up to
 * {@link #LONGEST_WAIT}. Whatever is sent during the block is such a probe; an answer to it that is no block ends the block. No
 * {@link dev.gatewaysync.task.OutageGate}: a probe beside the requests would lengthen the block.
 *
 * @see <a href="https://github.com/discord/discord-api-docs/issues/5810">A block is no rate limit and names no time</a>
 */
final class AddressBlock {
    static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int DOUBLINGS = 6;

    private int refusals;
    private long nextProbe;
    private long began;
    private boolean probing;

    boolean isUp() {
        return refusals > 0;
    }

    long permittedAt(long now) {
        if (!isUp()) {
            return now;
        }
        return probing ? SlidingWindow.NEVER : nextProbe;
    }

    void sent() {
        probing = isUp();
    }

    /** @param told how long the answer says to wait; it counts where it is longer than our own wait */
    void refused(long sentAt, Duration told, long now) {
        if (isUp() && sentAt < began) {
            // Sent before we knew: it tells nothing new, and another request is the probe.
            nextProbe = Math.max(nextProbe, now + told.toNanos());
            return;
        }
        if (!isUp()) {
            began = now;
        }
        probing = false;
        refusals = Math.min(refusals + 1, DOUBLINGS + 1);
        Duration own = FIRST_WAIT.multipliedBy(1L << (refusals - 1));
        Duration wait = own.compareTo(LONGEST_WAIT) < 0 ? own : LONGEST_WAIT;
        nextProbe = now + Math.max(wait.toNanos(), told.toNanos());
    }

    /** An answer that is no block. */
    void passed(long sentAt) {
        if (isUp() && sentAt >= began) {
            refusals = 0;
            probing = false;
        }
    }

    /** No answer: nobody knows, so the next request asks in its place, not before the first wait. */
    void unanswered(long sentAt, long now) {
        if (isUp() && sentAt >= began) {
            probing = false;
            nextProbe = Math.max(nextProbe, now + FIRST_WAIT.toNanos());
        }
    }

    /** The probe reached nobody, or was not sent. */
    void unused(long sentAt) {
        if (sentAt >= began) {
            probing = false;
        }
    }

    BlockState state(long now) {
        return isUp() ? new BlockState(refusals, Duration.ofNanos(Math.max(0, nextProbe - now))) : BlockState.NONE;
    }

    void restore(BlockState state, long now) {
        if (state.isUp()) {
            refusals = Math.min(state.refusals(), DOUBLINGS + 1);
            began = now;
            probing = false;
            Duration wait = state.nextProbe().compareTo(LONGEST_WAIT) < 0 ? state.nextProbe() : LONGEST_WAIT;
            nextProbe = now + wait.toNanos();
        }
    }
}
