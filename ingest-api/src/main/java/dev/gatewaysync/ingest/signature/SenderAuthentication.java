package dev.gatewaysync.ingest.signature;

import dev.gatewaysync.crypto.StandardWebhooks;
import dev.gatewaysync.service.settings.Settings;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out which secret a request proves. Takes the same time whichever secret it is, and whether or not it is one. */
@Component
public final class SenderAuthentication {
    private static final String BEARER = "bearer ";

    private final List<WebhookSecret> secrets;
    private final InstantSource clock;

    SenderAuthentication(Settings settings, InstantSource clock) {
        this.secrets = WebhookSecrets.read(settings).all();
        this.clock = clock;
    }

    public Optional<CallerId> byBearer(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        String token = authorization.substring(BEARER.length()).strip();
        // Tomcat reads headers as ISO-8859-1; a secret with other characters comes as its UTF-8 bytes.
        String utf8 = new String(token.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        WebhookSecret proved = null;
        for (WebhookSecret secret : secrets) {
            if (secret.matches(token) | secret.matches(utf8)) {
                proved = secret;
            }
        }
        return Optional.ofNullable(proved).map(CallerId::of);
    }

    /** Whether it is worth reading the body to check its signature. */
    public boolean claimsSignature(HttpServletRequest request) {
        return signed(request) != null;
    }

    public Optional<CallerId> bySignature(HttpServletRequest request, byte[] body) {
        Signed signed = signed(request);
        if (signed == null) {
            return Optional.empty();
        }
        WebhookSecret proved = null;
        for (WebhookSecret secret : secrets) {
            if (StandardWebhooks.matches(
                    secret.signingKey(), signed.id(), signed.timestamp(), signed.signatures(), body)) {
                proved = secret;
            }
        }
        return Optional.ofNullable(proved).map(CallerId::of);
    }

    private @Nullable Signed signed(HttpServletRequest request) {
        String id = request.getHeader("webhook-id");
        String timestamp = request.getHeader("webhook-timestamp");
        String signatures = request.getHeader("webhook-signature");
        if (id == null || timestamp == null || signatures == null) {
            return null;
        }
        return StandardWebhooks.isFresh(timestamp.strip(), clock.instant())
                ? new Signed(id, timestamp.strip(), signatures)
                : null;
    }

    private record Signed(String id, String timestamp, String signatures) {}
}
