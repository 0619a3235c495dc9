package dev.gatewaysync.ingest.answer;

import java.time.Duration;

/** Refusals that several parts of the API share. */
public final class Refusals {
    private Refusals() {}

    public static Refusal databaseAway() {
        return Refusal.retryLater(
                Reason.UNAVAILABLE,
                "The database does not answer; events are accepted all the same",
                Duration.ofSeconds(5));
    }

    public static Refusal brokerAway() {
        return Refusal.retryLater(
                Reason.UNAVAILABLE,
                "The event could not be stored, because the broker does not answer; send it again",
                Duration.ofSeconds(5));
    }
}
