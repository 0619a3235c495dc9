package dev.gatewaysync.ingest.query;

import dev.gatewaysync.ingest.answer.Answer;
import dev.gatewaysync.ingest.outbound.Outbound;
import dev.gatewaysync.ingest.outbound.SpoolWatch;
import dev.gatewaysync.ingest.webhook.Gate;
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
    private final Gate gate;
    private final Surroundings surroundings;
    private final Outbound outbound;
    private final SpoolWatch spool;
    private final InstantSource clock;

    HealthController(Gate gate, Surroundings surroundings, Outbound outbound, SpoolWatch spool, InstantSource clock) {
        this.gate = gate;
        this.surroundings = surroundings;
        this.outbound = outbound;
        this.spool = spool;
        this.clock = clock;
    }

    @GetMapping("/health")
    ResponseEntity<byte[]> health(HttpServletRequest request) {
        gate.admitAnyoneHere(request);
        surroundings.look();
        boolean broker = surroundings.brokerIsUp();
        boolean accepts = outbound.acceptsWithout(broker);
        Optional<Waiting> waiting = accepts ? spool.waiting() : Optional.empty();
        Health health = new Health(
                !accepts ? "unhealthy" : waiting.isPresent() ? "degraded" : "healthy",
                clock.instant(),
                "active",
                surroundings.discordStatus(),
                broker && waiting.isPresent() ? "degraded" : connected(broker),
                connected(surroundings.redisIsUp()),
                connected(surroundings.databaseIsUp()),
                outbound.spooled().isPresent()
                        ? new SpoolState(outbound.spooled().getAsLong())
                        : null,
                waiting.map(HealthController::problem).map(List::of).orElse(null));
        return Answer.json(accepts ? 200 : 503, health);
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
