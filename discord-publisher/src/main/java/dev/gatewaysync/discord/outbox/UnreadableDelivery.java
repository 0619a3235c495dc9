package dev.gatewaysync.discord.outbox;

/** A delivery whose stored event cannot be read. */
record UnreadableDelivery(long seq, String eventId, String target, String body, int attempts, String error) {}
