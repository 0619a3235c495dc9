package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.cards.ReplyCards;
import dev.gatewaysync.storage.uptime.UptimeQueries;
import java.util.Set;

/**
 * What sync-worker's watch knows of the main app.
 *
 * @param isOn whether an app is configured for this service
 */
public record AppStatus(boolean isOn, UptimeQueries uptime) {
    private static final Set<String> WITHOUT_A_LOOK = Set.of("unknown", "maintenance");

    ReplyCards.App now() {
        String status = uptime.appStatus();
        // A recent check shows that the app is watched, even where it is not configured for this service.
        boolean watched = isOn || !WITHOUT_A_LOOK.contains(status);
        UptimeQueries.Uptime shares = uptime.uptime();
        return new ReplyCards.App(status, watched, uptime.lastCheck().orElse(null), shares.day(), shares.week());
    }
}
