package dev.gatewaysync.config.read;

import dev.gatewaysync.config.QuietHours;
import dev.gatewaysync.config.Route;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code routes} and {@code quiet}: where and when. */
final class RoutesReader {
    private RoutesReader() {}

    static List<Route> read(Section root) {
        List<String> known = new ArrayList<>(root.node("targets").propertyNames());
        known.add(Route.ANNOUNCEMENTS);
        List<Route> routes = new ArrayList<>();
        for (Section section : root.items("routes")) {
            if (!section.isSound()) {
                continue;
            }
            for (int i = 0; i < section.texts("to").size(); i++) {
                String name = section.texts("to").get(i);
                if (!known.contains(name)) {
                    section.section("to")
                            .problem(
                                    Integer.toString(i),
                                    "'" + name + "' is no target" + ConfigSchema.nearest(name, known) + "; known are "
                                            + String.join(", ", known));
                }
            }
            routes.add(new Route(
                    section.expression("when"),
                    section.texts("to").stream().distinct().toList(),
                    section.id("mention"),
                    section.flag("silent"),
                    section.flag("stop"),
                    digest(section),
                    section.choice("thread"),
                    section.choice("publish")));
        }
        return routes;
    }

    private static Route.@Nullable Digest digest(Section route) {
        if (!route.has("digest")) {
            return null;
        }
        Section section = route.section("digest");
        boolean isWeekly = "week".equals(section.text("every"));
        if (isWeekly != section.has("on")) {
            section.problem(
                    isWeekly
                            ? "every week needs the day, such as on: friday"
                            : "on is for every: week; every day has all of them");
        }
        String on = section.text("on");
        return new Route.Digest(
                on == null ? null : DayOfWeek.valueOf(on.toUpperCase(Locale.ROOT)), section.time("at"), section.zone());
    }

    static @Nullable QuietHours quiet(Section root) {
        if (!root.has("quiet") || !root.isSound("quiet")) {
            return null;
        }
        Section section = root.section("quiet");
        TypeNames.check(section, "hold", root);
        TypeNames.check(section, "silence", root);
        if (section.time("from").equals(section.time("to"))) {
            section.problem("to", "is the same as from: that would be no hours at all");
        }
        return new QuietHours(
                section.time("from"),
                section.time("to"),
                section.zone(),
                Set.copyOf(section.texts("hold")),
                Set.copyOf(section.texts("silence")));
    }
}
