package dev.gatewaysync.events;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The numbers as the main app reports them; at least one is present. */
public record StatsUpdated(
        @Nullable Long resourceCount,
        @Nullable Long categoryCount,
        @Nullable Long totalUsers,
        @Nullable JsonNode otherStats)
        implements GatewayEvent {}
