package dev.gatewaysync.ingest.source;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /webhook/in/NAME}: anybody's own webhook, as {@code gateway.yml} describes it. */
@RestController
class SourceController {
    private final SourceWebhookService webhooks;

    SourceController(SourceWebhookService webhooks) {
        this.webhooks = webhooks;
    }

    @PostMapping("/webhook/in/{name}")
    ResponseEntity<byte[]> take(@PathVariable("name") String name, HttpServletRequest request) {
        return webhooks.take(name, request);
    }
}
