package dev.gatewaysync.ingest.source;

import dev.gatewaysync.crypto.Hmac;
import dev.gatewaysync.crypto.StandardWebhooks;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;

/**
 * {@code Stripe-Signature: t=…,v1=…}: hex HMAC-SHA256 of {@code t.body}, several while a secret is rotated. The key is the
 * secret as it is written, {@code whsec_} included.
 *
 * @see <a href="https://docs.stripe.com/webhooks/signature">Stripe: check the signatures</a>
 */
final class StripeSignature {
    private StripeSignature() {}

    static boolean isIn(HttpServletRequest request, String secret, byte[] body, Instant now) {
        String header = request.getHeader("Stripe-Signature");
        if (header == null) {
            return false;
        }
        String timestamp = "";
        for (String part : header.split(",")) {
            if (part.strip().startsWith("t=")) {
                timestamp = part.strip().substring(2);
            }
        }
        // Stripe's own tolerance is the same 300 s.
        return StandardWebhooks.isFresh(timestamp, now) && anyMatches(header, secret, timestamp, body);
    }

    private static boolean anyMatches(String header, String secret, String timestamp, byte[] body) {
        byte[] key = secret.getBytes(StandardCharsets.UTF_8);
        byte[] mac = Hmac.sha256(key, (timestamp + ".").getBytes(StandardCharsets.UTF_8), body);
        byte[] expected = HexFormat.of().formatHex(mac).getBytes(StandardCharsets.US_ASCII);
        boolean matches = false;
        for (String part : header.split(",")) {
            if (part.strip().startsWith("v1=")) {
                byte[] candidate = part.strip().substring(3).getBytes(StandardCharsets.UTF_8);
                matches |= MessageDigest.isEqual(expected, candidate);
            }
        }
        return matches;
    }
}
