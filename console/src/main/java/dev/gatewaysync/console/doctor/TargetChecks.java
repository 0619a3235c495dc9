package dev.gatewaysync.console.doctor;

import dev.gatewaysync.console.status.DiscordQueries;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.storage.operator.DiscordTargets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What became of sending says more than any question. A category that nobody made a channel for may be meant so. */
@Component
final class TargetChecks {
    /** More of one kind are one line. */
    private static final int NAMED = 5;

    private final Settings settings;
    private final DiscordQueries view;

    TargetChecks(Settings settings, DiscordQueries view) {
        this.settings = settings;
        this.view = view;
    }

    List<Check> examine() {
        boolean created = settings.flag("DISCORD_CREATE_CHANNELS");
        List<Check> checks = new ArrayList<>();
        String advice = created ? "The publisher creates it" : "Create it, or set DISCORD_CREATE_CHANNELS=on";
        List<String> unmatched = view.targets().stream()
                .filter(DiscordTargets.Target::isUnmatchedCategory)
                .map(DiscordTargets.Target::name)
                .toList();
        if (unmatched.size() > NAMED) {
            checks.add(Check.skipped(
                    "Discord targets of categories",
                    unmatched.size() + " have no channel: " + String.join(", ", unmatched.subList(0, NAMED)) + " and "
                            + (unmatched.size() - NAMED) + " more",
                    advice));
        }
        for (DiscordTargets.Target target : view.targets()) {
            if (unmatched.size() > NAMED && target.isUnmatchedCategory()) {
                continue;
            }
            String name = "Discord target " + target.name();
            String found = target.status() + ": " + target.reason();
            switch (target.status()) {
                case "paused" ->
                    checks.add(Check.failed(
                            name,
                            found,
                            "It is tried again by itself, or at once by Resume on the console's page System"));
                case "dead" ->
                    checks.add(Check.failed(name, found, "Mend it, then press Resume on the console's page System"));
                case "missing" -> checks.add(Check.skipped(name, found, advice));
                default -> {}
            }
        }
        return checks;
    }
}
