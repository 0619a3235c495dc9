package dev.gatewaysync.discord.route;

import dev.gatewaysync.discord.rest.WebhookAddress;
import dev.gatewaysync.service.settings.Secret;
import org.jspecify.annotations.Nullable;

/**
 * By which ways we may speak to Discord.
 *
 * @param bot null without DISCORD_TOKEN and GUILD_ID
 * @param webhook null without DISCORD_WEBHOOK_URL
 * @param updatesChannel name or id of the channel where the bot announces; null looks for the usual names
 */
public record DiscordCredentials(
        @Nullable Bot bot,
        @Nullable WebhookAddress webhook,
        @Nullable String updatesChannel) {

    public record Bot(Secret token, String guildId) {}

    public boolean isConfigured() {
        return bot != null || webhook != null;
    }
}
