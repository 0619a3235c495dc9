package dev.gatewaysync.simulator.guild;

/** An incoming webhook; whoever knows id and token may post to its channel. */
public record Webhook(String id, String channelId, String token, String name) {}
