package dev.gatewaysync.discord.serverevent;

/** @param on whether maintenances are shown as events of the server; never without a bot */
public record ServerEventSetting(boolean on) {}
