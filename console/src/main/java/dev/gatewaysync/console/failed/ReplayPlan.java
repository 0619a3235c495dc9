package dev.gatewaysync.console.failed;

import java.util.List;
import java.util.Map;

/**
 * What a replay would do.
 *
 * @param preview the first of them, in the order in which they would go
 * @param seconds how long it would take at least, at {@code rate} a second
 */
public record ReplayPlan(
        int count,
        Map<String, Long> byQueue,
        Map<String, Long> byType,
        int failedAgain,
        List<FailedMessage> preview,
        int rate,
        long seconds) {
    private static final int SHOWN = 10;

    static ReplayPlan of(List<FailedMessage> failures, int rate) {
        Map<String, Long> byQueue = failures.stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        FailedMessage::queue, java.util.TreeMap::new, java.util.stream.Collectors.counting()));
        return new ReplayPlan(
                failures.size(),
                byQueue,
                FailedMessageQueries.byType(failures),
                (int) failures.stream().filter(failure -> failure.replays() > 0).count(),
                failures.stream().limit(SHOWN).toList(),
                rate,
                (failures.size() + rate - 1L) / rate);
    }
}
