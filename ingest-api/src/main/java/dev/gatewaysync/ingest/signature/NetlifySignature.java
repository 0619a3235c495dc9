package dev.gatewaysync.ingest.signature;

import dev.gatewaysync.crypto.Hmac;
import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.events.EventJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A compact JWS: HS256 whatever else its header asks for, from Netlify, of exactly this body.
 *
 * @see <a href="https://docs.netlify.com/site-deploys/notifications/#payload-signature">Netlify: payload signature</a>
 */
public final class NetlifySignature {
    private NetlifySignature() {}

    /** @param jws the header {@code X-Webhook-Signature} */
    public static boolean isOf(byte[] body, @Nullable String jws, byte[] secret) {
        String[] parts = jws == null ? new String[0] : jws.strip().split("\\.", -1);
        if (parts.length != 3) {
            return false;
        }
        byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8);
        try {
            // Compared as it is written: the last character of 32 bytes in base64 has bits that decode to nothing.
            byte[] expected = Base64.getUrlEncoder().withoutPadding().encode(Hmac.sha256(secret, signed));
            boolean right = MessageDigest.isEqual(expected, parts[2].getBytes(StandardCharsets.UTF_8));
            Base64.Decoder base64 = Base64.getUrlDecoder();
            JsonNode header = EventJson.readStrictly(base64.decode(parts[0]));
            JsonNode claims = EventJson.readStrictly(base64.decode(parts[1]));
            return right
                    && header.path("alg").asString("").equals("HS256")
                    && claims.path("iss").asString("").equals("netlify")
                    && claims.path("sha256")
                            .asString("")
                            .toLowerCase(Locale.ROOT)
                            .equals(Sha256.hex(body));
        } catch (IllegalArgumentException | JacksonException e) {
            return false;
        }
    }
}
