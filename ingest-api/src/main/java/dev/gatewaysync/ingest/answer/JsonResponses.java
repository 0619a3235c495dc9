package dev.gatewaysync.ingest.answer;

import dev.gatewaysync.events.EventJson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Answers in JSON whatever the request says it accepts: a sender that asks for HTML still wants its event stored. */
public final class JsonResponses {
    private JsonResponses() {}

    /** Where every microsecond counts: past Spring's choice of a converter. */
    public static void json(HttpServletResponse response, int status, Object body) throws IOException {
        byte[] bytes = EventJson.mapper().writeValueAsBytes(body);
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    public static ResponseEntity<byte[]> json(int status, Object body) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(EventJson.mapper().writeValueAsBytes(body));
    }
}
