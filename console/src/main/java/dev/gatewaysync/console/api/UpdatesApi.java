package dev.gatewaysync.console.api;

import dev.gatewaysync.console.ApiException;
import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.request.OperatorRequestService;
import dev.gatewaysync.console.update.EventSender;
import dev.gatewaysync.console.update.UpdateCsv;
import dev.gatewaysync.console.update.UpdateSearch;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.service.web.ProblemResponses;
import dev.gatewaysync.storage.history.HistoryExport;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The history: search, one update's life, export, import; and sending an event. */
@RestController
@RequestMapping("/api/v1")
final class UpdatesApi {
    private final UpdateSearch updateSearch;
    private final HistoryExport export;
    private final UpdateCsv csv;
    private final OperatorRequestService requests;
    private final EventSender sender;

    UpdatesApi(
            UpdateSearch updateSearch,
            HistoryExport export,
            UpdateCsv csv,
            OperatorRequestService requests,
            EventSender sender) {
        this.updateSearch = updateSearch;
        this.export = export;
        this.csv = csv;
        this.requests = requests;
        this.sender = sender;
    }

    @GetMapping("/updates")
    ResponseEntity<byte[]> updates(
            @RequestParam(defaultValue = "20") int count,
            @RequestParam(defaultValue = "0") int offset,
            UpdateSearch.Question question) {
        return Json.ok(Map.of("updates", updateSearch.find(question, count, offset)));
    }

    @GetMapping("/updates/{id}")
    ResponseEntity<byte[]> update(@PathVariable String id) {
        return Json.ok(updateSearch.life(id));
    }

    /** @param format seed: one document; ndjson: one update a line; csv: a table, of what is asked for alone */
    @GetMapping("/updates/export")
    ResponseEntity<StreamingResponseBody> export(
            @RequestParam(defaultValue = "seed") String format, UpdateSearch.Question question) {
        if (format.equals("csv")) {
            return csv.download(updateSearch.understood(question));
        }
        if (!format.equals("seed") && !format.equals("ndjson")) {
            throw ApiException.badRequest("format must be seed, ndjson or csv.");
        }
        boolean seed = format.equals("seed");
        return ResponseEntity.ok()
                .contentType(seed ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_NDJSON)
                .body(out -> export.write(out, seed));
    }

    /** Takes what the export writes, in either form. */
    @PostMapping("/updates/import")
    ResponseEntity<byte[]> importUpdates(
            @RequestBody byte[] body, @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        return Json.requested(requests.importUpdates(updatesIn(body), operator));
    }

    @PostMapping("/events")
    ResponseEntity<byte[]> send(@RequestBody byte[] body, @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        JsonNode event = parsed(body);
        JsonNode data = event.path("data");
        String type = event.path("type").asString("");
        if (type.isEmpty() || !data.isObject()) {
            throw ApiException.badRequest("Send {\"type\": …, \"data\": {…}}.");
        }
        EventSender.Reply reply = sender.send(type, data, operator);
        return reply.status() < 400
                ? Json.of(reply.status(), reply.body())
                : ProblemResponses.relayed(reply.status(), reply.body());
    }

    private static JsonNode updatesIn(byte[] body) {
        JsonNode document = parsed(body);
        return document.isArray() ? document : document.path("updates");
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return EventJson.mapper().readTree(body);
        } catch (JacksonException e) {
            throw ApiException.badRequest("The body is not JSON.");
        }
    }
}
