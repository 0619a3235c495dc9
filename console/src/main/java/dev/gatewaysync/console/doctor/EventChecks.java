package dev.gatewaysync.console.doctor;

import dev.gatewaysync.cards.channel.DiscordPermission;
import dev.gatewaysync.cards.channel.MemberPermissions;
import dev.gatewaysync.service.settings.Settings;
import java.util.List;

/** Whether maintenances can be shown as events of the server. */
final class EventChecks {
    private static final String NAME = "Discord events";
    private static final String SETTING = "DISCORD_MAINTENANCE_EVENTS";

    private EventChecks() {}

    static boolean areWanted(Settings settings) {
        return settings.flag(SETTING, true);
    }

    static List<Check> examine(Settings settings, MemberPermissions bot, String botRole) {
        if (!areWanted(settings)) {
            return List.of();
        }
        String label = DiscordPermission.CREATE_EVENTS.label();
        return List.of(
                bot.has(DiscordPermission.CREATE_EVENTS)
                        ? Check.ok(NAME, "maintenances are shown as events of the server")
                        : Check.warning(
                                NAME,
                                "missing: " + label + ": maintenances are not shown as events of the server",
                                "Server Settings → Roles → " + botRole + " → Permissions → " + label + ", or set "
                                        + SETTING + "=off"));
    }
}
