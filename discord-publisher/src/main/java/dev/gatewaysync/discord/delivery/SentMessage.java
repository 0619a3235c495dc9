package dev.gatewaysync.discord.delivery;

/** A message that is known to be in Discord. */
record SentMessage(String messageId, String channelId, String url) {}
