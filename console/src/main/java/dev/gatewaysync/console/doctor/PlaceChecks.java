package dev.gatewaysync.console.doctor;

import dev.gatewaysync.console.place.Place;
import dev.gatewaysync.console.place.Places;
import dev.gatewaysync.console.place.Told;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whether operators can be told where {@code ALERT_TO} says; tells nobody anything. */
@Component
final class PlaceChecks {
    private final Places places;

    PlaceChecks(Places places) {
        this.places = places;
    }

    List<Check> examine() {
        return places.all().isEmpty()
                ? List.of(Check.skipped(
                        "Alerts", "nobody is told when something is wrong", "Set ALERT_TO: see docs/alerts.md"))
                : places.all().stream().map(PlaceChecks::check).toList();
    }

    private static Check check(Place place) {
        String name = "Alerts by " + place.name();
        try {
            return switch (place.check()) {
                case Told.Done done -> Check.ok(name, "set; ./gateway alerts test sends a message there");
                case Told.Unclear unclear ->
                    Check.failed(name, unclear.reason(), "Try again, and ./gateway alerts test");
                case Told.Failed failed ->
                    Check.failed(
                            name, failed.reason(), "Correct ALERT_TO, and what it needs, then ./gateway alerts test");
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Check.failed(name, "was not asked: the console stops", "Try again");
        }
    }
}
