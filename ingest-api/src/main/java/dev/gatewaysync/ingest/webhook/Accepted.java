package dev.gatewaysync.ingest.webhook;

import dev.gatewaysync.events.EventType;
import dev.gatewaysync.ingest.outbound.EventPublisher;

/**
 * @param id of the event; of the first one if this is a repeat
 * @param duplicate whether the delivery was accepted before
 * @param spooled whether the event waits on this machine for the broker
 */
public record Accepted(String id, boolean duplicate, boolean spooled) {
    static Accepted repeat(String id) {
        return new Accepted(id, true, false);
    }

    static Accepted as(String id, EventPublisher.Stored stored) {
        return new Accepted(id, false, stored == EventPublisher.Stored.SPOOLED);
    }

    /** For the line of its request in the log. */
    public String logNote(EventType type) {
        return "event=" + id + " type=" + type + " outcome=" + outcome();
    }

    /** For the metrics. */
    public String outcome() {
        return duplicate ? "duplicate" : spooled ? "spooled" : "accepted";
    }
}
