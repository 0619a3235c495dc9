package dev.gatewaysync.ingest.provider;

import dev.gatewaysync.crypto.Hmac;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.ingest.signature.Signatures;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** Releases and deployments of a repository. */
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
        return Signatures.isHex(request.getHeader("X-Hub-Signature-256"), "sha256=", Hmac.sha256(secret, body));
    }

    /** The content type that GitHub offers first; the signature is of the whole form. */
    @Override
    public boolean sendsForms() {
        return true;
    }
}
