package dev.gatewaysync.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Requests whose answers have an end: one time from connecting to the last byte, where the JDK's own ends with the headers, and one
 * length. Redirects are answers like any other: followed, they would take a key to a place that nobody set. Safe to use from
 * any thread.
 *
 * <p>Every method throws {@link HttpTimeoutException} when the time is over, another {@link IOException} when the exchange failed,
 * and {@link InterruptedException} when the caller was interrupted; then nobody knows what became of the request.
 */
public final class BoundedHttpClient implements AutoCloseable {
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(1);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;

    private BoundedHttpClient(HttpClient.Version version, Duration connectTimeout) {
        HttpRequests.allowHostHeader();
        this.client = HttpClient.newBuilder()
                .version(version)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .executor(threads)
                .build();
    }

    /** HTTP/1.1: on plain HTTP an offer of an upgrade to h2c would go out, which not every server survives. */
    public static BoundedHttpClient http1(Duration connectTimeout) {
        return new BoundedHttpClient(HttpClient.Version.HTTP_1_1, connectTimeout);
    }

    /** HTTP/2 where the server speaks it, as browsers do. */
    public static BoundedHttpClient http2(Duration connectTimeout) {
        return new BoundedHttpClient(HttpClient.Version.HTTP_2, connectTimeout);
    }

    /** @throws BodyTooLongException if the body is longer than {@code most} bytes, perhaps as a cause of what is thrown */
    public HttpResponse<byte[]> send(HttpRequest request, Duration time, long most)
            throws IOException, InterruptedException {
        return within(time, request, head -> LimitedBody.whole(most));
    }

    /** With no more than the first {@code most} bytes of the body, and none of a redirect's. */
    public HttpResponse<byte[]> sendForStart(HttpRequest request, Duration time, int most)
            throws IOException, InterruptedException {
        return within(time, request, head -> LimitedBody.start(head.statusCode() / 100 == 3 ? 0 : most));
    }

    /** For what is too long to hold. The time is that to the headers; the caller reads and closes the body. */
    public HttpResponse<InputStream> stream(HttpRequest request, Duration time)
            throws IOException, InterruptedException {
        return within(time, request, BodyHandlers.ofInputStream());
    }

    /** Ends what is in flight. */
    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
        try {
            client.awaitTermination(LAST_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> HttpResponse<T> within(Duration time, HttpRequest request, BodyHandler<T> body)
            throws IOException, InterruptedException {
        // On a thread that can be interrupted: an asynchronous exchange ends on a thread of the common pool, which
        // others may
        // have blocked.
        FutureTask<HttpResponse<T>> exchange = new FutureTask<>(() -> client.send(request, body));
        Thread.ofVirtual().name("http").start(exchange);
        try {
            return exchange.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("No whole answer within " + time.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw failure(e);
        } finally {
            exchange.cancel(true);
        }
    }

    private static IOException failure(ExecutionException failed) {
        Throwable cause = failed.getCause();
        if (cause instanceof RuntimeException e) {
            throw e;
        }
        if (cause instanceof Error e) {
            throw e;
        }
        return cause instanceof IOException e ? e : new IOException("The exchange was ended", cause);
    }
}
