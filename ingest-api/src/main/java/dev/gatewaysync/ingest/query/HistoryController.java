package dev.gatewaysync.ingest.query;

import dev.gatewaysync.ingest.answer.Answer;
import dev.gatewaysync.ingest.answer.Reason;
import dev.gatewaysync.ingest.answer.Refusal;
import dev.gatewaysync.ingest.answer.Refusals;
import dev.gatewaysync.ingest.webhook.Gate;
import dev.gatewaysync.storage.Update;
import dev.gatewaysync.storage.UpdateHistory;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /updates/recent} and {@code GET /updates/{id}}: the history, for who has a secret. */
@RestController
class HistoryController {
    private final Gate gate;
    private final UpdateHistory history;
    private final Surroundings surroundings;

    HistoryController(Gate gate, UpdateHistory history, Surroundings surroundings) {
        this.gate = gate;
        this.history = history;
        this.surroundings = surroundings;
    }

    @GetMapping("/updates/recent")
    ResponseEntity<byte[]> recent(HttpServletRequest request) {
        gate.admitReader(request);
        QueryParameters parameters = new QueryParameters(request);
        int count = parameters.count();
        var filter = parameters.filter();
        requireDatabase();
        return Answer.json(200, new Updates(history.recent(count, filter)));
    }

    @GetMapping("/updates/{id}")
    ResponseEntity<byte[]> one(@PathVariable("id") String id, HttpServletRequest request) {
        gate.admitReader(request);
        requireDatabase();
        return history.find(id)
                .map(life -> Answer.json(200, life))
                .orElseThrow(() -> Refusal.of(Reason.NOT_FOUND, "There is no update with this id in the history"));
    }

    private void requireDatabase() {
        if (!surroundings.databaseIsUp()) {
            throw Refusals.databaseAway();
        }
    }

    record Updates(List<Update> updates) {}
}
