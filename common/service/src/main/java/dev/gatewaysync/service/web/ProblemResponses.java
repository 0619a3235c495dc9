package dev.gatewaysync.service.web;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.http.ProblemDocument;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** Answers with {@link ProblemDocument}s, whatever the request says it accepts. */
public final class ProblemResponses {
    private ProblemResponses() {}

    public static ResponseEntity<byte[]> entity(ProblemDocument problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(bytes(problem));
    }

    /** A problem that another service has answered, unchanged. */
    public static ResponseEntity<byte[]> relayed(int status, JsonNode problem) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(EventJson.mapper().writeValueAsBytes(problem));
    }

    public static void write(HttpServletResponse response, ProblemDocument problem) throws IOException {
        response.setStatus(problem.status());
        response.setContentType(ProblemDocument.MEDIA_TYPE);
        response.getOutputStream().write(bytes(problem));
    }

    /** The name of a status, or {@code otherwise} if nobody has given it one. */
    public static String title(int status, String otherwise) {
        HttpStatus known = HttpStatus.resolve(status);
        return known == null ? otherwise : known.getReasonPhrase();
    }

    static byte[] bytes(ProblemDocument problem) {
        return EventJson.mapper().writeValueAsBytes(problem);
    }
}
