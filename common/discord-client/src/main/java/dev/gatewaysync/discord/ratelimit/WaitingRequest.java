package dev.gatewaysync.discord.ratelimit;

import java.util.concurrent.CompletableFuture;

/** A place in the line of one bucket; given up by cancelling {@code permit}. */
record WaitingRequest(Route route, long askedAt, CompletableFuture<Permit> permit) {}
