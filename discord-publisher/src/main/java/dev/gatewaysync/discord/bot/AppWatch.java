package dev.gatewaysync.discord.bot;

import dev.gatewaysync.discord.card.ReplyCards;
import dev.gatewaysync.storage.UptimeView;

/**
 * What sync-worker's watch knows of the main app.
 *
 * @param isOn whether there is an app to look at
 */
public record AppWatch(boolean isOn, UptimeView uptime) {
    ReplyCards.App now() {
        UptimeView.Uptime shares = uptime.uptime();
        return new ReplyCards.App(
                uptime.appStatus(), isOn, uptime.lastCheck().orElse(null), shares.day(), shares.week());
    }
}
