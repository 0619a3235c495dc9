package dev.gatewaysync.ingest.answer;

import java.time.Duration;

/** Refusals that several parts of the API share. */
public final class ApiExceptions {
    private static final Duration OUTAGE = Duration.ofSeconds(5);

    private ApiExceptions() {}

    public static ApiException databaseAway() {
        return ApiException.retryLater(
                ProblemType.UNAVAILABLE, "The database does not answer; events are accepted all the same", OUTAGE);
    }

    public static ApiException brokerAway() {
        return ApiException.retryLater(
                ProblemType.UNAVAILABLE,
                "It could not be stored, because the broker does not answer; send it again",
                OUTAGE);
    }

    public static ApiException inFlight() {
        return ApiException.retryLater(
                ProblemType.IN_FLIGHT,
                "A request with the same key is being worked on; send it again to learn what became of it",
                Duration.ofSeconds(1));
    }

    public static ApiException tooSlow() {
        return ApiException.of(ProblemType.TOO_SLOW, "The request did not come to its end in time; send it again");
    }

    public static ApiException idReused() {
        return ApiException.of(ProblemType.KEY_REUSED, "This id was used within 24 hours for another event");
    }

    public static ApiException keyReused() {
        return ApiException.of(ProblemType.KEY_REUSED, "This key was used within 24 hours with another body");
    }
}
