package dev.gatewaysync.discord.pinned;

import dev.gatewaysync.discord.outbox.Delivery;
import dev.gatewaysync.discord.send.DeliveryTimings;
import dev.gatewaysync.storage.history.UpdateHistory;
import dev.gatewaysync.task.Waiter;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Waits until events are counted, which another service does; its slowness is bounded by a patience, not by the event. */
@Component
final class CountedEvents {
    /** Events are counted nearly in order, so the last ones stand for all. */
    private static final int AWAITED = 20;

    private static final Duration POLL = Duration.ofMillis(100);

    private final UpdateHistory history;
    private final StatisticsDeliveries deliveries;
    private final DeliveryTimings timings;

    CountedEvents(UpdateHistory history, StatisticsDeliveries deliveries, DeliveryTimings timings) {
        this.history = history;
        this.deliveries = deliveries;
        this.timings = timings;
    }

    /** @param eventIds beside those that are planned for {@code target} */
    void await(String target, Set<String> eventIds, Waiter waiter) throws InterruptedException {
        Set<String> missing = new HashSet<>(eventIds);
        List<Delivery> waiting = deliveries.open(target);
        waiting.subList(Math.max(0, waiting.size() - AWAITED), waiting.size())
                .forEach(delivery -> missing.add(delivery.event().id()));
        long end = System.nanoTime() + timings.historyPatience().toNanos();
        while (true) {
            missing.removeIf(history::contains);
            if (missing.isEmpty() || System.nanoTime() - end > 0 || !waiter.sleep(POLL)) {
                return;
            }
        }
    }
}
