package dev.gatewaysync.console.api;

import dev.gatewaysync.console.overview.ConfigStatus;
import dev.gatewaysync.service.reload.ConfigVotes;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /health} of the console: that it answers, and by which gateway.yml the services run. Public. */
@RestController
final class HealthApi {
    private final ConfigVotes votes;
    private final InstantSource clock;

    HealthApi(ConfigVotes votes, InstantSource clock) {
        this.votes = votes;
        this.clock = clock;
    }

    @GetMapping("/health")
    ResponseEntity<byte[]> health() {
        ConfigStatus config = ConfigStatus.of(votes, clock.instant());
        return Json.ok(Map.of("status", config.differs() ? "degraded" : "healthy", "config", config));
    }
}
