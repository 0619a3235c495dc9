package dev.gatewaysync.messaging;

import java.util.List;

/**
 * What a consumer does with events. Must be idempotent by event id: after a crash, events come again that were handled
 * before.
 */
public interface EventHandler {
    /**
     * Handles the events in order, all or none. Returning means that the effect is stored and the messages may be
     * acknowledged.
     *
     * @throws HandlingFailure to say what is to become of the events
     */
    void handle(List<ReceivedEvent> events);

    /**
     * Told before each event, where events are handled {@linkplain ConsumerSettings#oneByOne() one by one}: those that are
     * known to wait behind it, in order. They are handled in their turn.
     */
    default void behind(List<ReceivedEvent> waiting) {}

    /**
     * Asked while the consumer is paused by an {@link OutageFailure}: returns if handling can go on.
     *
     * @throws RuntimeException if the outage lasts
     */
    default void probe() {}
}
