package dev.gatewaysync.historychecker;

import dev.gatewaysync.historychecker.Finding.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * After a 429 nothing is sent there, or after a global one nothing at all, until the time that it told is over. A global one is the
 * bot's, or for requests with a webhook's token the address's; interactions are bound by none.
 *
 * @see <a href="https://docs.discord.com/developers/topics/rate-limits#global-rate-limit">Global rate limit</a>
 */
final class WithinLimits {
    /** Two requests may be under way at once; the second was sent before the first was refused. */
    private static final double UNDER_WAY = 0.05;

    /** Of other routes many may be, and a busy machine is long about each. */
    private static final double UNDER_WAY_ELSEWHERE = 0.25;

    private final Map<String, Closed> closed = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private WithinLimits() {}

    /** @param by the route that was refused */
    private record Closed(double from, double until, String by) {}

    static List<Finding> check(Run run) {
        WithinLimits limits = new WithinLimits();
        run.requests().orElse(List.of()).stream()
                .sorted(Comparator.comparingDouble(Run.Requested::at))
                .forEach(limits::look);
        return limits.findings;
    }

    private void look(Run.Requested request) {
        String route = request.method() + " " + request.path();
        String all = "all of " + caller(request.path());
        for (String limit : List.of(all, route)) {
            Closed is = closed.get(limit);
            if (is != null && request.at() < is.until() && request.at() - is.from() >= underWay(is, route)) {
                findings.add(new Finding(
                        Kind.EARLY,
                        "%s at %.3f s, told to wait until %.3f s".formatted(route, request.at(), is.until())));
            }
        }
        Double wait = request.retryAfter();
        if (request.status() == 429 && wait != null) {
            closed.merge(
                    request.global() ? all : route,
                    new Closed(request.at(), request.at() + wait, route),
                    (before, now) -> new Closed(now.from(), Math.max(before.until(), now.until()), route));
        }
    }

    private static double underWay(Closed closed, String route) {
        return closed.by().equals(route) ? UNDER_WAY : UNDER_WAY_ELSEWHERE;
    }

    private static String caller(String path) {
        if (path.startsWith("/interactions/")) {
            return path;
        }
        return path.startsWith("/webhooks/") ? "the address" : "the bot";
    }
}
