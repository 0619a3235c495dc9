package dev.gatewaysync.ingest.provider;

import dev.gatewaysync.events.Source;
import dev.gatewaysync.ingest.signature.NetlifySignature;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** Deploy notifications. */
@Component
class Netlify implements Provider {
    @Override
    public Source source() {
        return Source.NETLIFY;
    }

    @Override
    public String secretVariable() {
        return "NETLIFY_WEBHOOK_SECRET";
    }

    @Override
    public boolean proves(HttpServletRequest request, byte[] secret, byte[] body) {
        return NetlifySignature.isOf(body, request.getHeader("X-Webhook-Signature"), secret);
    }
}
