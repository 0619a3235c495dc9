package dev.gatewaysync.discord.status;

import dev.gatewaysync.discord.ratelimit.Route;
import dev.gatewaysync.discord.rest.RequestObserver;
import dev.gatewaysync.discord.rest.RequestReport;
import dev.gatewaysync.service.ReportedStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whether Discord leaves requests without an answer or answers them 5xx, and nothing else, for a while: those of one kind to one
 * channel, server or webhook, or all that are made. One such answer says nothing: Discord gives some every day. What waits is
 * sent again within half a minute, so a request that nobody makes any more is no outage. No {@link
 * dev.gatewaysync.task.OutageGate}: it holds nothing back, and the requests themselves say when it is over.
 */
@Component
public final class RequestOutage implements RequestObserver {
    private static final int FAILURES_IN_A_ROW = 3;
    private static final Duration LASTS_AT_LEAST = Duration.ofSeconds(5);
    /** Of requests that hang for their whole timeout two must do, or a minute goes by. */
    private static final int FAILURES_OF_ALL = 2;

    private static final Duration ALL_LAST_AT_LEAST = Duration.ofSeconds(15);
    private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(60);

    private final InstantSource clock;
    private final Map<Kind, Failures> failing = new HashMap<>();
    private @Nullable Failures all;

    private record Kind(String method, String template, String majorId) {
        static Kind of(Route route) {
            return new Kind(route.method(), route.template(), route.majorId());
        }
    }

    private record Failures(Route route, int count, int status, Instant first, Instant last) {
        static Failures and(@Nullable Failures before, RequestReport report, Instant now) {
            return before == null || before.areForgotten(now)
                    ? new Failures(report.route(), 1, report.status(), now, now)
                    : new Failures(report.route(), before.count + 1, report.status(), before.first, now);
        }

        boolean areForgotten(Instant now) {
            return Duration.between(last, now).compareTo(FORGOTTEN_AFTER) > 0;
        }

        boolean areAnOutage(int most, Duration time, Instant now) {
            return !areForgotten(now)
                    && count >= most
                    && Duration.between(first, now).compareTo(time) >= 0;
        }
    }

    RequestOutage(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void finished(RequestReport report) {
        Kind kind = Kind.of(report.route());
        if (report.status() != 0 && report.status() < 500) {
            failing.remove(kind);
            all = null;
            return;
        }
        Instant now = clock.instant();
        failing.values().removeIf(failures -> failures.areForgotten(now));
        failing.put(kind, Failures.and(failing.get(kind), report, now));
        all = Failures.and(all, report, now);
    }

    /** The one that has lasted longest. */
    synchronized Optional<ReportedStatus.Problem> current() {
        Instant now = clock.instant();
        List<Failures> kinds = failing.values().stream()
                .filter(failures -> failures.areAnOutage(FAILURES_IN_A_ROW, LASTS_AT_LEAST, now))
                .toList();
        Failures longest = longest(kinds);
        if (all != null
                && all.areAnOutage(FAILURES_OF_ALL, ALL_LAST_AT_LEAST, now)
                && (longest == null || !longest.first().isBefore(all.first()))) {
            kinds = failing.values().stream()
                    .filter(failures -> !failures.areForgotten(now))
                    .toList();
            longest = all;
        }
        Failures named = longest(kinds);
        return longest == null || named == null
                ? Optional.empty()
                : Optional.of(new ReportedStatus.Problem(
                        "requests", reason(named, others(named, kinds), longest.count()), longest.first()));
    }

    private static @Nullable Failures longest(List<Failures> kinds) {
        return kinds.stream().min(Comparator.comparing(Failures::first)).orElse(null);
    }

    /** In other words: the same in another channel is none. */
    private static long others(Failures named, List<Failures> kinds) {
        return kinds.stream()
                .map(failures -> failures.route().toString())
                .filter(route -> !route.equals(named.route().toString()))
                .distinct()
                .count();
    }

    private static String reason(Failures named, long others, int count) {
        String also = others == 0
                ? ""
                : others == 1 ? " and one other kind of request" : " and " + others + " other kinds of requests";
        return (named.status() == 0 ? "Discord does not answer " : "Discord answers " + named.status() + " to ")
                + named.route() + also + ", " + count
                + " requests in a row failed; what is to be sent waits and is tried again at least every 30 s";
    }
}
