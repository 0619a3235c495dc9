package dev.gatewaysync.simulator.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What goes back to the client; a null body sends none.
 *
 * @param planned whether it is a fault that somebody asked for
 */
record Answer(int status, String contentType, @Nullable String body, Map<String, String> headers, boolean planned) {

    /** As a header's value: the header is not sent, even if every answer has it. */
    static final String LEFT_OUT = "";

    static Answer of(int status, JsonNode body) {
        return new Answer(status, "application/json", Json.write(body), Map.of(), false);
    }

    static Answer ok(JsonNode body) {
        return of(200, body);
    }

    static Answer noContent() {
        return new Answer(204, "application/json", null, Map.of(), false);
    }

    boolean succeeded() {
        return status < 400;
    }

    /** Headers that the answer has already stay as they are. */
    Answer with(Map<String, String> more) {
        var all = new LinkedHashMap<>(more);
        all.putAll(headers);
        return new Answer(status, contentType, body, all, planned);
    }
}
