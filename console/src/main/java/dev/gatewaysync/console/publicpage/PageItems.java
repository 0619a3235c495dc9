package dev.gatewaysync.console.publicpage;

import dev.gatewaysync.console.publicpage.PageView.Item;
import dev.gatewaysync.console.publicpage.PageView.Moment;
import dev.gatewaysync.console.publicpage.PageView.Step;
import dev.gatewaysync.storage.uptime.IncidentQueries.Incident;
import dev.gatewaysync.storage.uptime.MaintenancePeriod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Incidents and maintenances in words. */
final class PageItems {
    /** A message may be of any length. */
    private static final int LONGEST_MESSAGE = 300;

    private PageItems() {}

    static Item incident(Incident incident) {
        boolean isDown = incident.status().equals("offline");
        List<Step> steps = new ArrayList<>();
        steps.add(new Step("Began", Moment.of(incident.startedAt()), null));
        Instant end = incident.endedAt();
        if (end == null) {
            steps.add(new Step("Not over yet", null, null));
        } else {
            steps.add(new Step("Ended", Moment.of(end), null));
            steps.add(new Step("Took", null, Words.duration(Duration.between(incident.startedAt(), end))));
        }
        return new Item(
                "incident-" + incident.id(),
                isDown ? "Down" : "Degraded",
                end == null ? "open" : "resolved",
                end == null ? (isDown ? "bad" : "fair") : "past",
                PublicReason.of(incident.reason()),
                incident.startedAt(),
                steps);
    }

    static Item maintenance(MaintenancePeriod period) {
        List<Step> steps = new ArrayList<>();
        Instant begun = null;
        for (MaintenancePeriod.Step step : period.steps()) {
            steps.add(new Step(word(step.status()), Moment.of(step.at()), null));
            begun = begun == null && step.status().equals("started") ? step.at() : begun;
        }
        if (period.plannedStart() != null && begun == null && period.state() == MaintenancePeriod.State.PLANNED) {
            steps.add(new Step("Planned from", Moment.of(period.plannedStart()), null));
        }
        String last = period.steps().getLast().status();
        boolean isCompleted = last.equals("completed");
        boolean isSettled = isCompleted || last.equals("cancelled");
        if (!isSettled && period.plannedEnd() != null) {
            steps.add(new Step("Planned until", Moment.of(period.plannedEnd()), null));
        } else if (!isSettled && period.expectedDuration() != null) {
            steps.add(new Step("Expected to take", null, Words.cut(period.expectedDuration(), 60)));
        }
        if (isCompleted && begun != null) {
            steps.add(new Step("Took", null, Words.duration(Duration.between(begun, period.changedAt()))));
        }
        return new Item(
                "maintenance-" + period.id(),
                "Maintenance",
                switch (period.state()) {
                    case PLANNED -> "planned";
                    case RUNNING -> "running";
                    case OVER -> isSettled ? last : "over";
                },
                period.state() == MaintenancePeriod.State.OVER ? "past" : "busy",
                Words.cut(period.message(), LONGEST_MESSAGE),
                period.steps().getFirst().at(),
                newest(steps));
    }

    /** An app may say “started” as often as it likes. */
    private static List<Step> newest(List<Step> steps) {
        return steps.size() <= 8 ? steps : steps.subList(steps.size() - 8, steps.size());
    }

    private static String word(String status) {
        return switch (status) {
            case "scheduled" -> "Announced";
            case "started" -> "Began";
            case "completed" -> "Ended";
            case "cancelled" -> "Called off";
            default -> "Told";
        };
    }
}
