package dev.gatewaysync.discord.ratelimit;

import java.time.Duration;

/**
 * State of the breaker that keeps us clear of Discord's ban for invalid requests.
 *
 * @param open whether nothing at all is sent for now
 * @param invalidRequests answers 401, 403 and 429 (scope shared excepted) in the window
 * @param threshold count at which it opens
 * @param closesIn time until it closes; zero when it is closed
 */
public record BreakerState(boolean open, int invalidRequests, int threshold, Duration closesIn) {

    /** Whether one more refused request leaves at least half of those that Discord bears to others. */
    public boolean hasRoomForProbes() {
        return invalidRequests < threshold / 2;
    }
}
