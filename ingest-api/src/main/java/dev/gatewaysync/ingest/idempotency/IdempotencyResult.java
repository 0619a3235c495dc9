package dev.gatewaysync.ingest.idempotency;

/** What is known about a delivery when it comes in. */
public sealed interface IdempotencyResult {
    /** Nothing: it is this caller's to publish. */
    record First() implements IdempotencyResult {}

    /** It was accepted before, as {@code eventId}. */
    record Repeat(String eventId) implements IdempotencyResult {}

    /** Another request with the same key and body is being worked on, or was when its instance died. */
    record InFlight() implements IdempotencyResult {}

    /** The key was used before with another body. */
    record OtherBody() implements IdempotencyResult {}
}
