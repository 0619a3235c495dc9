package dev.gatewaysync.ingest.answer;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The body of every refusal, as RFC 9457 has it; {@code errors} is ours and there for bad bodies only. */
record ProblemDocument(
        String type,
        String title,
        int status,
        String detail,
        @Nullable List<Problem> errors) {
    static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPES = "https://gateway-sync.dev/problem/";

    static ProblemDocument of(ApiException apiException) {
        ProblemType problemType = apiException.reason();
        return new ProblemDocument(
                TYPES + problemType.wireName(),
                problemType.title(),
                problemType.status(),
                apiException.detail(),
                apiException.errors().isEmpty() ? null : apiException.errors());
    }

    /** For what the HTTP layer itself refuses. */
    static ProblemDocument of(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        String title = known == null ? "Refused" : known.getReasonPhrase();
        return new ProblemDocument("about:blank", title, status, detail(status, title), null);
    }

    byte[] toBytes() {
        return EventJson.mapper().writeValueAsBytes(this);
    }

    private static String detail(int status, String title) {
        return switch (status) {
            case 400 -> "The request is no valid HTTP request for this server";
            case 404 -> "There is nothing at this path; GET /openapi.json describes what there is";
            case 405 -> "This path does not take this method; the Allow header lists those that it takes";
            case 406 -> "This server answers with application/json only";
            case 414 -> "The address is too long";
            case 431 -> "The request headers are too large";
            case 503 -> "The request could not be carried out now; try again later";
            default -> title;
        };
    }
}
