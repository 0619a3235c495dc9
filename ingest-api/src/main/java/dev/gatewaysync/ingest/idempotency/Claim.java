package dev.gatewaysync.ingest.idempotency;

/** What is known about a delivery when it comes in. */
public sealed interface Claim {
    /** Nothing: it is this caller's to publish. */
    record First() implements Claim {}

    /** It was accepted before, as {@code eventId}. */
    record Repeat(String eventId) implements Claim {}

    /** Another request with the same key and body is being worked on, or was when its instance died. */
    record InFlight() implements Claim {}

    /** The key was used before with another body. */
    record OtherBody() implements Claim {}
}
