package dev.gatewaysync.ingest.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatewaysync.ingest.answer.ApiExceptions;
import dev.gatewaysync.ingest.answer.JsonResponses;
import dev.gatewaysync.ingest.webhook.RequestAuthenticator;
import dev.gatewaysync.storage.statistics.Statistics;
import dev.gatewaysync.storage.statistics.StatisticsQueries;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /stats}: the numbers, for everyone. */
@RestController
class StatisticsController {
    private final RequestAuthenticator authenticator;
    private final StatisticsQueries statistics;
    private final DependencyHealth dependencyHealth;

    StatisticsController(
            RequestAuthenticator authenticator, StatisticsQueries statistics, DependencyHealth dependencyHealth) {
        this.authenticator = authenticator;
        this.statistics = statistics;
        this.dependencyHealth = dependencyHealth;
    }

    @GetMapping("/stats")
    ResponseEntity<byte[]> stats(HttpServletRequest request) {
        authenticator.admitAnyone(request);
        if (!dependencyHealth.databaseIsUp()) {
            throw ApiExceptions.databaseAway();
        }
        return JsonResponses.json(200, new Stats(statistics.now(), dependencyHealth.discordStatus()));
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Stats(@JsonUnwrapped Statistics statistics, String discordStatus) {}
}
