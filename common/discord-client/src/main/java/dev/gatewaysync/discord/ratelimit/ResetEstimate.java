package dev.gatewaysync.discord.ratelimit;

/**
 * When a bucket resets, as an interval of our clock: Discord wrote {@code Reset-After} somewhere between our sending
 * and our reading of the answer.
 */
record ResetEstimate(long earliest, long latest) {
    /** The header has three decimals, and may have been cut. */
    private static final long ROUNDING = 1_000_000;

    static final ResetEstimate UNKNOWN = new ResetEstimate(0, 0);

    static ResetEstimate of(long sentAt, long answeredAt, long resetAfter) {
        return new ResetEstimate(sentAt + resetAfter, answeredAt + resetAfter + ROUNDING);
    }

    boolean isBefore(ResetEstimate other) {
        return latest < other.earliest;
    }

    /** Two estimates of the same reset: it lies in both. */
    ResetEstimate and(ResetEstimate other) {
        return new ResetEstimate(Math.max(earliest, other.earliest), Math.min(latest, other.latest));
    }
}
