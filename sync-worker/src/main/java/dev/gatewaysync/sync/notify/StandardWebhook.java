package dev.gatewaysync.sync.notify;

import dev.gatewaysync.service.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as <a href="https://www.standardwebhooks.com">Standard Webhooks</a> says: HMAC-SHA256 over id, time and body. A key
 * that begins with {@code whsec_} is base64, any other is taken as its UTF-8 bytes.
 */
final class StandardWebhook {
    private static final String PREFIX = "whsec_";

    private StandardWebhook() {}

    /** The header {@code webhook-signature}: one signature for each key, so that a receiver of either can check it. */
    static String signatures(List<Secret> keys, String id, Instant time, byte[] body) {
        return keys.stream().map(key -> signature(key, id, time, body)).collect(Collectors.joining(" "));
    }

    /** Of one of them. */
    static String signature(Secret key, String id, Instant time, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(key.reveal()), "HmacSHA256"));
            mac.update((id + "." + time.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }

    private static byte[] bytes(String key) {
        if (key.startsWith(PREFIX)) {
            try {
                return Base64.getDecoder().decode(key.substring(PREFIX.length()));
            } catch (IllegalArgumentException e) {
                // No base64 after all: then it is a word like any other.
                return key.getBytes(StandardCharsets.UTF_8);
            }
        }
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
