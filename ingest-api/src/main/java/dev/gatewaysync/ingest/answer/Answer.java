package dev.gatewaysync.ingest.answer;

import dev.gatewaysync.events.EventJson;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Answers in JSON whatever the request says it accepts: a sender that asks for HTML still wants its event stored. */
public final class Answer {
    private Answer() {}

    public static ResponseEntity<byte[]> json(int status, Object body) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(EventJson.mapper().writeValueAsBytes(body));
    }
}
