package dev.gatewaysync.ingest.answer;

/** Why a request is refused: its HTTP status, the name of its problem type, and its outcome in the metrics. */
public enum ProblemType {
    MALFORMED(400, "malformed", "Bad Request"),
    UNAUTHORIZED(401, "unauthorized", "Unauthorized"),
    NOT_FOUND(404, "not-found", "Not Found"),
    TOO_SLOW(408, "too-slow", "Request Timeout"),
    IN_FLIGHT(409, "in-flight", "Conflict"),
    TOO_LARGE(413, "too-large", "Content Too Large"),
    UNSUPPORTED(415, "unsupported-media-type", "Unsupported Media Type"),
    INVALID(422, "invalid", "Unprocessable Content"),
    KEY_REUSED(422, "idempotency-key-reused", "Unprocessable Content"),
    RATE_LIMITED(429, "rate-limited", "Too Many Requests"),
    UNAVAILABLE(503, "unavailable", "Service Unavailable");

    private final int status;
    private final String wireName;
    private final String title;

    ProblemType(int status, String wireName, String title) {
        this.status = status;
        this.wireName = wireName;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String wireName() {
        return wireName;
    }

    String title() {
        return title;
    }
}
