package dev.gatewaysync.ingest.provider;

import dev.gatewaysync.crypto.Hmac;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.ingest.signature.Signatures;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Releases and deployments of a repository.
 *
 * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads">GitHub: events and payloads</a>
 */
@Component
class GitHub implements Provider {
    /** {@code production}, {@code production-eu}, {@code Production – site}; not {@code preproduction}. */
    private static final Pattern PRODUCTION = Pattern.compile("(?i)prod(?:uction)?(?:[^\\p{L}\\p{N}].*)?");

    @Override
    public Source source() {
        return Source.GITHUB;
    }

    @Override
    public String secretVariable() {
        return "GITHUB_WEBHOOK_SECRET";
    }

    @Override
    public boolean proves(HttpServletRequest request, byte[] secret, byte[] body) {
        return Signatures.isHex(request.getHeader("X-Hub-Signature-256"), "sha256=", Hmac.sha256(secret, body));
    }

    @Override
    public Optional<String> deliveryKey(HttpServletRequest request, ObjectNode payload) {
        return Optional.ofNullable(request.getHeader("X-GitHub-Delivery"))
                .map(String::strip)
                .filter(key -> !key.isEmpty());
    }

    /** The content type that GitHub offers first; the signature is of the whole form. */
    @Override
    public boolean sendsForms() {
        return true;
    }

    @Override
    public ProviderDelivery read(HttpServletRequest request, ObjectNode payload) {
        String event = String.valueOf(request.getHeader("X-GitHub-Event")).strip();
        return switch (event) {
            case "release" -> release(payload);
            case "deployment_status" -> deployment(payload);
            case "ping" -> new ProviderDelivery.NoNews("a ping is no news");
            default -> new ProviderDelivery.NoNews("an event of this type is no news");
        };
    }

    private static ProviderDelivery release(ObjectNode payload) {
        if (!Payload.is(payload, "/action", "published") || Payload.isTrue(payload, "/release/draft")) {
            return new ProviderDelivery.NoNews("a release is news once it is published");
        }
        Optional<String> tag = Payload.text(payload, "/release/tag_name");
        Optional<String> notes = Payload.text(payload, "/release/body");
        return ProviderEventBuilder.of(BuiltInType.FEATURE_RELEASED)
                .about("release", idIn(payload, "/release/id"))
                .with(
                        "featureName",
                        Payload.text(payload, "/release/name").or(() -> tag).or(() -> Optional.of("a new release")))
                .with("description", notes)
                .with("descriptionFormat", notes.map(text -> "markdown"))
                .with("version", tag)
                .withUrl("url", Payload.text(payload, "/release/html_url"))
                .withFlag("prerelease", Payload.isTrue(payload, "/release/prerelease"))
                .at(Payload.time(payload, "/release/published_at"), "github", payload);
    }

    private static ProviderDelivery deployment(ObjectNode payload) {
        if (!Payload.is(payload, "/deployment_status/state", "success")) {
            return new ProviderDelivery.NoNews("a deployment in this state is no news");
        }
        if (!isProduction(payload)) {
            return new ProviderDelivery.NoNews("a deployment outside production is no news");
        }
        return ProviderEventBuilder.of(BuiltInType.APP_DEPLOYED)
                .about("deployment", idIn(payload, "/deployment/id"))
                .with("version", version(payload))
                .withList("changes", Payload.firstLine(payload, "/deployment/description"))
                .withUrl(
                        "url",
                        Payload.text(payload, "/deployment_status/environment_url")
                                .or(() -> Payload.text(payload, "/deployment_status/target_url")))
                .at(
                        Payload.time(payload, "/deployment_status/updated_at")
                                .or(() -> Payload.time(payload, "/deployment_status/created_at")),
                        "github",
                        payload);
    }

    /**
     * By the flag of the deployment, which is set by default for the name {@code production} alone; else by the name, which
     * the status may have changed. An environment that goes away again is a preview, whatever it is called.
     */
    private static boolean isProduction(ObjectNode payload) {
        if (Payload.isTrue(payload, "/deployment/transient_environment")) {
            return false;
        }
        return Payload.isTrue(payload, "/deployment/production_environment")
                || Payload.text(payload, "/deployment_status/environment")
                        .or(() -> Payload.text(payload, "/deployment/environment"))
                        .filter(name -> PRODUCTION.matcher(name).matches())
                        .isPresent();
    }

    /** Of two hosts that share a secret each has ids of its own. */
    private static Optional<String> idIn(ObjectNode payload, String pointer) {
        return Payload.text(payload, pointer)
                .map(id -> Payload.text(payload, "/repository/id").orElse("") + "#" + id);
    }

    /** The tag if one was deployed; a branch's name says nothing, its commit does. */
    private static Optional<String> version(ObjectNode payload) {
        return Payload.text(payload, "/deployment/ref")
                .filter(ref -> ref.matches("v?[0-9]+\\.[0-9].*"))
                .or(() -> Payload.shortSha(payload, "/deployment/sha"))
                .or(() -> Payload.text(payload, "/deployment/ref"))
                .or(() -> Optional.of("a new deployment"));
    }
}
