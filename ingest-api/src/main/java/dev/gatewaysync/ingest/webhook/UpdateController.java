package dev.gatewaysync.ingest.webhook;

import dev.gatewaysync.events.Source;
import dev.gatewaysync.ingest.answer.Answer;
import dev.gatewaysync.ingest.answer.LogNote;
import dev.gatewaysync.ingest.answer.Refusal;
import dev.gatewaysync.ingest.idempotency.Delivery;
import dev.gatewaysync.ingest.idempotency.DeliveryKeys;
import dev.gatewaysync.ingest.signature.Hashes;
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

    private final Gate gate;
    private final Intake intake;
    private final IngestMetrics metrics;

    UpdateController(Gate gate, Intake intake, IngestMetrics metrics) {
        this.gate = gate;
        this.intake = intake;
        this.metrics = metrics;
    }

    @PostMapping("/webhook/updates")
    void accept(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String type = IngestMetrics.UNKNOWN_TYPE;
        try {
            byte[] body = gate.admitDelivery(request, MAX_BODY);
            Optional<Delivery> named =
                    DeliveryKeys.of(request, SCOPE).map(key -> new Delivery(key, Hashes.sha256Hex(body)));
            JsonNode json = JsonBody.parse(body);
            type = UpdateReader.typeLabel(json);
            ParsedUpdate update = UpdateReader.read(json);
            Accepted accepted = intake.accept(update, Source.MAIN_APP, deliveries(named, update));
            metrics.count(Source.MAIN_APP, type, accepted.outcome());
            LogNote.put(request, accepted.logNote(update.type()));
            Answer.json(response, 202, Receipt.of(accepted));
        } catch (Refusal refusal) {
            metrics.count(Source.MAIN_APP, type, refusal.reason().wireName());
            throw refusal;
        }
    }

    /** Who gives an event an id says that it is one event, whatever the request that brings it is called. */
    private static List<Delivery> deliveries(Optional<Delivery> named, ParsedUpdate update) {
        return Stream.concat(
                        named.stream(), Optional.ofNullable(update.id()).map(id -> Intake.ofId(id, update)).stream())
                .toList();
    }
}
