package dev.gatewaysync.ingest.source;

import dev.gatewaysync.config.SourceAuth;
import dev.gatewaysync.config.SourceDefinition;
import jakarta.servlet.http.HttpServletRequest;

/** What a request that proved nothing lacks: for operators alone, since it would help who guesses. */
final class MissingProof {
    private MissingProof() {}

    static String why(SourceDefinition source, HttpServletRequest request) {
        return switch (source.auth()) {
            case SourceAuth.Hmac hmac -> ofSignature(hmac, request);
            case SourceAuth.Bearer bearer -> ofCredentials("Bearer ", request);
            case SourceAuth.Basic basic -> ofCredentials("Basic ", request);
            case SourceAuth.Header header ->
                isMissing(header.header(), request)
                        ? "there is no header " + header.header()
                        : header.header() + " is another secret";
            case SourceAuth.StandardWebhooks signed ->
                isMissing("webhook-id", request)
                                || isMissing("webhook-timestamp", request)
                                || isMissing("webhook-signature", request)
                        ? "there are no three headers webhook-id, webhook-timestamp and webhook-signature"
                        : "webhook-signature is of another body or with another secret, or webhook-timestamp is more than"
                                + " five minutes away";
            case SourceAuth.PresetSecret secret ->
                "what " + source.preset() + " proves itself with is missing, or of another secret";
        };
    }

    private static String ofSignature(SourceAuth.Hmac hmac, HttpServletRequest request) {
        if (isMissing(hmac.header(), request)) {
            return "there is no header " + hmac.header();
        }
        if (!request.getHeader(hmac.header()).strip().startsWith(hmac.prefix())) {
            return hmac.header() + " does not begin with " + hmac.prefix();
        }
        return hmac.header() + " is no " + hmac.algorithm() + " of these bytes with this secret in "
                + hmac.encoding().name().toLowerCase(java.util.Locale.ROOT)
                + ": the secret may be another, or the body was changed on its way (curl sends a file as it is with"
                + " --data-binary only)";
    }

    private static String ofCredentials(String scheme, HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header == null || !header.regionMatches(true, 0, scheme, 0, scheme.length())
                ? "there is no header Authorization: " + scheme + "…"
                : "Authorization has another secret";
    }

    private static boolean isMissing(String header, HttpServletRequest request) {
        return request.getHeader(header) == null;
    }
}
