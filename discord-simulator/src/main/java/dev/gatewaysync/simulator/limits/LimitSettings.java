package dev.gatewaysync.simulator.limits;

/**
 * Which limits are in force.
 *
 * @param buckets the limits of the single routes
 * @param global 50 requests a second, per bot token, and per address for requests without one
 * @param hiddenWebhook 30 posts in 60 s per channel over all its webhooks, announced by no header
 * @param oldEdits 3 edits in 6 s per channel of messages older than one hour
 */
public record LimitSettings(boolean buckets, boolean global, boolean hiddenWebhook, boolean oldEdits, WindowMode mode) {

    public static LimitSettings all(WindowMode mode) {
        return new LimitSettings(true, true, true, true, mode);
    }

    public static LimitSettings none() {
        return new LimitSettings(false, false, false, false, WindowMode.FIXED);
    }

    public LimitSettings withBuckets(boolean on) {
        return new LimitSettings(on, global, hiddenWebhook, oldEdits, mode);
    }

    public LimitSettings withGlobal(boolean on) {
        return new LimitSettings(buckets, on, hiddenWebhook, oldEdits, mode);
    }

    public LimitSettings withHiddenWebhook(boolean on) {
        return new LimitSettings(buckets, global, on, oldEdits, mode);
    }

    public LimitSettings withOldEdits(boolean on) {
        return new LimitSettings(buckets, global, hiddenWebhook, on, mode);
    }

    public LimitSettings withMode(WindowMode newMode) {
        return new LimitSettings(buckets, global, hiddenWebhook, oldEdits, newMode);
    }
}
