package dev.gatewaysync.discord.outbox;

/** @param on whether what is sent to announcement channels is published; never without a bot */
public record CrosspostSetting(boolean on) {}
