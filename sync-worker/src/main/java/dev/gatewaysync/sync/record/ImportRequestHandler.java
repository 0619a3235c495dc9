package dev.gatewaysync.sync.record;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.sync.operator.OperatorRequestHandler;
import dev.gatewaysync.sync.operator.RequestRefusedException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** {@code import} {updates: […]}, or a whole seed file: {@code {imported, skipped, refused: [{index, problem}]}}. */
@Component
final class ImportRequestHandler implements OperatorRequestHandler {
    private final HistoryImport history;

    ImportRequestHandler(HistoryImport history) {
        this.history = history;
    }

    @Override
    public String kind() {
        return "import";
    }

    @Override
    public Done perform(JsonNode arguments, Progress progress) {
        JsonNode updates = arguments.path("updates");
        if (!updates.isArray()) {
            throw new RequestRefusedException("updates must be an array, as in updates.json");
        }
        progress.at(5, "Importing " + updates.size() + " updates");
        HistoryImport.Result result = history.take(
                updates,
                done -> progress.at(
                        (int) (5 + 94L * done / Math.max(1, updates.size())),
                        "Imported " + done + " of " + updates.size()));
        return new Done(
                "%d imported, %d were there already, %d are no updates"
                        .formatted(
                                result.imported(),
                                result.skipped(),
                                result.refused().size()),
                EventJson.mapper().valueToTree(result));
    }
}
