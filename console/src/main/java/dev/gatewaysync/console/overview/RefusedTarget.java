package dev.gatewaysync.console.overview;

import dev.gatewaysync.console.failed.FailureWords;
import dev.gatewaysync.storage.operator.DiscordTargets;
import java.util.Objects;

/** The alert of a place that gets nothing, with why and what to do in the words of the page Failed. */
final class RefusedTarget {
    private RefusedTarget() {}

    static Alert alert(DiscordTargets.Target target) {
        boolean gone = target.status().equals("dead");
        String reason = Objects.requireNonNullElse(target.reason(), "nobody knows why");
        return new Alert(
                AlertRule.TARGET,
                target.name(),
                gone,
                "Nothing is sent to " + target.name() + ": " + FailureWords.of(target.name(), reason),
                target.since(),
                FailureWords.cure(target.name(), reason, !gone).orElse(AlertRule.TARGET.advice()),
                AlertRule.TARGET.page());
    }
}
