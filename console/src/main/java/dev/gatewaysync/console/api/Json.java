package dev.gatewaysync.console.api;

import dev.gatewaysync.events.EventJson;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Answers of the API, written as everywhere in the system. */
final class Json {
    private Json() {}

    static ResponseEntity<byte[]> ok(Object body) {
        return of(200, body);
    }

    /** Asked of another service; {@code /api/v1/requests/{id}} tells how far it is. */
    static ResponseEntity<byte[]> requested(String id) {
        return of(202, Map.of("request", id));
    }

    static ResponseEntity<byte[]> of(int status, Object body) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(EventJson.mapper().writeValueAsBytes(body));
    }
}
