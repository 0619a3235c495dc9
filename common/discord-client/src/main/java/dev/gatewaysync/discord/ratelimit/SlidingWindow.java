package dev.gatewaysync.discord.ratelimit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * At most so many requests in any span of the window, as Discord counts them: on arrival.
 *
 * <p>We do not see arrivals. A request arrives between its sending and its answer, so it occupies its place from the
 * sending until the later of sending + window + {@code jitter} and answer + window: the second alone is exact for any
 * latency, the first keeps bursts apart when answers come at once.
 */
final class SlidingWindow {
    static final long NEVER = Long.MAX_VALUE;

    /** Discord's clocks and ours do not tick alike; answers are timed to the millisecond. */
    private static final long RESOLUTION = 5_000_000;

    private final int limit;
    private final long window;
    private final long jitter;
    /** When each answered request leaves, in nanoseconds, ascending. */
    private final List<Long> leaving = new ArrayList<>();

    private int inFlight;

    SlidingWindow(Quota quota, long jitterNanos) {
        this.limit = quota.requests();
        this.window = quota.window().toNanos();
        this.jitter = jitterNanos;
    }

    /** The first time at which one more fits; {@link #NEVER} when only an answer can make room. */
    long permittedAt(long now) {
        forgetUntil(now);
        int mustLeave = leaving.size() + inFlight - limit;
        if (mustLeave < 0) {
            return now;
        }
        return mustLeave < leaving.size() ? leaving.get(mustLeave) : NEVER;
    }

    void sent() {
        inFlight++;
    }

    void answered(long sentAt, long now) {
        inFlight--;
        count(Math.max(sentAt + window + jitter, now + window + RESOLUTION));
    }

    void unused() {
        inFlight--;
    }

    /** Counts something that happened at {@code time}, without having been sent through here. */
    void happened(long time) {
        count(time + window + RESOLUTION);
    }

    /** What happened at these times by another's count, where that is the higher one: it then has ours, too. */
    void restore(List<Long> times) {
        if (times.size() > leaving.size()) {
            leaving.clear();
            times.forEach(this::happened);
        }
    }

    int counted(long now) {
        forgetUntil(now);
        return leaving.size() + inFlight;
    }

    /** Times of everything still counted, in nanoseconds; what is in flight counts as of now. */
    List<Long> times(long now) {
        forgetUntil(now);
        List<Long> times = new ArrayList<>();
        leaving.forEach(leaves -> times.add(Math.min(now, leaves - window)));
        times.addAll(Collections.nCopies(inFlight, now));
        return times;
    }

    private void count(long leaves) {
        int found = Collections.binarySearch(leaving, leaves);
        leaving.add(found < 0 ? -found - 1 : found, leaves);
    }

    private void forgetUntil(long now) {
        int gone = 0;
        while (gone < leaving.size() && leaving.get(gone) <= now) {
            gone++;
        }
        leaving.subList(0, gone).clear();
    }
}
