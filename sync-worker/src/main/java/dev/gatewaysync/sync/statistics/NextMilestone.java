package dev.gatewaysync.sync.statistics;

/** The number of resources that is announced next. */
public final class NextMilestone {
    private NextMilestone() {}

    public static long after(long resources) {
        return (resources / Milestones.STEP + 1) * Milestones.STEP;
    }
}
