package dev.gatewaysync.ingest.provider;

import dev.gatewaysync.crypto.Hmac;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.ingest.signature.Signatures;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Deployment events of a project.
 *
 * @see <a href="https://vercel.com/docs/webhooks/webhooks-api">Vercel: webhooks API</a>
 */
@Component
class Vercel implements Provider {
    private static final ProviderDelivery ELSEWHERE =
            new ProviderDelivery.NoNews("a deployment outside production is no news");

    private static final String META = "/payload/deployment/meta/";

    @Override
    public Source source() {
        return Source.VERCEL;
    }

    @Override
    public String secretVariable() {
        return "VERCEL_WEBHOOK_SECRET";
    }

    @Override
    public boolean proves(HttpServletRequest request, byte[] secret, byte[] body) {
        return Signatures.isHex(request.getHeader("x-vercel-signature"), "", Hmac.sha1(secret, body));
    }

    @Override
    public Optional<String> deliveryKey(HttpServletRequest request, ObjectNode payload) {
        return Payload.text(payload, "/id");
    }

    @Override
    public ProviderDelivery read(HttpServletRequest request, ObjectNode payload) {
        return switch (Payload.text(payload, "/type").orElse("unknown").toLowerCase(Locale.ROOT)) {
            // The one comes when a deployment is built and checked, the other when it gets the production domains.
            case "deployment.succeeded", "deployment.promoted" -> deployed(payload);
            case "deployment.error" -> failed(payload);
            default -> new ProviderDelivery.NoNews("an event of this type is no news");
        };
    }

    private ProviderDelivery deployed(ObjectNode payload) {
        if (isElsewhere(payload)) {
            return ELSEWHERE;
        }
        return ProviderEventBuilder.of(BuiltInType.APP_DEPLOYED)
                .about("deployed", subject(payload))
                .with("version", version(payload))
                .withList("changes", ofCommit(payload, "CommitMessage"))
                .withUrl("url", url(payload))
                .at(Payload.time(payload, "/createdAt"), "vercel", payload);
    }

    private ProviderDelivery failed(ObjectNode payload) {
        if (isElsewhere(payload)) {
            return ELSEWHERE;
        }
        return ProviderEventBuilder.of(BuiltInType.APP_STATUS_CHANGED)
                .about("failed", subject(payload))
                .with("status", Optional.of("deploy-failed"))
                .with("reason", Payload.text(payload, "/payload/deployment/errorMessage"))
                .withUrl(
                        "url",
                        Payload.text(payload, "/payload/links/deployment").or(() -> url(payload)))
                .at(Payload.time(payload, "/createdAt"), "vercel", payload);
    }

    /** A target that is null, or not there, is a preview. */
    private static boolean isElsewhere(ObjectNode payload) {
        return !Payload.is(payload, "/payload/target", "production");
    }

    /** The deployment, so that being built and being promoted are one piece of news; else the delivery. */
    private static Optional<String> subject(ObjectNode payload) {
        return Payload.text(payload, "/payload/deployment/id")
                .or(() -> Payload.text(payload, "/id").map(id -> "event " + id));
    }

    private static Optional<String> version(ObjectNode payload) {
        return Payload.shortSha(payload, META + "githubCommitSha")
                .or(() -> Payload.shortSha(payload, META + "gitlabCommitSha"))
                .or(() -> Payload.shortSha(payload, META + "bitbucketCommitSha"))
                .or(() -> Payload.text(payload, "/payload/deployment/id"))
                .or(() -> Optional.of("a new deployment"));
    }

    private static Optional<String> ofCommit(ObjectNode payload, String field) {
        return Payload.firstLine(payload, META + "github" + field)
                .or(() -> Payload.firstLine(payload, META + "gitlab" + field))
                .or(() -> Payload.firstLine(payload, META + "bitbucket" + field));
    }

    /** Vercel gives the host alone. */
    private static Optional<String> url(ObjectNode payload) {
        return Payload.text(payload, "/payload/deployment/url")
                .map(url -> url.contains("://") ? url : "https://" + url);
    }
}
