package dev.gatewaysync.ingest.provider;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /webhook/netlify}, {@code /webhook/vercel}, {@code /webhook/github}: each there if its secret is set. */
@RestController
class ProviderController {
    private final Netlify netlify;
    private final Vercel vercel;
    private final GitHub gitHub;
    private final ProviderWebhookService desk;

    ProviderController(Netlify netlify, Vercel vercel, GitHub gitHub, ProviderWebhookService desk) {
        this.netlify = netlify;
        this.vercel = vercel;
        this.gitHub = gitHub;
        this.desk = desk;
    }

    @PostMapping("/webhook/netlify")
    ResponseEntity<byte[]> netlify(HttpServletRequest request) {
        return desk.take(netlify, request);
    }

    @PostMapping("/webhook/vercel")
    ResponseEntity<byte[]> vercel(HttpServletRequest request) {
        return desk.take(vercel, request);
    }

    @PostMapping("/webhook/github")
    ResponseEntity<byte[]> gitHub(HttpServletRequest request) {
        return desk.take(gitHub, request);
    }
}
