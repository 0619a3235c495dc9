package dev.gatewaysync.ingest.query;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.ingest.answer.ApiException;
import dev.gatewaysync.ingest.answer.ApiExceptions;
import dev.gatewaysync.ingest.answer.JsonResponses;
import dev.gatewaysync.ingest.answer.ProblemType;
import dev.gatewaysync.ingest.webhook.RequestAuthenticator;
import dev.gatewaysync.storage.history.Update;
import dev.gatewaysync.storage.history.UpdateHistory;
import dev.gatewaysync.storage.statistics.RecordedNames;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /updates/recent} and {@code GET /updates/{id}}: the history, for who has a secret. */
@RestController
class HistoryController {
    private final Supplier<GatewayConfig> config;
    private final RequestAuthenticator authenticator;
    private final UpdateHistory history;
    private final RecordedNames names;
    private final DependencyHealth dependencyHealth;

    HistoryController(
            RequestAuthenticator authenticator,
            UpdateHistory history,
            RecordedNames names,
            DependencyHealth dependencyHealth,
            Supplier<GatewayConfig> config) {
        this.config = config;
        this.authenticator = authenticator;
        this.history = history;
        this.names = names;
        this.dependencyHealth = dependencyHealth;
    }

    @GetMapping("/updates/recent")
    ResponseEntity<byte[]> recent(HttpServletRequest request) {
        authenticator.admitReader(request);
        QueryParameters parameters = new QueryParameters(request, config.get(), this::recordedNames);
        int count = parameters.count();
        var filter = parameters.filter();
        requireDatabase();
        return JsonResponses.json(200, new Updates(history.recent(count, filter)));
    }

    @GetMapping("/updates/{id}")
    ResponseEntity<byte[]> one(@PathVariable("id") String id, HttpServletRequest request) {
        authenticator.admitReader(request);
        requireDatabase();
        return history.find(id)
                .map(life -> JsonResponses.json(200, life))
                .orElseThrow(
                        () -> ApiException.of(ProblemType.NOT_FOUND, "There is no update with this id in the history"));
    }

    private RecordedNames recordedNames() {
        requireDatabase();
        return names;
    }

    private void requireDatabase() {
        if (!dependencyHealth.databaseIsUp()) {
            throw ApiExceptions.databaseAway();
        }
    }

    record Updates(List<Update> updates) {}
}
