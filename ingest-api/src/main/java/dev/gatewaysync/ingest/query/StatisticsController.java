package dev.gatewaysync.ingest.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatewaysync.ingest.answer.Answer;
import dev.gatewaysync.ingest.answer.Refusals;
import dev.gatewaysync.ingest.webhook.Gate;
import dev.gatewaysync.storage.Statistics;
import dev.gatewaysync.storage.StatisticsView;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /stats}: the numbers, for everyone. */
@RestController
class StatisticsController {
    private final Gate gate;
    private final StatisticsView statistics;
    private final Surroundings surroundings;

    StatisticsController(Gate gate, StatisticsView statistics, Surroundings surroundings) {
        this.gate = gate;
        this.statistics = statistics;
        this.surroundings = surroundings;
    }

    @GetMapping("/stats")
    ResponseEntity<byte[]> stats(HttpServletRequest request) {
        gate.admitAnyone(request);
        if (!surroundings.databaseIsUp()) {
            throw Refusals.databaseAway();
        }
        return Answer.json(200, new Stats(statistics.now(), surroundings.discordStatus()));
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Stats(@JsonUnwrapped Statistics statistics, String discordStatus) {}
}
