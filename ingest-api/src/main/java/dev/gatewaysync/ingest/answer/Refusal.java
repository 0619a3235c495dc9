package dev.gatewaysync.ingest.answer;

import dev.gatewaysync.events.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A request that is not carried out, and what the sender is told about it. An expected answer: carries no stack trace. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reason reason;
    private final transient List<Problem> errors;
    private final transient Map<String, String> headers;

    private Refusal(Reason reason, String detail, List<Problem> errors, Map<String, String> headers) {
        super(detail, null, false, false);
        this.reason = reason;
        this.errors = errors;
        this.headers = headers;
    }

    public static Refusal of(Reason reason, String detail) {
        return new Refusal(reason, detail, List.of(), Map.of());
    }

    /** @param wait rounded up to whole seconds, at least one */
    public static Refusal retryLater(Reason reason, String detail, Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return new Refusal(reason, detail, List.of(), Map.of("Retry-After", Long.toString(seconds)));
    }

    public static Refusal uncompressedOnly() {
        return new Refusal(
                Reason.UNSUPPORTED,
                "The body must not be compressed: send it without Content-Encoding",
                List.of(),
                Map.of("Accept-Encoding", "identity"));
    }

    public static Refusal unauthorized(String detail) {
        return new Refusal(
                Reason.UNAUTHORIZED, detail, List.of(), Map.of("WWW-Authenticate", "Bearer realm=\"gateway-sync\""));
    }

    /** A body that is JSON and yet no event, with everything that is wrong with it. */
    public static Refusal invalid(List<Problem> errors) {
        return new Refusal(Reason.INVALID, InvalidBody.summary(errors), InvalidBody.shown(errors), Map.of());
    }

    public Reason reason() {
        return reason;
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
