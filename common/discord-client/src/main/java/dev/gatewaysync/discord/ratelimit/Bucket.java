package dev.gatewaysync.discord.ratelimit;

import static dev.gatewaysync.discord.ratelimit.SlidingWindow.NEVER;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is known of one bucket. Until an answer has told, and again after each reset, one request goes alone: whether
 * the window is fixed or sliding, that one is safe after the whole {@code Reset-After}, more may not be.
 *
 * <p>Discord does not say what {@code Reset-After} means for a sliding window. Where it names the time at which the
 * window is empty, waiting for it would leave places unused; {@link #slides} is set once that is proved, and then a
 * place is used again as soon as our own request has left it.
 */
final class Bucket {
    /** Covers the header's rounding to a millisecond. More would cost pace on each window, so it only grows on cause. */
    private static final long FIRST_MARGIN = 5_000_000;

    private static final long SECOND_MARGIN = 50_000_000;
    private static final long LAST_MARGIN = 400_000_000;

    /**
     * Between requests of which none was answered with limits: five in five seconds, as Discord allows for messages to a channel.
     * A slower limit is found out by its 429.
     */
    private static final long COLD_PAUSE = 1_000_000_000;

    private final Deque<Long> answers = new ArrayDeque<>();
    private String hash = "";
    private int limit;
    private int remaining;
    private long window;
    private ResetEstimate reset = ResetEstimate.UNKNOWN;
    private long blockedUntil;
    private long opensAt;
    private boolean slides;
    private long margin = FIRST_MARGIN;

    private int inFlight;
    private long usedAt;
    /** Least that an answer left over, and answers that did not say, since last nothing was in flight. */
    private int lowest;

    private int unreported;
    private long sends;
    /** Number of the last send that was answered with headers and had the bucket to itself. */
    private long lastAlone = -1;

    /** The first time at which one more may go; {@link SlidingWindow#NEVER} when only an answer can tell. */
    long permittedAt(long now) {
        if (blockedUntil > now) {
            return blockedUntil;
        }
        if (remaining > inFlight) {
            return now;
        }
        return inFlight > 0 ? NEVER : Math.max(now, opensAt);
    }

    /** Whether nothing that is known of it holds anybody back, nor has been of use for {@code idle} nanoseconds. */
    boolean isForgettable(long now, long idle) {
        return inFlight == 0 && blockedUntil <= now && opensAt <= now && now - usedAt >= idle;
    }

    BucketUse sent(long now) {
        usedAt = now;
        if (inFlight == 0) {
            lowest = Integer.MAX_VALUE;
            unreported = 0;
        }
        inFlight++;
        return new BucketUse(now, ++sends, inFlight == 1);
    }

    void answered(BucketUse use, ResponseLimits limits, long now) {
        inFlight--;
        if (!limits.hash().equals(hash)) {
            forget(limits.hash());
        }
        limit = limits.limit();
        window = Math.max(window, limits.resetAfter().toNanos());
        record(now);
        boolean alone = use.startedAlone() && sends == use.number();
        if (limits.remaining() <= lowest) {
            lowest = limits.remaining();
            estimateReset(use, limits, alone, now);
        }
        remaining = Math.min(used(), limits.remaining());
        recountWhenAllAnswered();
        lastAlone = alone ? use.number() : -1;
        opensAt = reset.latest() + margin;
        if (slides && answers.size() == limit) {
            opensAt = Math.min(opensAt, answers.getFirst() + window + margin);
        }
    }

    /** The answer said nothing of limits: whether it counted is unknown, so it did, as late as now. */
    void untold(long now) {
        inFlight--;
        unreported++;
        remaining = used();
        recountWhenAllAnswered();
        record(now);
        lastAlone = -1;
        if (remaining == 0 && window > 0) {
            opensAt = Math.max(opensAt, now + window + margin);
        }
    }

    /** No answer came, or one that says nothing because something is wrong: limits may be there all the same. */
    void uncertain(long now) {
        untold(now);
        if (remaining == 0 && window == 0) {
            opensAt = Math.max(opensAt, now + COLD_PAUSE);
        }
    }

    void unused() {
        inFlight--;
        recountWhenAllAnswered();
        lastAlone = -1;
    }

    void rateLimited(Duration retryAfter, boolean ours, long now) {
        inFlight--;
        remaining = 0;
        lowest = 0;
        lastAlone = -1;
        if (ours) {
            slides = false;
            learnMargin(retryAfter);
        }
        hold(retryAfter, now);
    }

    /** Nothing is sent for so long, whatever else is known. */
    void hold(Duration wait, long now) {
        blockedUntil = Math.max(blockedUntil, now + wait.toNanos() + SECOND_MARGIN);
        opensAt = Math.max(opensAt, blockedUntil);
    }

    /** A short wait means that we came too early; a long one, or one from a cold bucket, has another cause. */
    private void learnMargin(Duration retryAfter) {
        if (limit > 0 && retryAfter.toNanos() <= LAST_MARGIN) {
            margin = margin < SECOND_MARGIN ? SECOND_MARGIN : Math.min(2 * margin, LAST_MARGIN);
        }
    }

    private int used() {
        return Math.max(0, remaining - 1);
    }

    /**
     * Answers that overlap may come out of order, but the last request to arrive was told no less than the lowest.
     */
    private void recountWhenAllAnswered() {
        if (inFlight == 0 && lowest != Integer.MAX_VALUE) {
            remaining = Math.max(0, lowest - unreported);
        }
    }

    private void estimateReset(BucketUse use, ResponseLimits limits, boolean alone, long now) {
        ResetEstimate told =
                ResetEstimate.of(use.sentAt(), now, limits.resetAfter().toNanos());
        // One fewer than the neighbour before it, within its window: nothing has reset or left between the two.
        boolean sameWindow =
                alone && lastAlone == use.number() - 1 && limits.remaining() == remaining - 1 && now < reset.earliest();
        if (sameWindow && reset.isBefore(told)) {
            slides = true;
        }
        boolean sameReset = sameWindow && !reset.isBefore(told) && !told.isBefore(reset);
        reset = sameReset ? reset.and(told) : told;
    }

    private void record(long now) {
        answers.addLast(now);
        while (answers.size() > Math.max(1, limit)) {
            answers.removeFirst();
        }
    }

    private void forget(String newHash) {
        hash = newHash;
        answers.clear();
        remaining = 0;
        window = 0;
        reset = ResetEstimate.UNKNOWN;
        slides = false;
        lastAlone = -1;
    }
}
