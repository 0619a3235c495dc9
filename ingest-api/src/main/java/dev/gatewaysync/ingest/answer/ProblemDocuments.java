package dev.gatewaysync.ingest.answer;

import dev.gatewaysync.events.Problem;
import dev.gatewaysync.http.ProblemDocument;
import dev.gatewaysync.service.web.ProblemResponses;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What this service says about each refusal. */
final class ProblemDocuments {
    private static final String TYPES = "https://gateway-sync.dev/problem/";

    private ProblemDocuments() {}

    static ProblemDocument of(ApiException apiException) {
        ProblemType problemType = apiException.reason();
        return new ProblemDocument(
                TYPES + problemType.wireName(),
                problemType.title(),
                problemType.status(),
                apiException.detail(),
                violations(apiException.errors()));
    }

    /** For what the HTTP layer itself refuses. */
    static ProblemDocument of(int status) {
        String title = ProblemResponses.title(status, "Refused");
        return ProblemDocument.untyped(status, title, detail(status, title));
    }

    private static @Nullable List<ProblemDocument.Violation> violations(List<Problem> errors) {
        return errors.isEmpty()
                ? null
                : errors.stream()
                        .map(error -> new ProblemDocument.Violation(error.pointer(), error.message()))
                        .toList();
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
