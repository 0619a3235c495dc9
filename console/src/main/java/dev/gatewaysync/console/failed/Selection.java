package dev.gatewaysync.console.failed;

import java.util.List;

/**
 * Which open messages are meant: those with one of {@code ids}, or all that the filter lets through.
 *
 * @param all must be true where nothing else narrows it, so that nobody means all by accident
 */
public record Selection(List<String> ids, boolean all, FailedFilter filter) {
    public static final Selection EVERYTHING = of(FailedFilter.NONE);

    /** All of them. */
    public static Selection of(FailedFilter filter) {
        return new Selection(List.of(), true, filter);
    }

    public boolean isEmpty() {
        return ids.isEmpty() && !all && filter.isEmpty();
    }
}
