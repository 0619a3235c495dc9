package dev.gatewaysync.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRequestsTest {
    private final AtomicReference<String> host = new AtomicReference<>("");
    private HttpServer server;
    private HttpClient client;

    @BeforeEach
    void start() throws IOException {
        HttpRequests.allowHostHeader();
        client = HttpClient.newHttpClient();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            host.set(exchange.getRequestHeaders().getFirst("Host") + exchange.getRequestURI());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    /** The HTTP client itself calls each of them an “unsupported URI”. */
    @ParameterizedTest
    @ValueSource(strings = {"main_app", "my_stack_app", "app-", "_app", "app.1a", "a_b.example", "x_", "1_a"})
    void a_host_that_the_client_refuses_is_reached_under_its_own_name(String name) throws Exception {
        int port = server.getAddress().getPort();
        URI uri = URI.create("http://" + name + ":" + port + "/a/b?c=d");
        assertThatIllegalArgumentException().isThrownBy(() -> HttpRequest.newBuilder(uri));

        HttpRequest request = HttpRequests.to(
                        uri, asked -> asked.equals(name) ? InetAddress.getLoopbackAddress() : fail(asked))
                .build();

        assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(204);
        assertThat(host.get()).isEqualTo(name + ":" + port + "/a/b?c=d");
    }

    @Test
    void an_international_host_is_asked_for_in_ascii() {
        assertThat(HttpRequests.to(URI.create("https://bücher.example/x"))
                        .build()
                        .uri())
                .isEqualTo(URI.create("https://xn--bcher-kva.example/x"));
    }

    @Test
    void an_ordinary_host_is_left_alone() {
        URI uri = URI.create("https://app.example/x");
        assertThat(HttpRequests.to(uri, HttpRequestsTest::fail).build().uri()).isSameAs(uri);
    }

    @Test
    void a_host_that_nobody_knows_fails_when_it_is_sent() {
        HttpRequest request = HttpRequests.to(URI.create("http://no_body:1/"), HttpRequestsTest::fail)
                .build();
        assertThatIOException().isThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.discarding()));
    }

    @Test
    void an_ipv6_address_is_put_into_brackets() {
        HttpRequest request = HttpRequests.to(URI.create("http://main_app:80/"), name -> InetAddress.getByName("::1"))
                .build();
        assertThat(request.uri().getHost()).isEqualTo("[0:0:0:0:0:0:0:1]");
    }

    @Test
    void https_reaches_nobody_where_no_certificate_could_fit() {
        HttpRequest request = HttpRequests.to(URI.create("https://main_app/"), name -> InetAddress.getLoopbackAddress())
                .build();
        assertThat(request.uri()).isEqualTo(URI.create("https://unknown-host.invalid/"));
    }

    private static InetAddress fail(String host) throws UnknownHostException {
        throw new UnknownHostException(host);
    }
}
