package dev.gatewaysync.console.status;

import dev.gatewaysync.service.loop.BackgroundService;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Since when messages wait. No broker says how old a queue's oldest message is without handing it out, which would count as
 * a delivery; but it is no older than the last time that the queue was seen empty, which this looks for all the time.
 */
@Component
final class QueueWatch extends BackgroundService {
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Queues queues;
    private final InstantSource clock;
    private final Map<String, Instant> emptyAt = new ConcurrentHashMap<>();
    private volatile @Nullable Instant since;

    QueueWatch(Queues queues, InstantSource clock) {
        super("queue-watch");
        this.queues = queues;
        this.clock = clock;
    }

    /** Empty if the broker does not answer. */
    List<WatchedQueue> all() {
        Instant now = clock.instant();
        List<Queues.Queue> found = queues.all();
        if (since == null && !found.isEmpty()) {
            since = now;
        }
        return found.stream().map(queue -> watched(queue, now)).toList();
    }

    /** Since when it looks: whether anything has waited for longer is not known. Null before the broker has answered. */
    @Nullable
    Instant since() {
        return since;
    }

    private WatchedQueue watched(Queues.Queue queue, Instant now) {
        if (queue.messages() == 0) {
            emptyAt.put(queue.name(), now);
        }
        // A console that finds messages waiting when it starts knows of no earlier time.
        Instant since = emptyAt.computeIfAbsent(queue.name(), name -> now);
        return new WatchedQueue(
                queue.name(), queue.messages(), queue.consumers(), queue.messages() == 0 ? null : since);
    }

    @Override
    protected Duration round() {
        all();
        return LOOK;
    }
}
