package dev.gatewaysync.ingest.answer;

import dev.gatewaysync.events.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A request that is not carried out, and what the sender is told about it. An expected answer: carries no stack trace. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ProblemType problemType;
    private final transient List<Problem> errors;
    private final transient Map<String, String> headers;

    private ApiException(ProblemType problemType, String detail, List<Problem> errors, Map<String, String> headers) {
        super(detail, null, false, false);
        this.problemType = problemType;
        this.errors = errors;
        this.headers = headers;
    }

    public static ApiException of(ProblemType problemType, String detail) {
        return new ApiException(problemType, detail, List.of(), Map.of());
    }

    /** @param wait rounded up to whole seconds, at least one */
    public static ApiException retryLater(ProblemType problemType, String detail, Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return new ApiException(problemType, detail, List.of(), Map.of("Retry-After", Long.toString(seconds)));
    }

    public static ApiException uncompressedOnly() {
        return new ApiException(
                ProblemType.UNSUPPORTED,
                "The body must not be compressed: send it without Content-Encoding",
                List.of(),
                Map.of("Accept-Encoding", "identity"));
    }

    public static ApiException unauthorized(String detail) {
        return new ApiException(
                ProblemType.UNAUTHORIZED,
                detail,
                List.of(),
                Map.of("WWW-Authenticate", "Bearer realm=\"gateway-sync\""));
    }

    /** A body that is JSON and yet no event, with everything that is wrong with it. */
    public static ApiException invalid(List<Problem> errors) {
        return new ApiException(ProblemType.INVALID, InvalidBody.summary(errors), InvalidBody.shown(errors), Map.of());
    }

    public ProblemType reason() {
        return problemType;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<Problem> errors() {
        return errors;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
