package dev.gatewaysync.ingest.idempotency;

/**
 * A delivery as one of its names knows it. A delivery can have several: the key that its sender gave to it, the id of its
 * event, what its signed body says that it is about.
 *
 * @param key the name
 * @param bodyHash of what must be the same whenever that name comes again
 */
public record Delivery(IdempotencyKey key, String bodyHash) {
    /** The id of the event that comes of it. */
    public String eventId() {
        return key.eventId(bodyHash);
    }
}
