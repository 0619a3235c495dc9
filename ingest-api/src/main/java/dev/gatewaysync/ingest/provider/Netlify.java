package dev.gatewaysync.ingest.provider;

import dev.gatewaysync.crypto.Hmac;
import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.Source;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
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

    /** What {@code X-Netlify-Event} says for deploys that look as if they had just come out, and for forms. */
    private static final List<String> OTHER_EVENTS = List.of(
            "deploy_building", "deploy_locked", "deploy_unlocked", "deploy_deleted", "deploy_request", "submission");

    /** Netlify tells of a build that a person or a rule cancelled as one that failed (netlify/build #1224). */
    private static final Pattern CANCELLED = Pattern.compile("(?i)^\\s*(?:failed during stage '[^']*':\\s*)?"
            + "(?:(?:(?:the|this) )?(?:build|deploy) (?:(?:was|has been) )?|user )?(?:cancell?ed|skipped)\\b");

    private static final ProviderDelivery ELSEWHERE =
            new ProviderDelivery.NoNews("a deploy outside production is no news");

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

    @Override
    public Optional<String> deliveryKey(HttpServletRequest request, ObjectNode payload) {
        return Payload.text(payload, "/id")
                .map(id -> id + "+" + payload.path("state").asString("") + "+"
                        + payload.path("updated_at").asString(""));
    }

    @Override
    public ProviderDelivery read(HttpServletRequest request, ObjectNode payload) {
        strip(payload);
        String event =
                String.valueOf(request.getHeader("X-Netlify-Event")).strip().toLowerCase(Locale.ROOT);
        if (OTHER_EVENTS.stream().anyMatch(event::startsWith)) {
            return new ProviderDelivery.NoNews("an event of this type is no news");
        }
        return switch (Payload.text(payload, "/state").orElse("unknown").toLowerCase(Locale.ROOT)) {
            case "ready" -> ready(payload);
            case "error" -> failed(payload);
            default -> new ProviderDelivery.NoNews("a deploy in this state is no news");
        };
    }

    private ProviderDelivery ready(ObjectNode payload) {
        if (isElsewhere(payload)) {
            return ELSEWHERE;
        }
        if (Payload.isNull(payload, "/published_at") || Payload.isTrue(payload, "/draft")) {
            return new ProviderDelivery.NoNews("a deploy that is not published is no news");
        }
        if (Payload.isTrue(payload, "/locked") || Payload.isTrue(payload, "/skipped")) {
            return new ProviderDelivery.NoNews("a deploy that is locked or skipped is no news");
        }
        return ProviderEventBuilder.of(BuiltInType.APP_DEPLOYED)
                .about("deployed", published(payload))
                .with(
                        "version",
                        Payload.firstLine(payload, "/title")
                                .or(() -> Payload.shortSha(payload, "/commit_ref"))
                                .or(() -> Payload.text(payload, "/id"))
                                .or(() -> Optional.of("a new deploy")))
                .withUrl("url", site(payload))
                .at(
                        Payload.time(payload, "/published_at").or(() -> Payload.time(payload, "/updated_at")),
                        "netlify",
                        payload);
    }

    private ProviderDelivery failed(ObjectNode payload) {
        if (isElsewhere(payload)) {
            return ELSEWHERE;
        }
        Optional<String> reason = Payload.text(payload, "/error_message");
        if (Payload.isTrue(payload, "/skipped")
                || reason.filter(text -> CANCELLED.matcher(text).find()).isPresent()) {
            return new ProviderDelivery.NoNews("a build that was cancelled or skipped is no news");
        }
        return ProviderEventBuilder.of(BuiltInType.APP_STATUS_CHANGED)
                .about("failed", Payload.text(payload, "/id"))
                .with("status", Optional.of("deploy-failed"))
                .with("reason", reason)
                .withUrl("url", Payload.text(payload, "/admin_url").or(() -> site(payload)))
                .at(Payload.time(payload, "/updated_at"), "netlify", payload);
    }

    private static boolean isElsewhere(ObjectNode payload) {
        return !Payload.is(payload, "/context", "production");
    }

    private static Optional<String> site(ObjectNode payload) {
        return Payload.text(payload, "/ssl_url").or(() -> Payload.text(payload, "/url"));
    }

    /** A deploy that is unlocked, or told of again, was published when it was; one that is restored is published anew. */
    private Optional<String> published(ObjectNode payload) {
        return Payload.text(payload, "/id")
                .map(id -> id + "+"
                        + Payload.text(payload, "/published_at")
                                .orElse(payload.path("updated_at").asString("")));
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
