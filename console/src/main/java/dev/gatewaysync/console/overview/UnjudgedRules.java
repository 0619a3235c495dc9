package dev.gatewaysync.console.overview;

import dev.gatewaysync.console.status.DependencyStatus;
import dev.gatewaysync.storage.operator.LateWork;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** Of what nobody knows now whether it is wrong, because what would say so does not answer. That nothing is seen is no end then. */
final class UnjudgedRules {
    private UnjudgedRules() {}

    static Set<AlertRule> of(DependencyStatus.Reading reading, Instant now) {
        Set<AlertRule> unjudged = EnumSet.noneOf(AlertRule.class);
        if (!reading.redis()) {
            unjudged.addAll(EnumSet.of(
                    AlertRule.DISCORD,
                    AlertRule.MAIN_APP,
                    AlertRule.CERTIFICATE,
                    AlertRule.DISK,
                    AlertRule.CONFIG_DIFFERS));
        }
        // What was last said of the app is gone a minute after the sync-worker has fallen silent.
        if (reading.app().equals("unknown")) {
            unjudged.add(AlertRule.MAIN_APP);
        }
        // An app that is away shows no certificate, and what it showed is forgotten after two days.
        if (reading.certificate() == null && !reading.app().equals("online")) {
            unjudged.add(AlertRule.CERTIFICATE);
        }
        if (reading.queues().isEmpty()) {
            unjudged.add(AlertRule.SERVICE_DOWN);
            unjudged.add(AlertRule.QUEUE_LATE);
        }
        Instant since = reading.queuesWatchedSince();
        if (since == null || !since.isBefore(now.minus(LateWork.LATE))) {
            unjudged.add(AlertRule.QUEUE_LATE);
        }
        return unjudged;
    }
}
