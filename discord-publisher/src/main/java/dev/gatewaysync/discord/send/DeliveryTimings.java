package dev.gatewaysync.discord.send;

import dev.gatewaysync.messaging.Backoff;
import java.time.Duration;

/**
 * How long to wait for what.
 *
 * @param backoff between tries while Discord cannot be reached
 * @param doubt before looking for a message that may have arrived; what no nonce guards is looked for again after twice that, and
 *     twice that, for Discord may do what it was asked seconds after it has answered that it failed
 * @param permissionProbe until the first further try in a channel that refuses access
 * @param credentialProbe between questions whether our token is accepted again, after ten minutes of them
 * @param statisticsInterval at least this long between two edits of one pinned message
 * @param statisticsRefresh how often the pinned numbers are compared when no event asks for it
 * @param batchPatience how long the first of a batch wait for its last
 * @param historyPatience how long to wait for an event's numbers to be counted
 * @param drain how long a stop waits for the requests in flight
 */
public record DeliveryTimings(
        Backoff backoff,
        Duration doubt,
        Duration permissionProbe,
        Duration credentialProbe,
        Duration statisticsInterval,
        Duration statisticsRefresh,
        Duration batchPatience,
        Duration historyPatience,
        Duration drain) {

    /** How often something that no nonce guards is looked for before it is asked for again. */
    public static final int LOOKS = 4;

    /** How often a message is looked at, of which an old edit may come after a newer one. */
    public static final int LOOKS_FOR_LATE_EDITS = 3;

    private static final Duration SLOWEST_PROBE = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 10;
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int OFTEN_ASKED = 60;

    /**
     * Until the next try in a channel that refuses access: twice as long each time, up to an hour, so that many such
     * channels together stay far from Discord's limit of refused requests.
     *
     * @param refusals in a row, from 1
     */
    public Duration permissionProbe(int refusals) {
        Duration wait = permissionProbe.multipliedBy(1L << Math.min(Math.max(0, refusals - 1), MOST_DOUBLINGS));
        return wait.compareTo(SLOWEST_PROBE) < 0 ? wait : SLOWEST_PROBE;
    }

    /**
     * From the request whose answer was lost until the look for what it made: 1, 3, 7, 15 times {@link #doubt}, and so on.
     *
     * @param looks that have been made
     */
    public Duration untilLook(int looks) {
        return doubt.multipliedBy((2L << Math.min(looks, MOST_DOUBLINGS)) - 1);
    }

    /** Between that look and the one before it. */
    public Duration nextLook(int looks) {
        return doubt.multipliedBy(1L << Math.min(looks, MOST_DOUBLINGS));
    }

    /**
     * Until the next look at a message of which an edit may come late: 16 seconds, then 64, then 256, with the wait that operators get.
     *
     * @param looks that have been made
     */
    public Duration untilLateEdit(int looks) {
        return nextLook(LOOKS + 2 * looks);
    }

    /**
     * Until the next question whether our token is accepted again: for the first ten minutes often, since a token is often
     * refused for moments only. A question costs one refused request of those that Discord bears.
     *
     * @param refusals in a row, from 1
     */
    public Duration credentialProbe(int refusals) {
        return refusals <= OFTEN_ASKED && SOON.compareTo(credentialProbe) < 0 ? SOON : credentialProbe;
    }

    public static DeliveryTimings standard() {
        return new DeliveryTimings(
                Backoff.DEFAULT,
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                Duration.ofMinutes(5),
                Duration.ofSeconds(15),
                Duration.ofMinutes(10),
                Duration.ofMinutes(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10));
    }
}
