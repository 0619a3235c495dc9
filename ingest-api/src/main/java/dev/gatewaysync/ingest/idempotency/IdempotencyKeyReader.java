package dev.gatewaysync.ingest.idempotency;

import dev.gatewaysync.ingest.answer.ApiException;
import dev.gatewaysync.ingest.answer.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Reads the delivery key of a request: {@code webhook-id}, else {@code Idempotency-Key}. */
public final class IdempotencyKeyReader {
    private static final int MAX_LENGTH = 256;

    private IdempotencyKeyReader() {}

    /** @throws ApiException if there is a key that is none */
    public static Optional<IdempotencyKey> of(HttpServletRequest request, String scope) {
        String id = request.getHeader("webhook-id");
        if (id != null) {
            return Optional.of(new IdempotencyKey(scope, checked("webhook-id", id.strip())));
        }
        String key = request.getHeader("Idempotency-Key");
        return Optional.ofNullable(key)
                .map(String::strip)
                .map(IdempotencyKeyReader::unquoted)
                .map(value -> new IdempotencyKey(scope, checked("Idempotency-Key", value)));
    }

    /** A string as in structured headers (RFC 8941), as the Idempotency-Key draft has it, or the bare text. */
    private static String unquoted(String value) {
        if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
            return value;
        }
        return value.substring(1, value.length() - 1).replaceAll("\\\\([\"\\\\])", "$1");
    }

    private static String checked(String header, String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw ApiException.of(
                    ProblemType.MALFORMED, "The header " + header + " must have 1 to " + MAX_LENGTH + " characters");
        }
        return value;
    }
}
