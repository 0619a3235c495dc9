package dev.gatewaysync.ingest.webhook;

import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.events.Problem;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.ingest.answer.AccessLogAttributes;
import dev.gatewaysync.ingest.answer.ApiException;
import dev.gatewaysync.ingest.answer.JsonResponses;
import dev.gatewaysync.ingest.idempotency.IdempotencyKeyReader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * {@code POST /webhook/updates/batch}: up to {@value #MAX_ITEMS} events at once, answered one by one. If the good ones
 * could not be stored, the whole batch is refused, and the same batch again makes events with the same ids.
 */
@RestController
class BatchController {
    static final int MAX_ITEMS = 500;

    private static final int MAX_BODY = 2 * 1024 * 1024;
    private static final String SCOPE = "batch";

    private final RequestAuthenticator authenticator;
    private final BatchIngestService intake;
    private final IngestMetrics metrics;

    private final AcceptedTypes types;

    BatchController(
            AcceptedTypes types, RequestAuthenticator authenticator, BatchIngestService intake, IngestMetrics metrics) {
        this.types = types;
        this.authenticator = authenticator;
        this.intake = intake;
        this.metrics = metrics;
    }

    @PostMapping("/webhook/updates/batch")
    void accept(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            byte[] body = authenticator.admitDelivery(request, MAX_BODY);
            var key = IdempotencyKeyReader.of(request, SCOPE).orElse(null);
            ArrayNode array = array(JsonBody.parse(body));
            List<BatchItem> items = new ArrayList<>();
            for (JsonNode node : array) {
                items.add(BatchItem.read(types, node));
            }
            intake.accept(items, key, Sha256.hex(body));
            items.forEach(item -> metrics.count(Source.MAIN_APP, item.type(), item.outcome()));
            AccessLogAttributes.put(request, summary(items));
            JsonResponses.json(
                    response, 202, items.stream().map(BatchItem::answer).toList());
        } catch (ApiException apiException) {
            metrics.count(
                    Source.MAIN_APP,
                    IngestMetrics.UNKNOWN_TYPE,
                    apiException.reason().wireName());
            throw apiException;
        }
    }

    /** How many items had which outcome. */
    private static String summary(List<BatchItem> items) {
        Map<String, Integer> outcomes = new TreeMap<>();
        items.forEach(item -> outcomes.merge(item.outcome(), 1, Integer::sum));
        return "events=" + items.size() + " outcomes=" + outcomes;
    }

    private static ArrayNode array(JsonNode json) {
        if (!(json instanceof ArrayNode array)) {
            throw ApiException.invalid(List.of(new Problem("", "must be an array of updates")));
        }
        if (array.size() > MAX_ITEMS) {
            throw ApiException.invalid(
                    List.of(new Problem("", "must have at most " + MAX_ITEMS + " updates, not " + array.size())));
        }
        return array;
    }
}
