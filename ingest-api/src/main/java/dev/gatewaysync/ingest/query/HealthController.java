package dev.gatewaysync.ingest.query;

import dev.gatewaysync.ingest.answer.JsonResponses;
import dev.gatewaysync.ingest.outbound.EventPublisher;
import dev.gatewaysync.ingest.outbound.SpoolWatch;
import dev.gatewaysync.ingest.webhook.RequestAuthenticator;
import dev.gatewaysync.storage.operator.DiscordTargets;
import dev.gatewaysync.storage.operator.LateWork;
import dev.gatewaysync.storage.operator.WaitingEvents.Waiting;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /health}: whether events can be accepted now, and “degraded” while they are and something that people see does not
 * work, with the reasons. Answers within two seconds whatever is down.
 */
@RestController
class HealthController {
    private static final String BROKER = "The broker does not answer; no event can be accepted";
    private static final String BROKER_AND_DISK =
            "The broker does not answer, and the disk where accepted events would wait is full; no event can be accepted";
    private static final String BROKER_WITH_SPOOL =
            "The broker does not answer; accepted events wait on this machine's disk until it does";
    private static final String REDIS =
            "Redis does not answer; repeats of a delivery are recognised later, by the event's id,"
                    + " and nobody knows how Discord is";
    private static final String DATABASE =
            "The database does not answer; accepted events wait in the broker and are shown when it does";

    private static final String DEGRADED = "degraded";
    private static final Set<String> WELL = Set.of("connected", "webhook-only", "simulator");

    /** In between it may have been up. */
    private static final Duration ASKED_RARELY = Duration.ofMinutes(5);

    private final RequestAuthenticator authenticator;
    private final DependencyHealth dependencyHealth;
    private final EventPublisher eventPublisher;
    private final SpoolWatch spool;
    private final InstantSource clock;
    private final Map<String, Down> down = new ConcurrentHashMap<>();

    HealthController(
            RequestAuthenticator authenticator,
            DependencyHealth dependencyHealth,
            EventPublisher eventPublisher,
            SpoolWatch spool,
            InstantSource clock) {
        this.authenticator = authenticator;
        this.dependencyHealth = dependencyHealth;
        this.eventPublisher = eventPublisher;
        this.spool = spool;
        this.clock = clock;
    }

    @GetMapping("/health")
    ResponseEntity<byte[]> health(HttpServletRequest request) {
        authenticator.admitAnyoneHere(request);
        dependencyHealth.look();
        boolean broker = dependencyHealth.brokerIsUp();
        boolean redis = dependencyHealth.redisIsUp();
        boolean database = dependencyHealth.databaseIsUp();
        boolean accepts = eventPublisher.acceptsWithout(broker);
        Optional<Waiting> waiting = accepts ? spool.waiting() : Optional.empty();
        List<Problem> problems = new ArrayList<>();
        String withoutBroker = accepts ? BROKER_WITH_SPOOL : eventPublisher.isDiskFull() ? BROKER_AND_DISK : BROKER;
        Optional<Problem> brokerDown = seen("broker", broker, withoutBroker);
        waiting.map(HealthController::problem).or(() -> brokerDown).ifPresent(problems::add);
        seen("redis", redis, REDIS).ifPresent(problems::add);
        seen("database", database, DATABASE).ifPresent(problems::add);
        dependencyHealth
                .discordProblems()
                .forEach(reported -> problems.add(new Problem("discord", reported.reason(), reported.since())));
        List<DiscordTargets.Target> refused = dependencyHealth.refusedTargets();
        refused.forEach(target -> problems.add(new Problem(
                "discord", "Nothing is sent to " + target.name() + ": " + target.reason(), target.since())));
        List<LateWork.Late> late = dependencyHealth.late().stream()
                .filter(work -> !isOf(refused, work))
                .toList();
        late.forEach(work -> problems.add(new Problem(part(work), work.reason(), work.since())));
        boolean syncs = late.stream().noneMatch(work -> work.kind() == LateWork.Kind.SYNC);
        boolean deliveries =
                refused.isEmpty() && late.stream().noneMatch(work -> work.kind() == LateWork.Kind.DELIVERY);
        String discord = dependencyHealth.discordStatus();
        Health health = new Health(
                !accepts ? "unhealthy" : problems.isEmpty() ? "healthy" : DEGRADED,
                clock.instant(),
                "active",
                !deliveries && WELL.contains(discord) ? DEGRADED : discord,
                broker && waiting.isPresent() ? DEGRADED : connected(broker),
                connected(redis),
                connected(database),
                eventPublisher.spooled().isPresent()
                        ? new SpoolState(eventPublisher.spooled().getAsLong())
                        : null,
                syncs ? null : DEGRADED,
                problems.isEmpty() ? null : problems);
        return JsonResponses.json(accepts ? 200 : 503, health);
    }

    /** That what goes there waits is said already. */
    private static boolean isOf(List<DiscordTargets.Target> refused, LateWork.Late late) {
        return late.kind() == LateWork.Kind.DELIVERY
                && refused.stream().anyMatch(target -> target.name().equals(late.name()));
    }

    private static String part(LateWork.Late late) {
        return late.kind() == LateWork.Kind.SYNC ? "sync" : "discord";
    }

    private static Problem problem(Waiting waiting) {
        return new Problem(
                "broker",
                waiting.events() + (waiting.events() == 1 ? " accepted event waits" : " accepted events wait")
                        + " on this machine's disk, because the broker does not store them",
                waiting.since());
    }

    /** A part that does not answer, with the time at which it was first asked in vain; asked rarely, that is the last time. */
    private Optional<Problem> seen(String part, boolean up, String reason) {
        if (up) {
            down.remove(part);
            return Optional.empty();
        }
        Instant now = clock.instant();
        Down seen = down.merge(
                part,
                new Down(now, now),
                (before, unused) ->
                        before.last().isBefore(now.minus(ASKED_RARELY)) ? unused : new Down(before.since(), now));
        return Optional.of(new Problem(part, reason, seen.since()));
    }

    private record Down(Instant since, Instant last) {}

    private static String connected(boolean up) {
        return up ? "connected" : "disconnected";
    }

    /** @param sync null unless one is overdue */
    record Health(
            String status,
            Instant timestamp,
            String webhook,
            String discord,
            String broker,
            String redis,
            String database,
            @Nullable SpoolState spool,
            @Nullable String sync,
            @Nullable List<Problem> problems) {}

    /** @param since when it was first seen */
    record Problem(String part, String reason, Instant since) {}

    /** @param events accepted, and waiting on this machine for the broker */
    record SpoolState(long events) {}
}
