package dev.gatewaysync.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * Signatures as <a href="https://www.standardwebhooks.com">Standard Webhooks</a> has them: HMAC-SHA256 of {@code
 * id.timestamp.body}, base64, several of them separated by spaces while a secret is rotated.
 */
public final class StandardWebhooks {
    /** How far the sender's clock may be from ours, either way. */
    public static final Duration TOLERANCE = Duration.ofSeconds(300);

    private static final String ENCODED = "whsec_";
    private static final String VERSION = "v1,";

    private StandardWebhooks() {}

    /** Whether a secret says that it is base64 and is not. */
    public static boolean isMalformed(String secret) {
        if (!secret.startsWith(ENCODED)) {
            return false;
        }
        try {
            Base64.getDecoder().decode(secret.substring(ENCODED.length()));
            return false;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    /** The bytes that a {@code whsec_} secret's base64 stands for; of any other, a {@link #isMalformed} one too, its UTF-8. */
    public static byte[] key(String secret) {
        return secret.startsWith(ENCODED) && !isMalformed(secret)
                ? Base64.getDecoder().decode(secret.substring(ENCODED.length()))
                : secret.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * One signature with its version before it.
     *
     * @param timestamp in seconds since 1970
     */
    public static String signature(byte[] key, String id, String timestamp, byte[] body) {
        return VERSION + base64(key, id, timestamp, body);
    }

    /** Whether {@code timestamp}, in seconds since 1970, is close enough to {@code now}. */
    public static boolean isFresh(String timestamp, Instant now) {
        if (!timestamp.matches("[0-9]{1,12}")) {
            return false;
        }
        long seconds = Long.parseLong(timestamp);
        return Math.abs(now.getEpochSecond() - seconds) <= TOLERANCE.toSeconds();
    }

    /** Whether one of {@code signatures} is that of this delivery under {@code key}, in a time that does not tell how far. */
    public static boolean matches(byte[] key, String id, String timestamp, String signatures, byte[] body) {
        byte[] expected = base64(key, id, timestamp, body).getBytes(StandardCharsets.US_ASCII);
        boolean matches = false;
        for (String signature : signatures.strip().split("\\s+")) {
            if (signature.startsWith(VERSION)) {
                byte[] candidate = signature.substring(VERSION.length()).getBytes(StandardCharsets.UTF_8);
                matches |= MessageDigest.isEqual(expected, candidate);
            }
        }
        return matches;
    }

    private static String base64(byte[] key, String id, String timestamp, byte[] body) {
        byte[] prefix = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(Hmac.sha256(key, prefix, body));
    }
}
