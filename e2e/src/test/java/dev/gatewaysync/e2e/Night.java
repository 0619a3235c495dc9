package dev.gatewaysync.e2e;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Something breaks while nobody looks; what it is, who should be told, and what an operator then does. */
interface Night {
    /** As on the command line. */
    String name();

    /** What breaks, for the table. */
    String fault();

    /** The rule of the alert that has to tell of it. */
    String rule();

    /** What each first page has to say of it, in words that they share. */
    String said();

    /** Whether the health of the door for events has to say it, too: whether members do not see what they should. */
    default boolean isSeenByMembers() {
        return true;
    }

    /** Whether something is sent again by hand: then it stands behind what came later. */
    default boolean isReplayed() {
        return false;
    }

    /** What an operator does, for the table; what is tapped is counted beside. */
    String cure();

    /** Beside the usual ones. */
    default Map<String, String> settings(NightStage stage) throws Exception {
        return Map.of();
    }

    /** Before anything breaks. */
    default void prepare(NightStage stage) throws Exception {}

    void begin(NightStage stage) throws Exception;

    /** Until the cure begins, at least. */
    default Duration lasts() {
        return Duration.ofSeconds(60);
    }

    void end(NightStage stage, Phone phone) throws Exception;

    /** Channels that the senders' highlights have to reach, beside the announcements. */
    default List<String> places() {
        return List.of("updates");
    }
}
