package dev.gatewaysync.discord.intake;

import dev.gatewaysync.events.EventEnvelope;

/** What an event calls for beside its deliveries, written in the same transaction, once for each event. */
public interface PlanAddition {
    void plan(EventEnvelope event);
}
