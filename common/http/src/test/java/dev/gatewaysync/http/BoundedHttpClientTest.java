package dev.gatewaysync.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BoundedHttpClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final BoundedHttpClient client = BoundedHttpClient.http1(PATIENCE);
    private final AtomicReference<HttpHandler> answer = new AtomicReference<>(text(200, "hello"));
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                answer.get().handle(exchange);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        client.close();
        server.stop(0);
    }

    @Test
    void an_answer_comes_as_it_is() throws Exception {
        HttpResponse<byte[]> response = client.send(request(), PATIENCE, 5);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("hello".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void a_body_that_is_longer_than_it_may_be_is_refused() {
        assertThatThrownBy(() -> client.send(request(), PATIENCE, 4))
                .isInstanceOf(IOException.class)
                .satisfies(failure -> assertThat(failure instanceof BodyTooLongException
                                || failure.getCause() instanceof BodyTooLongException)
                        .isTrue());
    }

    @Test
    void of_a_body_that_never_ends_the_start_is_read() throws Exception {
        answer.set(endless(200));
        assertThat(client.sendForStart(request(), PATIENCE, 1_000).body()).hasSize(1_000);
    }

    @Test
    void a_short_body_is_its_own_start() throws Exception {
        assertThat(client.sendForStart(request(), PATIENCE, 1_000).body()).hasSize(5);
    }

    @Test
    void a_redirect_is_not_followed_and_its_body_not_read() throws Exception {
        answer.set(endless(302));
        HttpResponse<byte[]> response = client.sendForStart(request(), PATIENCE, 1_000);
        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void the_time_ends_an_answer_that_does_not_begin() {
        answer.set(exchange -> awaitTheEnd());
        assertThatExceptionOfType(HttpTimeoutException.class).isThrownBy(() -> client.send(request(), SHORT, 5));
    }

    @Test
    void the_time_ends_a_body_that_does_not_end() {
        answer.set(exchange -> {
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write('h');
            exchange.getResponseBody().flush();
            awaitTheEnd();
        });
        assertThatExceptionOfType(HttpTimeoutException.class)
                .isThrownBy(() -> client.send(request(), Duration.ofMillis(500), 5));
    }

    @Test
    void what_is_too_long_to_hold_is_read_by_the_caller() throws Exception {
        answer.set(endless(200));
        try (InputStream body = client.stream(request(), PATIENCE).body()) {
            assertThat(body.readNBytes(100_000)).hasSize(100_000);
        }
    }

    @Test
    void a_refused_connection_is_said_to_be_one() {
        HttpRequest nobody = HttpRequests.to(URI.create("http://127.0.0.1:1")).build();
        assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> client.send(nobody, PATIENCE, 5));
    }

    @Test
    void a_close_ends_what_is_in_flight() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        answer.set(exchange -> {
            asked.countDown();
            awaitTheEnd();
        });
        FutureTask<HttpResponse<byte[]>> sent = new FutureTask<>(() -> client.send(request(), PATIENCE, 5));
        Thread.ofVirtual().start(sent);
        asked.await();
        client.close();
        assertThatThrownBy(sent::get).hasCauseInstanceOf(IOException.class);
    }

    private HttpRequest request() {
        return HttpRequests.to(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"))
                .build();
    }

    private static HttpHandler text(int status, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    private HttpHandler endless(int status) {
        return exchange -> {
            exchange.sendResponseHeaders(status, 0);
            while (over.getCount() > 0) {
                exchange.getResponseBody().write(new byte[10_000]);
            }
        };
    }

    private void awaitTheEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
