package dev.gatewaysync.discord.outbox;

/**
 * A thread that a message is to get.
 *
 * @param tries that failed in a row
 */
public record MessageThread(String messageId, String channelId, String eventId, String title, int tries) {}
