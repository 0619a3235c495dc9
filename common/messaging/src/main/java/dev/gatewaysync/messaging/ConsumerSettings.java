package dev.gatewaysync.messaging;

import java.time.Duration;

/**
 * @param queue consumed queue
 * @param batchSize most events handled together
 * @param prefetch most unacknowledged messages held; at least {@code batchSize}
 * @param maxAttempts how often a transient failure is retried before the event goes to the failed messages
 * @param backoff between attempts, and between probes of an outage
 * @param drainTimeout how long a stop waits for the events in hand
 * @param oneByOne whether events are handled one at a time, {@code batchSize} - 1 of those behind are shown to the handler, and
 *     the handler alone judges whether an outage that comes back is the event's own fault
 */
public record ConsumerSettings(
        String queue,
        int batchSize,
        int prefetch,
        int maxAttempts,
        Backoff backoff,
        Duration drainTimeout,
        boolean oneByOne) {
    public static ConsumerSettings of(String queue) {
        return new ConsumerSettings(queue, 200, 400, 8, Backoff.DEFAULT, Duration.ofSeconds(10), false);
    }

    public ConsumerSettings withBatchSize(int size) {
        return new ConsumerSettings(
                queue, size, Math.max(prefetch, size), maxAttempts, backoff, drainTimeout, oneByOne);
    }

    public ConsumerSettings withBackoff(Backoff newBackoff) {
        return new ConsumerSettings(queue, batchSize, prefetch, maxAttempts, newBackoff, drainTimeout, oneByOne);
    }

    public ConsumerSettings withMaxAttempts(int attempts) {
        return new ConsumerSettings(queue, batchSize, prefetch, attempts, backoff, drainTimeout, oneByOne);
    }

    /** For a handler whose other side may be down for long, and which must tell that from one event by the others. */
    public ConsumerSettings withOneByOne() {
        return new ConsumerSettings(queue, batchSize, prefetch, maxAttempts, backoff, drainTimeout, true);
    }
}
