package dev.gatewaysync.ingest.query;

import dev.gatewaysync.ingest.answer.Answer;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /health}: whether events can be accepted now. Answers within two seconds whatever is down. */
@RestController
class HealthController {
    private final Surroundings surroundings;
    private final InstantSource clock;

    HealthController(Surroundings surroundings, InstantSource clock) {
        this.surroundings = surroundings;
        this.clock = clock;
    }

    @GetMapping("/health")
    ResponseEntity<byte[]> health() {
        surroundings.look();
        boolean broker = surroundings.brokerIsUp();
        Health health = new Health(
                broker ? "healthy" : "unhealthy",
                clock.instant(),
                "active",
                surroundings.discordStatus(),
                connected(broker),
                connected(surroundings.redisIsUp()),
                connected(surroundings.databaseIsUp()));
        return Answer.json(broker ? 200 : 503, health);
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
            String database) {}
}
