package dev.gatewaysync.sync.notify;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often the event at the head of the queue has failed, and what speaks for its being that event's own fault. Counted
 * from anew when this process starts.
 */
final class HeadFailures {
    /** So often an event has failed before one behind it is tried. */
    static final int TRIES = 10;

    /** And for so long. An outage of the app is seen by the uptime check within this time. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    /** So many others have been taken, each between two failures of this one, before it is set aside. */
    static final int OTHERS = 3;

    /** So many answers of 500, with which the app itself says that it fails over the event, suffice while it is up. */
    static final int OWN_ERRORS = 20;

    private @Nullable String event;
    private Instant since = Instant.MIN;
    private int tries;
    private int ownErrors;
    private int othersFailed;
    private int othersTaken;

    void add(String eventId, MainAppClient.Answer answer, Instant now) {
        if (!eventId.equals(event)) {
            forget();
            event = eventId;
            since = now;
        }
        tries++;
        ownErrors += answer.isAppsOwnError() ? 1 : 0;
    }

    void forget() {
        event = null;
        tries = 0;
        ownErrors = 0;
        othersFailed = 0;
        othersTaken = 0;
    }

    boolean hasFailedByItself() {
        return ownErrors >= OWN_ERRORS;
    }

    boolean makesOneTryOthers(Instant now) {
        return tries >= TRIES && !now.isBefore(since.plus(PATIENCE));
    }

    void otherFailed() {
        othersFailed++;
    }

    /** How many others have failed, too, so that each time it is another one's turn. */
    int othersFailed() {
        return othersFailed;
    }

    /** And this one has failed once more directly after. */
    void otherTaken() {
        othersTaken++;
    }

    boolean isSetAside() {
        return othersTaken >= OTHERS;
    }

    int tries() {
        return tries;
    }

    int othersTaken() {
        return othersTaken;
    }
}
