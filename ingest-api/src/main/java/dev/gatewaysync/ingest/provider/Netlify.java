package dev.gatewaysync.ingest.provider;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.EventType;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.ingest.signature.Hashes;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Deploy notifications.
 *
 * @see <a href="https://docs.netlify.com/site-deploys/notifications/#payload-signature">Netlify: payload signature</a>
 */
@Component
class Netlify implements Provider {
    /** Where the log can be read, with the token for it. */
    private static final String NEVER_STORED = "log_access_attributes";

    @Override
    public Source source() {
        return Source.NETLIFY;
    }

    @Override
    public String secretVariable() {
        return "NETLIFY_WEBHOOK_SECRET";
    }

    /** A compact JWS: HS256 whatever else its header asks for, from Netlify, of exactly this body. */
    @Override
    public boolean proves(HttpServletRequest request, byte[] secret, byte[] body) {
        String jws = request.getHeader("X-Webhook-Signature");
        String[] parts = jws == null ? new String[0] : jws.strip().split("\\.", -1);
        if (parts.length != 3) {
            return false;
        }
        byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8);
        try {
            // Compared as it is written: the last character of 32 bytes in base64 has bits that decode to nothing.
            byte[] expected = Base64.getUrlEncoder().withoutPadding().encode(Hashes.hmac("HmacSHA256", secret, signed));
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
                            .equals(Hashes.sha256Hex(body));
        } catch (IllegalArgumentException | JacksonException e) {
            return false;
        }
    }

    @Override
    public Optional<String> deliveryKey(HttpServletRequest request, ObjectNode payload) {
        return Payload.text(payload, "/id")
                .map(id -> id + "+" + payload.path("state").asString("") + "+"
                        + payload.path("updated_at").asString(""));
    }

    @Override
    public Reading read(HttpServletRequest request, ObjectNode payload) {
        strip(payload);
        String state = Payload.text(payload, "/state").orElse("unknown");
        boolean production = Payload.is(payload, "/context", "production");
        boolean elsewhere = !production && Payload.text(payload, "/context").isPresent();
        Optional<Instant> time = Payload.time(payload, "/published_at").or(() -> Payload.time(payload, "/updated_at"));
        Optional<String> url = Payload.text(payload, "/ssl_url").or(() -> Payload.text(payload, "/url"));
        if (state.equals("ready") && production) {
            return News.of(EventType.APP_DEPLOYED)
                    .with(
                            "version",
                            Payload.firstLine(payload, "/title")
                                    .or(() -> Payload.shortSha(payload, "/commit_ref"))
                                    .or(() -> Payload.text(payload, "/id"))
                                    .or(() -> Optional.of("a new deploy")))
                    .with("url", url)
                    .at(time, "netlify", payload);
        }
        if (state.equals("error") && !elsewhere) {
            return News.of(EventType.APP_STATUS_CHANGED)
                    .with("status", Optional.of("deploy-failed"))
                    .with("reason", Payload.text(payload, "/error_message"))
                    .with("url", Payload.text(payload, "/admin_url").or(() -> url))
                    .at(Payload.time(payload, "/updated_at"), "netlify", payload);
        }
        return new Reading.NoNews(
                elsewhere ? "a deploy outside production is no news" : "a deploy in this state is no news");
    }

    private static void strip(JsonNode json) {
        if (json instanceof ObjectNode object) {
            object.remove(NEVER_STORED);
        }
        if (json instanceof ObjectNode || json instanceof ArrayNode) {
            json.forEach(Netlify::strip);
        }
    }
}
