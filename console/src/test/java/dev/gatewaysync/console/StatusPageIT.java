package dev.gatewaysync.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.console.publicpage.AppRows;
import dev.gatewaysync.console.publicpage.PublicServer;
import dev.gatewaysync.testkit.Infra;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusPageIT {
    private final HttpClient http = HttpClient.newHttpClient();
    private RunningConsole console;
    private String page;

    @BeforeEach
    void start() {
        Map<String, String> settings = new HashMap<>(Infra.start().wiped().settings());
        settings.put("STATUS_PAGE_PORT", "0");
        settings.put("BIND_ADDRESS", "127.0.0.1");
        AppRows rows = new AppRows(Infra.start().database().jdbc());
        rows.check(Instant.now());
        rows.incident(
                "i1",
                "offline",
                "HTTP 502",
                Instant.now().minusSeconds(900),
                Instant.now().minusSeconds(60));
        console = RunningConsole.start(settings);
        page = "http://127.0.0.1:" + console.bean(PublicServer.class).port();
        await().atMost(Duration.ofSeconds(60)).until(() -> get("/").statusCode() == 200);
    }

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void anybody_reads_page_badge_and_feed_and_is_given_no_cookie() {
        HttpResponse<String> answer = get("/");
        assertThat(answer.body())
                .startsWith("<!doctype html>")
                .contains("Everything Gateway", "It answered with an error");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).startsWith("public, max-age=");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        String policy = answer.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertThat(policy).startsWith("default-src 'none'; style-src 'sha256-").doesNotContain("unsafe", "script");
        assertThat(get("/badge.svg").headers().firstValue("Content-Type").orElseThrow())
                .startsWith("image/svg+xml");
        assertThat(get("/badge.svg?period=30d").body()).contains("uptime 30d");
        for (String none : List.of("31d", "zz", "")) {
            HttpResponse<String> refused = get("/badge.svg?period=" + none);
            assertThat(refused.statusCode()).as(none).isEqualTo(400);
            assertThat(refused.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/problem+json");
            assertThat(refused.body()).contains("period must be 24h, 7d, 30d or 90d.");
        }
        HttpResponse<String> feed = get("/incidents.rss");
        assertThat(feed.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/rss+xml");
        assertThat(feed.body())
                .contains("<link>" + page + "/#incident-i1</link>", "href=\"" + page + "/incidents.rss\"");
        assertThat(get("/icon.svg").body()).startsWith("<svg");
    }

    @Test
    void a_caller_who_has_it_is_told_so_in_a_line_and_head_has_no_body() {
        for (String path : List.of("/", "/badge.svg", "/badge.svg?period=7d", "/incidents.rss")) {
            HttpResponse<String> answer = get(path);
            String tag = answer.headers().firstValue("ETag").orElseThrow();
            HttpResponse<String> again = send(request(path).header("If-None-Match", "\"other\", W/" + tag));
            assertThat(again.statusCode()).as(path).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.headers().firstValue("ETag")).hasValue(tag);
            assertThat(again.headers().firstValue("Cache-Control")).isPresent();
            HttpResponse<String> head = send(request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(head.headers().firstValue("Content-Length"))
                    .isEqualTo(answer.headers().firstValue("Content-Length"));
        }
    }

    @Test
    void nothing_of_the_console_is_there_and_nothing_is_changed() {
        for (String path : List.of(
                "/login",
                "/health",
                "/api/v1/status",
                "/updates",
                "/assets/console.css",
                "/lib/x",
                "/metrics",
                "/..%2f",
                "//",
                "/;a=b",
                "/index.html",
                "/badge.svg/",
                "/console/public/page.html",
                "/WEB-INF/web.xml")) {
            HttpResponse<String> answer = send(request(path).header("Authorization", "Bearer " + RunningConsole.OPS));
            assertThat(answer.statusCode()).as(path).isIn(400, 404);
            assertThat(answer.body())
                    .as(path)
                    .contains(
                            answer.statusCode() == 404
                                    ? "There is nothing at this address."
                                    : "The request was refused before it was read.");
            assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        }
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS")) {
            HttpResponse<String> answer = send(request("/").method(method, HttpRequest.BodyPublishers.ofString("x")));
            assertThat(answer.statusCode()).as(method).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
            assertThat(answer.body()).as(method).contains("This address does not take this method");
        }
    }

    @Test
    void a_query_that_cannot_be_read_is_the_callers_mistake() throws Exception {
        try (Socket socket =
                new Socket("127.0.0.1", console.bean(PublicServer.class).port())) {
            socket.getOutputStream()
                    .write("GET /?%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void the_console_is_as_closed_as_ever() {
        assertThat(console.send(console.request("/incidents.rss")).statusCode()).isIn(302, 303, 401, 404);
        assertThat(console.send(console.request("/badge.svg")).body()).doesNotContain("<svg");
        assertThat(console.send(console.request("/api/v1/status")).statusCode()).isEqualTo(401);
    }

    @Test
    void a_host_that_is_no_host_does_not_get_into_the_feed() throws Exception {
        URI own = URI.create(page);
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", own.getPort())) {
            socket.getOutputStream()
                    .write("GET /incidents.rss HTTP/1.1\r\nHost: a\"><b\r\nConnection: close\r\n\r\n"
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(answer).doesNotContain("><b");
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(page + path)).timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> get(String path) {
        return send(request(path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
