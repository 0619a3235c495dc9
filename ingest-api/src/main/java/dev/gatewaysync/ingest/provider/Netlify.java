package dev.gatewaysync.ingest.provider;

import dev.gatewaysync.events.Source;
import dev.gatewaysync.ingest.signature.NetlifySignature;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Deploy notifications. */
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

    @Override
    public boolean proves(HttpServletRequest request, byte[] secret, byte[] body) {
        return NetlifySignature.isOf(body, request.getHeader("X-Webhook-Signature"), secret);
    }

    @Override
    public void strip(ObjectNode payload) {
        stripNode(payload);
    }

    private static void stripNode(JsonNode json) {
        if (json instanceof ObjectNode object) {
            object.remove(NEVER_STORED);
        }
        if (json instanceof ObjectNode || json instanceof ArrayNode) {
            json.forEach(Netlify::stripNode);
        }
    }
}
