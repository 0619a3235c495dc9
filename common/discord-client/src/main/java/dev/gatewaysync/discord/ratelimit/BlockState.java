package dev.gatewaysync.discord.ratelimit;

import java.time.Duration;

/**
 * Whether the network in front of Discord blocks this address.
 *
 * @param refusals probes in a row that were blocked, the request that found it out included; 0 if there is no block
 * @param nextProbe time until one request asks again; zero while it is out
 */
public record BlockState(int refusals, Duration nextProbe) {
    public static final BlockState NONE = new BlockState(0, Duration.ZERO);

    public boolean isUp() {
        return refusals > 0;
    }
}
