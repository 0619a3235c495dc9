package dev.gatewaysync.events;

/** The number of resources crossed a multiple of 50 for the first time. */
public record MilestoneReached(long resourceCount, long milestone) implements GatewayEvent {}
