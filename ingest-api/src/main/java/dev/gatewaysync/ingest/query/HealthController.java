package dev.gatewaysync.ingest.query;

import dev.gatewaysync.ingest.answer.JsonResponses;
import dev.gatewaysync.ingest.outbound.EventPublisher;
import dev.gatewaysync.ingest.outbound.SpoolWatch;
import dev.gatewaysync.ingest.webhook.RequestAuthenticator;
import dev.gatewaysync.storage.WaitingEvents.Waiting;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /health}: whether events can be accepted now, and “degraded” while they are accepted and go no further. Answers
 * within two seconds whatever is down.
 */
@RestController
class HealthController {
    private final RequestAuthenticator authenticator;
    private final DependencyHealth dependencyHealth;
    private final EventPublisher eventPublisher;
    private final SpoolWatch spool;
    private final InstantSource clock;

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
        boolean accepts = eventPublisher.acceptsWithout(broker);
        Optional<Waiting> waiting = accepts ? spool.waiting() : Optional.empty();
        Health health = new Health(
                !accepts ? "unhealthy" : waiting.isPresent() ? "degraded" : "healthy",
                clock.instant(),
                "active",
                dependencyHealth.discordStatus(),
                broker && waiting.isPresent() ? "degraded" : connected(broker),
                connected(dependencyHealth.redisIsUp()),
                connected(dependencyHealth.databaseIsUp()),
                eventPublisher.spooled().isPresent()
                        ? new SpoolState(eventPublisher.spooled().getAsLong())
                        : null,
                waiting.map(HealthController::problem).map(List::of).orElse(null));
        return JsonResponses.json(accepts ? 200 : 503, health);
    }

    private static Problem problem(Waiting waiting) {
        return new Problem(
                "broker",
                waiting.events() + (waiting.events() == 1 ? " accepted event waits" : " accepted events wait")
                        + " on this machine's disk, because the broker does not store them",
                waiting.since());
    }

    private static String connected(boolean up) {
        return up ? "connected" : "disconnected";
    }

    record Health(
            String status,
            Instant timestamp,
            String webhook,
            String discord,
            String broker,
            String redis,
            String database,
            @Nullable SpoolState spool,
            @Nullable List<Problem> problems) {}

    /** @param since when it was first seen */
    record Problem(String part, String reason, Instant since) {}

    /** @param events accepted, and waiting on this machine for the broker */
    record SpoolState(long events) {}
}
