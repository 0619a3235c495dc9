package dev.gatewaysync.console.doctor;

import dev.gatewaysync.cards.channel.DiscordPermission;
import dev.gatewaysync.cards.channel.MemberPermissions;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.TargetDefinition;
import java.util.List;

/** Whether the threads that routes and targets of gateway.yml want can be opened. */
final class ThreadChecks {
    private static final String NAME = "Discord threads";

    private ThreadChecks() {}

    static boolean areWanted(GatewayConfig config) {
        return config.routes().stream().anyMatch(route -> Boolean.TRUE.equals(route.thread()))
                || config.targets().values().stream().anyMatch(TargetDefinition::threads);
    }

    static List<Check> examine(GatewayConfig config, MemberPermissions bot, String botRole) {
        if (!areWanted(config)) {
            return List.of();
        }
        String label = DiscordPermission.CREATE_PUBLIC_THREADS.label();
        return List.of(
                bot.has(DiscordPermission.CREATE_PUBLIC_THREADS)
                        ? Check.ok(NAME, "messages of routes and targets with thread: true get one")
                        : Check.failed(
                                NAME,
                                "missing: " + label + ": messages of routes and targets with thread: true get none",
                                "Server Settings → Roles → " + botRole + " → Permissions → " + label));
    }
}
