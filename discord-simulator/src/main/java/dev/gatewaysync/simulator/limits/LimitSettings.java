package dev.gatewaysync.simulator.limits;

import org.jspecify.annotations.Nullable;

/**
 * Which limits are in force.
 *
 * @param buckets the limits of the single routes
 * @param global 50 requests a second, per bot token, and per address for requests without one
 * @param hiddenWebhook posts per channel over all its webhooks, announced by no header; null for none
 * @param oldEdits 3 edits in 6 s per channel of messages older than one hour
 */
public record LimitSettings(
        boolean buckets, boolean global, @Nullable RouteLimit hiddenWebhook, boolean oldEdits, WindowMode mode) {
    /** As people have seen it: 30 posts in 60 s. */
    private static final RouteLimit HIDDEN_WEBHOOK = RouteLimit.of("hidden-webhook", 30, 60);

    public static LimitSettings all(WindowMode mode) {
        return new LimitSettings(true, true, HIDDEN_WEBHOOK, true, mode);
    }

    public static LimitSettings none() {
        return new LimitSettings(false, false, null, false, WindowMode.FIXED);
    }

    public LimitSettings withBuckets(boolean on) {
        return new LimitSettings(on, global, hiddenWebhook, oldEdits, mode);
    }

    public LimitSettings withHiddenWebhook(boolean on) {
        return new LimitSettings(buckets, global, on ? HIDDEN_WEBHOOK : null, oldEdits, mode);
    }

    /** The same kind of limit with other numbers, for tests that cannot wait a minute. */
    public LimitSettings withHiddenWebhook(int requests, int seconds) {
        return new LimitSettings(buckets, global, RouteLimit.of("hidden-webhook", requests, seconds), oldEdits, mode);
    }

    public LimitSettings withMode(WindowMode newMode) {
        return new LimitSettings(buckets, global, hiddenWebhook, oldEdits, newMode);
    }
}
