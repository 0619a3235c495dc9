package dev.gatewaysync.simulator.rest;

import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.simulator.limits.RateLimits;
import java.time.Duration;
import java.time.InstantSource;

/** Slows down edits of messages older than one hour. */
record OldEdits(RateLimits limits, InstantSource clock) {

    private static final Duration OLD = Duration.ofHours(1);

    void admit(SimulatedMessage message) {
        if (message.createdAt().plus(OLD).isBefore(clock.instant())) {
            limits.admitOldEdit(message.channelId());
        }
    }
}
