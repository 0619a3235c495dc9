package dev.gatewaysync.ingest.provider;

import dev.gatewaysync.crypto.Hmac;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.ingest.signature.Signatures;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** Deployment events of a project. */
@Component
class Vercel implements Provider {
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
}
