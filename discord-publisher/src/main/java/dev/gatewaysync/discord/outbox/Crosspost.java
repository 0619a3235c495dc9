package dev.gatewaysync.discord.outbox;

/**
 * A message that is to be published.
 *
 * @param tries that failed in a row
 */
public record Crosspost(String messageId, String channelId, String eventId, int tries) {}
