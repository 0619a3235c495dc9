package dev.gatewaysync.ingest.query;

import dev.gatewaysync.ingest.answer.Answer;
import dev.gatewaysync.ingest.outbound.Outbound;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /health}: whether events can be accepted now. Answers within two seconds whatever is down. */
@RestController
class HealthController {
    private final Surroundings surroundings;
    private final Outbound outbound;
    private final InstantSource clock;

    HealthController(Surroundings surroundings, Outbound outbound, InstantSource clock) {
        this.surroundings = surroundings;
        this.outbound = outbound;
        this.clock = clock;
    }

    @GetMapping("/health")
    ResponseEntity<byte[]> health() {
        surroundings.look();
        boolean broker = surroundings.brokerIsUp();
        boolean accepts = outbound.acceptsWithout(broker);
        Health health = new Health(
                accepts ? "healthy" : "unhealthy",
                clock.instant(),
                "active",
                surroundings.discordStatus(),
                connected(broker),
                connected(surroundings.redisIsUp()),
                connected(surroundings.databaseIsUp()),
                outbound.spooled().isPresent()
                        ? new SpoolState(outbound.spooled().getAsLong())
                        : null);
        return Answer.json(accepts ? 200 : 503, health);
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
            @Nullable SpoolState spool) {}

    /** @param events accepted, and waiting on this machine for the broker */
    record SpoolState(long events) {}
}
