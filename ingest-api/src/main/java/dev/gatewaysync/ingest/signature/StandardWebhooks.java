package dev.gatewaysync.ingest.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * Checks signatures as <a href="https://www.standardwebhooks.com">Standard Webhooks</a> has them: HMAC-SHA256 of {@code
 * id.timestamp.body}, base64, several of them separated by spaces while a secret is rotated.
 */
public final class StandardWebhooks {
    /** How far the sender's clock may be from ours, either way. */
    public static final Duration TOLERANCE = Duration.ofSeconds(300);

    private static final String VERSION = "v1,";

    private StandardWebhooks() {}

    /** Whether {@code timestamp}, in seconds since 1970, is close enough to {@code now}. */
    public static boolean isFresh(String timestamp, Instant now) {
        if (!timestamp.matches("[0-9]{1,12}")) {
            return false;
        }
        long seconds = Long.parseLong(timestamp);
        return Math.abs(now.getEpochSecond() - seconds) <= TOLERANCE.toSeconds();
    }

    /** Whether one of {@code signatures} is that of this delivery under {@code secret}. */
    public static boolean matches(WebhookSecret secret, String id, String timestamp, String signatures, byte[] body) {
        byte[] expected = Base64.getEncoder().encode(sign(secret.signingKey(), id, timestamp, body));
        boolean matches = false;
        for (String signature : signatures.strip().split("\\s+")) {
            if (signature.startsWith(VERSION)) {
                byte[] candidate = signature.substring(VERSION.length()).getBytes(StandardCharsets.UTF_8);
                matches |= MessageDigest.isEqual(expected, candidate);
            }
        }
        return matches;
    }

    static byte[] sign(byte[] key, String id, String timestamp, byte[] body) {
        byte[] prefix = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        return Hashes.hmac("HmacSHA256", key, prefix, body);
    }
}
