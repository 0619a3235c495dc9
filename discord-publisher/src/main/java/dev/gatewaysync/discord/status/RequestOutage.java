package dev.gatewaysync.discord.status;

import dev.gatewaysync.discord.rest.RequestObserver;
import dev.gatewaysync.discord.rest.RequestReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Whether Discord leaves requests of a kind without an answer or answers them 5xx, and nothing else, for a while. One such
 * answer says nothing: Discord gives some every day. What waits is sent again within half a minute, so a kind of request that
 * nobody makes any more is no outage.
 */
@Component
public final class RequestOutage implements RequestObserver {
    private static final int FAILURES_IN_A_ROW = 3;
    private static final Duration LASTS_AT_LEAST = Duration.ofSeconds(5);
    private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(60);

    private final InstantSource clock;
    private final Map<String, Failures> failing = new ConcurrentHashMap<>();

    private record Failures(String route, int count, int status, Instant first, Instant last) {
        Failures and(int newStatus, Instant now) {
            return new Failures(route, count + 1, newStatus, first, now);
        }
    }

    RequestOutage(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void finished(RequestReport report) {
        String route = report.route().toString();
        if (report.status() != 0 && report.status() < 500) {
            failing.remove(route);
            return;
        }
        Instant now = clock.instant();
        failing.compute(
                route,
                (key, before) -> before == null || isForgotten(before, now)
                        ? new Failures(route, 1, report.status(), now, now)
                        : before.and(report.status(), now));
    }

    /** The one that has lasted longest. */
    Optional<DiscordProblem> current() {
        Instant now = clock.instant();
        return failing.values().stream()
                .filter(failures -> !isForgotten(failures, now))
                .filter(failures -> failures.count() >= FAILURES_IN_A_ROW)
                .filter(failures -> Duration.between(failures.first(), now).compareTo(LASTS_AT_LEAST) >= 0)
                .min(Comparator.comparing(Failures::first))
                .map(failures -> new DiscordProblem(reason(failures), failures.first()));
    }

    private static boolean isForgotten(Failures failures, Instant now) {
        return Duration.between(failures.last(), now).compareTo(FORGOTTEN_AFTER) > 0;
    }

    private static String reason(Failures failures) {
        return (failures.status() == 0 ? "Discord does not answer " : "Discord answers " + failures.status() + " to ")
                + failures.route() + ", " + failures.count()
                + " times in a row; what is to be sent waits and is tried again at least every 30 s";
    }
}
