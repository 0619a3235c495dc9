package dev.gatewaysync.discord.outbox;

/** A message that is known to be in Discord. */
public record SentMessage(String messageId, String channelId, String url) {}
