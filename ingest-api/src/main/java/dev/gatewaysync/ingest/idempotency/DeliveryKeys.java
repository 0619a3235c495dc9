package dev.gatewaysync.ingest.idempotency;

import dev.gatewaysync.ingest.answer.Reason;
import dev.gatewaysync.ingest.answer.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Reads the delivery key of a request: {@code webhook-id}, else {@code Idempotency-Key}. */
public final class DeliveryKeys {
    private static final int MAX_LENGTH = 256;

    private DeliveryKeys() {}

    /** @throws Refusal if there is a key that is none */
    public static Optional<DeliveryKey> of(HttpServletRequest request, String scope) {
        String id = request.getHeader("webhook-id");
        if (id != null) {
            return Optional.of(new DeliveryKey(scope, checked("webhook-id", id.strip())));
        }
        String key = request.getHeader("Idempotency-Key");
        return Optional.ofNullable(key)
                .map(String::strip)
                .map(DeliveryKeys::unquoted)
                .map(value -> new DeliveryKey(scope, checked("Idempotency-Key", value)));
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
            throw Refusal.of(
                    Reason.MALFORMED, "The header " + header + " must have 1 to " + MAX_LENGTH + " characters");
        }
        return value;
    }
}
