package dev.gatewaysync.historychecker;

import dev.gatewaysync.historychecker.Finding.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** After a 429 nothing is sent there, or after a global one nothing at all, until the time that it told is over. */
final class WithinLimits {
    /** Two requests may be under way at once; the second was sent before the first was refused. */
    private static final double UNDER_WAY = 0.05;

    private WithinLimits() {}

    static List<Finding> check(Run run) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Double> closedUntil = new HashMap<>();
        Map<String, Double> closedFrom = new HashMap<>();
        List<Run.Requested> requests = run.requests().orElse(List.of()).stream()
                .sorted(Comparator.comparingDouble(Run.Requested::at))
                .toList();
        for (Run.Requested request : requests) {
            String route = request.method() + " " + request.path();
            for (String closed : List.of("*", route)) {
                double until = closedUntil.getOrDefault(closed, 0.0);
                boolean wasUnderWay = request.at() - closedFrom.getOrDefault(closed, 0.0) < UNDER_WAY;
                if (request.at() < until && !wasUnderWay) {
                    findings.add(new Finding(
                            Kind.EARLY,
                            "%s at %.3f s, told to wait until %.3f s".formatted(route, request.at(), until)));
                }
            }
            Double wait = request.retryAfter();
            if (request.status() == 429 && wait != null) {
                String closed = request.global() ? "*" : route;
                closedUntil.merge(closed, request.at() + wait, Math::max);
                closedFrom.put(closed, request.at());
            }
        }
        return findings;
    }
}
