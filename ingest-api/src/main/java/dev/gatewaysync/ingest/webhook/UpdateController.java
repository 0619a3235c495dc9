package dev.gatewaysync.ingest.webhook;

import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.ingest.answer.AccessLogAttributes;
import dev.gatewaysync.ingest.answer.ApiException;
import dev.gatewaysync.ingest.answer.JsonResponses;
import dev.gatewaysync.ingest.idempotency.Delivery;
import dev.gatewaysync.ingest.idempotency.IdempotencyKeyReader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code POST /webhook/updates}: one event of the main app. */
@RestController
class UpdateController {
    private static final int MAX_BODY = 256 * 1024;
    private static final String SCOPE = "updates";

    private final RequestAuthenticator authenticator;
    private final IngestService ingestService;
    private final AcceptedTypes types;
    private final IngestMetrics metrics;

    UpdateController(
            RequestAuthenticator authenticator,
            IngestService ingestService,
            AcceptedTypes types,
            IngestMetrics metrics) {
        this.authenticator = authenticator;
        this.ingestService = ingestService;
        this.types = types;
        this.metrics = metrics;
    }

    @PostMapping("/webhook/updates")
    void accept(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String type = IngestMetrics.UNKNOWN_TYPE;
        try {
            byte[] body = authenticator.admitDelivery(request, MAX_BODY);
            Optional<Delivery> named =
                    IdempotencyKeyReader.of(request, SCOPE).map(key -> new Delivery(key, Sha256.hex(body)));
            JsonNode json = JsonBody.parse(body);
            type = UpdateReader.typeLabel(types, json);
            ParsedUpdate update = UpdateReader.read(types, json);
            Accepted accepted = ingestService.accept(update, Source.MAIN_APP, deliveries(named, update));
            metrics.count(Source.MAIN_APP, type, accepted.outcome());
            AccessLogAttributes.put(request, accepted.logNote(update.type()));
            JsonResponses.json(response, 202, Receipt.of(accepted));
        } catch (ApiException apiException) {
            metrics.count(Source.MAIN_APP, type, apiException.reason().wireName());
            throw apiException;
        }
    }

    /** Who gives an event an id says that it is one event, whatever the request that brings it is called. */
    private static List<Delivery> deliveries(Optional<Delivery> named, ParsedUpdate update) {
        return Stream.concat(
                        named.stream(),
                        Optional.ofNullable(update.id()).map(id -> IngestService.ofId(id, update)).stream())
                .toList();
    }
}
