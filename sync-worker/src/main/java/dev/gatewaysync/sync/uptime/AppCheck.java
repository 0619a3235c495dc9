package dev.gatewaysync.sync.uptime;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the main app's first page, as a visitor would. Up is an answer below 400 with the text that it must contain, if
 * one is set, among its first megabyte; another answer below 500 is degraded, and so is a page without the text.
 */
final class AppCheck implements AutoCloseable {
    private static final int LOOKED_AT = 1 << 20;

    private final URI url;
    private final UptimeSettings settings;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;

    AppCheck(URI url, UptimeSettings settings) {
        this.url = url;
        this.settings = settings;
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(settings.timeout())
                .executor(threads)
                .build();
    }

    /** Takes the timeout at most. */
    CheckResult look() {
        long start = System.nanoTime();
        CompletableFuture<CheckResult> look = new CompletableFuture<>();
        // A body that trickles in is cut off by interrupting whoever reads it.
        Thread reader = Thread.ofVirtual().name("uptime-check").start(() -> {
            try {
                look.complete(answer(start));
            } catch (IOException | RuntimeException e) {
                look.complete(new CheckResult(AppState.DOWN, null, null, reason(e)));
            } catch (InterruptedException e) {
                look.cancel(true);
            }
        });
        try {
            return look.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new CheckResult(AppState.DOWN, null, null, "no answer within " + seconds(settings.timeout()));
        } catch (ExecutionException e) {
            return new CheckResult(AppState.DOWN, null, null, String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted during a check", e);
        } finally {
            reader.interrupt();
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
    }

    private CheckResult answer(long start) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.getPath().isEmpty() ? url.resolve("/") : url)
                .timeout(settings.timeout())
                .header("User-Agent", "gateway-sync uptime check")
                .build();
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            String text = new String(body.readNBytes(LOOKED_AT), StandardCharsets.UTF_8);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            int status = response.statusCode();
            if (status >= 400) {
                return new CheckResult(
                        status < 500 ? AppState.DEGRADED : AppState.DOWN, status, took, "HTTP " + status);
            }
            boolean right = settings.bodyCheck().map(text::contains).orElse(true);
            return right
                    ? new CheckResult(AppState.UP, status, took, null)
                    : new CheckResult(AppState.DEGRADED, status, took, "the page does not say what it should");
        }
    }

    private static String reason(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return "its name is not known";
            }
            if (cause instanceof java.net.http.HttpConnectTimeoutException
                    || cause instanceof java.net.http.HttpTimeoutException) {
                return "no answer in time";
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
