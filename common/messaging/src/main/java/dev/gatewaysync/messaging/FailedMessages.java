package dev.gatewaysync.messaging;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Parks messages in the queue {@value Topology#FAILED}, with everything an operator and a replay need. */
public final class FailedMessages {
    private static final Logger log = LoggerFactory.getLogger(FailedMessages.class);

    private final ConfirmedPublisher publisher;
    private final InstantSource clock;

    public FailedMessages(ConfirmedPublisher publisher, InstantSource clock) {
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Returns when the broker has stored the copy; only then may the original be acknowledged.
     *
     * @param errorClass permanent, transient, poison or malformed
     * @throws OutageFailure if the copy is not known to be stored
     */
    void park(ConsumedEvent event, String queue, String errorClass, String error, int attempts) {
        park(event.id(), event.headers(), event.body(), new Failure(queue, errorClass, error, attempts));
    }

    /** As above, for an event that failed after its message had been acknowledged. */
    public void park(String messageId, Map<String, Object> headers, byte[] body, Failure failure) {
        long now = clock.millis();
        Map<String, Object> all = new HashMap<>(headers);
        all.put(MessageHeaders.ORIGINAL_QUEUE, failure.queue());
        all.put(MessageHeaders.ERROR_CLASS, failure.errorClass());
        all.put(MessageHeaders.ERROR, failure.error());
        all.put(MessageHeaders.ATTEMPTS, failure.attempts());
        all.putIfAbsent(MessageHeaders.FIRST_FAILED_AT, now);
        all.put(MessageHeaders.LAST_FAILED_AT, now);
        publisher.publishToQueue(Topology.FAILED, messageId, all, body);
        log.warn(
                "message.failed event={} queue={} target={} class={} attempts={} reason={} next=it is among the failed messages",
                messageId,
                failure.queue(),
                all.getOrDefault(MessageHeaders.TARGET, "all"),
                failure.errorClass(),
                failure.attempts(),
                failure.error());
    }

    /**
     * @param queue whose consumer failed, and where a replay goes
     * @param attempts how often handling was tried
     */
    public record Failure(String queue, String errorClass, String error, int attempts) {}
}
