package dev.gatewaysync.discord.delivery;

import dev.gatewaysync.messaging.Backoff;
import java.time.Duration;

/**
 * How long to wait for what.
 *
 * @param backoff between tries while Discord cannot be reached
 * @param doubt before looking for a message that may have arrived
 * @param permissionProbe between tries in a channel that does not let us in
 * @param credentialProbe between questions whether our token is accepted again
 * @param statisticsInterval at least this long between two edits of one pinned message
 * @param statisticsRefresh how often the pinned numbers are compared without being told to
 * @param historyPatience how long to wait for an event's numbers to be counted
 * @param drain how long a stop waits for the requests in flight
 */
public record Timing(
        Backoff backoff,
        Duration doubt,
        Duration permissionProbe,
        Duration credentialProbe,
        Duration statisticsInterval,
        Duration statisticsRefresh,
        Duration historyPatience,
        Duration drain) {

    public static Timing standard() {
        return new Timing(
                Backoff.DEFAULT,
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                Duration.ofMinutes(5),
                Duration.ofSeconds(15),
                Duration.ofMinutes(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10));
    }
}
