package dev.gatewaysync.ingest.provider;

import dev.gatewaysync.events.EventType;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.ingest.signature.Hashes;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
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
        return Signatures.isHex(request.getHeader("x-vercel-signature"), "", Hashes.hmac("HmacSHA1", secret, body));
    }

    @Override
    public Optional<String> deliveryKey(HttpServletRequest request, ObjectNode payload) {
        return Payload.text(payload, "/id");
    }

    @Override
    public Reading read(HttpServletRequest request, ObjectNode payload) {
        String type = Payload.text(payload, "/type").orElse("unknown");
        boolean production = Payload.is(payload, "/payload/target", "production");
        boolean elsewhere =
                !production && Payload.text(payload, "/payload/target").isPresent();
        Optional<Instant> time = Payload.time(payload, "/createdAt");
        if (type.equals("deployment.succeeded") && production) {
            return News.of(EventType.APP_DEPLOYED)
                    .with("version", version(payload))
                    .withList("changes", ofCommit(payload, "CommitMessage"))
                    .with("url", url(payload))
                    .at(time, "vercel", payload);
        }
        if (type.equals("deployment.error") && !elsewhere) {
            return News.of(EventType.APP_STATUS_CHANGED)
                    .with("status", Optional.of("deploy-failed"))
                    .with("reason", Payload.text(payload, "/payload/deployment/errorMessage"))
                    .with(
                            "url",
                            Payload.text(payload, "/payload/links/deployment").or(() -> url(payload)))
                    .at(time, "vercel", payload);
        }
        return new Reading.NoNews(
                type.startsWith("deployment.") && !production
                        ? "a deployment outside production is no news"
                        : "an event of this type is no news");
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
