package dev.gatewaysync.ingest.source;

import dev.gatewaysync.config.SourceAuth;
import dev.gatewaysync.config.SourceDefinition;
import dev.gatewaysync.crypto.Hmac;
import dev.gatewaysync.crypto.StandardWebhooks;
import dev.gatewaysync.ingest.signature.NetlifySignature;
import dev.gatewaysync.ingest.signature.Signatures;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a request proves that it is from its source, in a time that does not tell how much of the proof is right. */
final class SourceProof {
    private final SourceDefinition source;
    private final SourceSecrets secrets;

    SourceProof(SourceDefinition source) {
        this.source = source;
        this.secrets = SourceSecrets.of(source.auth().secret());
    }

    /** @param body as it came */
    boolean isIn(HttpServletRequest request, byte[] body, Instant now) {
        return switch (source.auth()) {
            case SourceAuth.Hmac hmac -> signature(hmac, request, body);
            case SourceAuth.Bearer bearer -> bearer(request);
            case SourceAuth.Basic basic -> basic(request);
            case SourceAuth.StandardWebhooks signed -> standardWebhooks(request, body, now);
            case SourceAuth.Header header -> header(request, header.header());
            case SourceAuth.PresetSecret secret -> ofPreset(request, body, now);
        };
    }

    private boolean ofPreset(HttpServletRequest request, byte[] body, Instant now) {
        return switch (String.valueOf(source.preset())) {
            case "gitlab" -> header(request, "X-Gitlab-Token") || standardWebhooks(request, body, now);
            case "sentry" -> hex(request.getHeader("Sentry-Hook-Signature"), body);
            case "stripe" -> secrets.anyMatch(secret -> StripeSignature.isIn(request, secret, body, now));
            case "grafana" -> grafana(request, body, now) || bearer(request);
            case "uptime-kuma" -> bearer(request);
            case "github" ->
                secrets.anyMatch(secret -> Signatures.isHex(
                        request.getHeader("X-Hub-Signature-256"), "sha256=", Hmac.sha256(bytes(secret), body)));
            case "vercel" ->
                secrets.anyMatch(secret ->
                        Signatures.isHex(request.getHeader("x-vercel-signature"), "", Hmac.sha1(bytes(secret), body)));
            case "netlify" ->
                secrets.anyMatch(
                        secret -> NetlifySignature.isOf(body, request.getHeader("X-Webhook-Signature"), bytes(secret)));
            default -> false;
        };
    }

    private boolean signature(SourceAuth.Hmac hmac, HttpServletRequest request, byte[] body) {
        Optional<byte[]> given = signatureBytes(hmac, request.getHeader(hmac.header()));
        return given.isPresent()
                && secrets.anyMatch(
                        secret -> MessageDigest.isEqual(mac(hmac.algorithm(), bytes(secret), body), given.get()));
    }

    private static byte[] mac(String algorithm, byte[] key, byte[] body) {
        return switch (algorithm) {
            case "sha1" -> Hmac.sha1(key, body);
            case "sha512" -> Hmac.sha512(key, body);
            default -> Hmac.sha256(key, body);
        };
    }

    private static Optional<byte[]> signatureBytes(SourceAuth.Hmac hmac, @Nullable String header) {
        if (header == null || !header.strip().startsWith(hmac.prefix())) {
            return Optional.empty();
        }
        String text = header.strip().substring(hmac.prefix().length());
        try {
            return Optional.of(
                    hmac.encoding() == SourceAuth.Hmac.Encoding.HEX
                            ? HexFormat.of().parseHex(text)
                            : Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/')));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean hex(@Nullable String header, byte[]... parts) {
        if (header == null) {
            return false;
        }
        try {
            byte[] given = HexFormat.of().parseHex(header.strip());
            return secrets.anyMatch(secret -> MessageDigest.isEqual(Hmac.sha256(bytes(secret), parts), given));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean bearer(HttpServletRequest request) {
        return credentials(request, "Bearer ").filter(secrets::anyEquals).isPresent();
    }

    private boolean basic(HttpServletRequest request) {
        return credentials(request, "Basic ")
                .filter(credentials -> {
                    try {
                        byte[] pair = Base64.getDecoder().decode(credentials);
                        return secrets.anyEquals(new String(pair, StandardCharsets.ISO_8859_1));
                    } catch (IllegalArgumentException e) {
                        return false;
                    }
                })
                .isPresent();
    }

    private boolean header(HttpServletRequest request, String name) {
        String value = request.getHeader(name);
        return value != null && secrets.anyEquals(value.strip());
    }

    private boolean standardWebhooks(HttpServletRequest request, byte[] body, Instant now) {
        String id = request.getHeader("webhook-id");
        String timestamp = request.getHeader("webhook-timestamp");
        String signatures = request.getHeader("webhook-signature");
        return id != null
                && timestamp != null
                && signatures != null
                && StandardWebhooks.isFresh(timestamp.strip(), now)
                && secrets.anyMatch(secret -> StandardWebhooks.matches(
                        StandardWebhooks.key(secret), id, timestamp.strip(), signatures, body));
    }

    /**
     * Of the body, or of a time and the body where the contact point names a header for the time; it has no name of its own,
     * and this one is what Grafana's documents propose.
     */
    private boolean grafana(HttpServletRequest request, byte[] body, Instant now) {
        String signature = request.getHeader("X-Grafana-Alerting-Signature");
        String timestamp = request.getHeader("X-Grafana-Alerting-Timestamp");
        if (timestamp == null) {
            return hex(signature, body);
        }
        return StandardWebhooks.isFresh(timestamp.strip(), now) && hex(signature, bytes(timestamp.strip() + ":"), body);
    }

    private static Optional<String> credentials(HttpServletRequest request, String scheme) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .filter(value -> value.regionMatches(true, 0, scheme, 0, scheme.length()))
                .map(value -> value.substring(scheme.length()).strip());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
