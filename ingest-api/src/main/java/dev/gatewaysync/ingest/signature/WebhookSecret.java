package dev.gatewaysync.ingest.signature;

import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.crypto.StandardWebhooks;
import dev.gatewaysync.service.settings.Secret;
import dev.gatewaysync.service.settings.SecretStrength;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A secret of the main app: sent whole as a Bearer token, or the key of its signatures. A {@code whsec_} secret signs with
 * the bytes that its base64 stands for, any other with its UTF-8 bytes (Standard Webhooks, “Signature scheme”).
 */
public final class WebhookSecret {
    private final Secret secret;
    private final String fingerprint;

    /** @param value must have no {@link #weakness} */
    public WebhookSecret(String value) {
        this.secret = new Secret(value);
        this.fingerprint = Sha256.hex(value.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }

    /** Why {@code value} must not be used, in words that do not repeat it. */
    public static Optional<String> weakness(String value) {
        Optional<String> weakness = SecretStrength.weakness(value);
        if (weakness.isPresent()) {
            return weakness;
        }
        if (StandardWebhooks.isMalformed(value)) {
            return Optional.of("starts with whsec_ but goes on with something that is not base64");
        }
        return Optional.empty();
    }

    /** Names the secret without telling it: the start of its SHA-256. */
    public String fingerprint() {
        return fingerprint;
    }

    boolean matches(String candidate) {
        return secret.matches(candidate);
    }

    byte[] signingKey() {
        return StandardWebhooks.key(secret.reveal());
    }

    @Override
    public String toString() {
        return secret.toString();
    }
}
