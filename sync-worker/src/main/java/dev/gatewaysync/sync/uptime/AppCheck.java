package dev.gatewaysync.sync.uptime;

import dev.gatewaysync.http.BoundedHttpClient;
import dev.gatewaysync.http.HttpRequests;
import dev.gatewaysync.service.settings.Secret;
import dev.gatewaysync.sync.mainapp.MainAppRedirects;
import dev.gatewaysync.sync.mainapp.MainAppRedirects.RefusedRedirectException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the main app's first page, as a visitor would, or at what {@code UPTIME_PATH} says; at the catalogue's index
 * where there is no first page. Up is an answer below 300 with the text that it must contain, if one is set, among its first
 * megabyte; another answer below 500 is degraded, and so is a page without the text.
 */
final class AppCheck implements AutoCloseable {
    private static final int LOOKED_AT = 1 << 20;

    private static final Set<Integer> NO_SUCH_PAGE = Set.of(404, 405, 410);

    private final AppAddress address;
    private final UptimeSettings settings;
    private final MainAppRedirects redirects = new MainAppRedirects();
    private final BoundedHttpClient client;

    AppCheck(URI url, UptimeSettings settings) {
        this(AppAddress.ofPage(url), settings);
    }

    AppCheck(AppAddress address, UptimeSettings settings) {
        this.address = address;
        this.settings = settings;
        this.client = BoundedHttpClient.http2(settings.timeout());
    }

    /** Takes the timeout at most, beside what the resolver takes for names. */
    CheckResult look() {
        long start = System.nanoTime();
        try {
            return answer(start);
        } catch (IOException | RuntimeException e) {
            return new CheckResult(AppState.DOWN, null, null, reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted during a check", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private CheckResult answer(long start) throws IOException, InterruptedException {
        CheckResult page = answer(address.page(), Optional.empty(), start);
        URI instead = address.instead();
        if (instead == null || page.status() == null || !NO_SUCH_PAGE.contains(page.status())) {
            return page;
        }
        CheckResult index = answer(instead, address.key(), start);
        return index.state() == AppState.UP
                ? index
                : new CheckResult(
                        index.state(), index.status(), index.response(), page.problem() + ", " + index.problem());
    }

    private CheckResult answer(URI start, Optional<Secret> key, long startedAt)
            throws IOException, InterruptedException {
        URI uri = start;
        Instant certificate = null;
        for (int hop = 0; ; hop++) {
            boolean mayHaveKey = MainAppRedirects.isOfSameOrigin(start, uri);
            HttpResponse<byte[]> response =
                    client.sendForStart(request(uri, mayHaveKey ? key : Optional.empty()), left(startedAt), LOOKED_AT);
            int status = response.statusCode();
            if (hop == 0) {
                certificate = response.sslSession().map(AppCheck::expires).orElse(null);
            }
            if (!MainAppRedirects.isRedirect(status) || hop == MainAppRedirects.MOST) {
                String text = new String(response.body(), StandardCharsets.UTF_8);
                return result(start, uri, status, text, Duration.ofNanos(System.nanoTime() - startedAt))
                        .withCertificate(certificate);
            }
            try {
                uri = redirects.target(
                        start, uri, response.headers().firstValue("location").orElse(""));
            } catch (RefusedRedirectException e) {
                return new CheckResult(
                        AppState.DEGRADED,
                        response.statusCode(),
                        Duration.ofNanos(System.nanoTime() - startedAt),
                        MainAppRedirects.shown(uri) + " redirects " + e.getMessage());
            }
        }
    }

    /** When the certificate that the server has shown runs out; null if it is none of X.509. */
    private static @Nullable Instant expires(SSLSession session) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? certificate.getNotAfter().toInstant()
                    : null;
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }

    private CheckResult result(URI start, URI asked, int status, String text, Duration took) {
        String where = MainAppRedirects.shown(asked)
                + (asked.equals(start) ? "" : ", where " + MainAppRedirects.shown(start) + " points");
        if (status >= 500) {
            return new CheckResult(AppState.DOWN, status, took, "HTTP " + status);
        }
        if (MainAppRedirects.isRedirect(status)) {
            return new CheckResult(
                    AppState.DEGRADED,
                    status,
                    took,
                    MainAppRedirects.shown(start) + " redirects more than " + MainAppRedirects.MOST
                            + " times, at last to " + MainAppRedirects.shown(asked));
        }
        if (status >= 300) {
            return new CheckResult(AppState.DEGRADED, status, took, "HTTP " + status + " at " + where);
        }
        boolean right = settings.bodyCheck().map(text::contains).orElse(true);
        return right
                ? new CheckResult(AppState.UP, status, took, null)
                : new CheckResult(AppState.DEGRADED, status, took, "the page does not say what it should");
    }

    private HttpRequest request(URI uri, Optional<Secret> key) {
        HttpRequest.Builder request = HttpRequests.to(uri).header("User-Agent", "gateway-sync uptime check");
        key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret.reveal()));
        return request.build();
    }

    private Duration left(long startedAt) {
        return settings.timeout().minusNanos(System.nanoTime() - startedAt);
    }

    private String reason(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return "its name is not known";
            }
            if (cause instanceof HttpTimeoutException) {
                return "no answer within " + seconds(settings.timeout());
            }
            if (cause instanceof ConnectException) {
                return "it refuses connections";
            }
        }
        String message = failure == null ? null : failure.getMessage();
        return "the connection broke" + (message == null ? "" : " (" + message + ")");
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }
}
