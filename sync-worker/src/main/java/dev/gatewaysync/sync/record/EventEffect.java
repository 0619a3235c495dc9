package dev.gatewaysync.sync.record;

import dev.gatewaysync.events.EventEnvelope;

/** What follows from an event beside its place in the history. */
public interface EventEffect {
    /** Called once per event, in the transaction that records it, in the order of arrival. */
    void apply(EventEnvelope event);
}
