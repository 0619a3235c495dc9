package dev.gatewaysync.ingest.answer;

import java.time.Duration;

/** Refusals that several parts of the API share. */
public final class Refusals {
    private static final Duration OUTAGE = Duration.ofSeconds(5);

    private Refusals() {}

    public static Refusal databaseAway() {
        return Refusal.retryLater(
                Reason.UNAVAILABLE, "The database does not answer; events are accepted all the same", OUTAGE);
    }

    public static Refusal brokerAway() {
        return Refusal.retryLater(
                Reason.UNAVAILABLE,
                "It could not be stored, because the broker does not answer; send it again",
                OUTAGE);
    }

    public static Refusal inFlight() {
        return Refusal.retryLater(
                Reason.IN_FLIGHT,
                "A request with the same key is being worked on; send it again to learn what became of it",
                Duration.ofSeconds(1));
    }

    public static Refusal tooSlow() {
        return Refusal.of(Reason.TOO_SLOW, "The request did not come to its end in time; send it again");
    }

    public static Refusal idReused() {
        return Refusal.of(Reason.KEY_REUSED, "This id was used within 24 hours for another event");
    }

    public static Refusal keyReused() {
        return Refusal.of(Reason.KEY_REUSED, "This key was used within 24 hours with another body");
    }
}
