package dev.gatewaysync.ingest.provider;

import dev.gatewaysync.events.EventType;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.ingest.signature.Hashes;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Releases and deployments of a repository.
 *
 * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads">GitHub: events and payloads</a>
 */
@Component
class GitHub implements Provider {
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
        return Signatures.isHex(
                request.getHeader("X-Hub-Signature-256"), "sha256=", Hashes.hmac("HmacSHA256", secret, body));
    }

    @Override
    public Optional<String> deliveryKey(HttpServletRequest request, ObjectNode payload) {
        return Optional.ofNullable(request.getHeader("X-GitHub-Delivery"))
                .map(String::strip)
                .filter(key -> !key.isEmpty());
    }

    @Override
    public Reading read(HttpServletRequest request, ObjectNode payload) {
        String event = String.valueOf(request.getHeader("X-GitHub-Event")).strip();
        return switch (event) {
            case "release" -> release(payload);
            case "deployment_status" -> deployment(payload);
            case "ping" -> new Reading.NoNews("a ping is no news");
            default -> new Reading.NoNews("an event of this type is no news");
        };
    }

    private static Reading release(ObjectNode payload) {
        if (!Payload.is(payload, "/action", "published")
                || payload.at("/release/draft").asBoolean(false)) {
            return new Reading.NoNews("a release is news once it is published");
        }
        Optional<String> tag = Payload.text(payload, "/release/tag_name");
        return News.of(EventType.FEATURE_RELEASED)
                .with(
                        "featureName",
                        Payload.text(payload, "/release/name").or(() -> tag).or(() -> Optional.of("a new release")))
                .with("description", Payload.text(payload, "/release/body"))
                .with("version", tag)
                .at(Payload.time(payload, "/release/published_at"), "github", payload);
    }

    private static Reading deployment(ObjectNode payload) {
        if (!Payload.is(payload, "/deployment_status/state", "success")) {
            return new Reading.NoNews("a deployment in this state is no news");
        }
        boolean production = Payload.is(payload, "/deployment_status/environment", "production")
                || Payload.is(payload, "/deployment/environment", "production")
                || payload.at("/deployment/production_environment").asBoolean(false);
        if (!production) {
            return new Reading.NoNews("a deployment outside production is no news");
        }
        return News.of(EventType.APP_DEPLOYED)
                .with("version", version(payload))
                .withList("changes", Payload.firstLine(payload, "/deployment/description"))
                .with(
                        "url",
                        Payload.text(payload, "/deployment_status/environment_url")
                                .or(() -> Payload.text(payload, "/deployment_status/target_url")))
                .at(
                        Payload.time(payload, "/deployment_status/updated_at")
                                .or(() -> Payload.time(payload, "/deployment_status/created_at")),
                        "github",
                        payload);
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
