package dev.gatewaysync.sync.schedule;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.sync.catalog.SyncKind;
import dev.gatewaysync.sync.catalog.SyncResult;
import dev.gatewaysync.sync.operator.OperatorRequestHandler;
import dev.gatewaysync.sync.operator.RequestRefusedException;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code sync} {mode: quick|full, force}: the result is a {@link SyncResult}, its kind and outcome in lower case, with
 * {@code durationMs}. A run that failed is a result too: its {@code outcome} says so.
 */
@Component
final class SyncRequestHandler implements OperatorRequestHandler {
    private final SyncService service;

    SyncRequestHandler(SyncService service) {
        this.service = service;
    }

    @Override
    public String kind() {
        return "sync";
    }

    @Override
    public Done perform(JsonNode arguments, Progress progress) {
        SyncKind kind = kind(arguments.path("mode").asString("quick"));
        progress.at(1, "Waiting for a sync that is running, or for its place");
        try {
            SyncResult result = service.run(
                    kind, "operator", arguments.path("force").asBoolean(false), new SyncProgressReporter(progress));
            return new Done(line(result), json(result), result.outcome().wireName());
        } catch (SyncsAreOffException e) {
            throw new RequestRefusedException(String.valueOf(e.getMessage()));
        }
    }

    private static SyncKind kind(String mode) {
        try {
            return SyncKind.ofWireName(mode);
        } catch (IllegalArgumentException e) {
            throw new RequestRefusedException("mode must be quick or full");
        }
    }

    private static JsonNode json(SyncResult result) {
        ObjectNode json = EventJson.mapper().valueToTree(result);
        json.put("kind", result.kind().wireName());
        json.put("outcome", result.outcome().wireName());
        json.put("durationMs", result.duration().toMillis());
        return json;
    }

    private static String line(SyncResult result) {
        return Optional.ofNullable(result.reason())
                .map(reason -> result.outcome().wireName() + ": " + reason)
                .orElse("%s: %d added, %d updated, %d removed, %d resources, %d problems"
                        .formatted(
                                result.outcome().wireName(),
                                result.added(),
                                result.updated(),
                                result.removed(),
                                result.resources(),
                                result.problems().size()));
    }
}
