package dev.gatewaysync.console.place;

import dev.gatewaysync.console.AlertSettings;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.WebhookAddress;

/** A webhook of Discord. It has no nonce: what is sent again is shown again. */
final class DiscordWebhookPlace implements Place {
    private final AlertSettings.Address.DiscordWebhook address;
    private final WebhookAddress webhook;
    private final DiscordRest rest;

    DiscordWebhookPlace(AlertSettings.Address.DiscordWebhook address, DiscordRest rest) {
        this.address = address;
        this.webhook = address.webhook();
        this.rest = rest;
    }

    @Override
    public String key() {
        return address.key();
    }

    @Override
    public String name() {
        return "Discord " + webhook;
    }

    @Override
    public boolean knowsRepeats() {
        return false;
    }

    @Override
    public Told check() throws InterruptedException {
        return DiscordMessage.told(rest.getWebhook(webhook));
    }

    @Override
    public Told tell(Notice notice) throws InterruptedException {
        return DiscordMessage.told(rest.executeWebhook(webhook, DiscordMessage.of(notice), webhook.threadId()));
    }
}
