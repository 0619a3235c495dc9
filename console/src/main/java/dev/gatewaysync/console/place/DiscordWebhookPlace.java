package dev.gatewaysync.console.place;

import dev.gatewaysync.console.AlertSettings;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.WebhookAddress;
import java.time.Duration;

/** A webhook of Discord. It has no nonce: what is sent again is shown again. */
final class DiscordWebhookPlace implements Place {
    private final AlertSettings.Address.DiscordWebhook address;
    private final WebhookAddress webhook;
    private final DiscordRest rest;
    private final RateLimiter limiter;

    DiscordWebhookPlace(AlertSettings.Address.DiscordWebhook address, DiscordRest rest, RateLimiter limiter) {
        this.address = address;
        this.webhook = address.webhook();
        this.rest = rest;
        this.limiter = limiter;
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
    public Duration limitedFor() {
        return limiter.nextPermit(DiscordRest.executing(webhook)).orElse(Duration.ZERO);
    }

    @Override
    public Told check() throws InterruptedException {
        return DiscordMessage.told(rest.getWebhook(webhook));
    }

    @Override
    public Told tell(Notice notice) throws InterruptedException {
        return DiscordMessage.toldOnce(rest.executeWebhook(webhook, DiscordMessage.of(notice), webhook.threadId()));
    }
}
