package dev.gatewaysync.discord.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.http.PrivateAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageFetchTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final PageServer server = new PageServer();
    private final List<InetAddress> looked = new ArrayList<>();
    private final PageFetch fetch = new PageFetch(address -> {
        looked.add(address);
        return false;
    });

    PageFetchTest() throws IOException {}

    @AfterEach
    void close() {
        fetch.close();
        server.close();
    }

    @Test
    void a_page_is_read_with_what_its_server_says_of_it() throws Exception {
        server.page("/a?b=1", "<p>hello");

        Page page = read(server.url("/a?b=1"));

        assertThat(new String(page.start())).isEqualTo("<p>hello");
        assertThat(page.charset()).isEqualTo("utf-8");
        assertThat(server.requests).containsExactly("localhost/a?b=1");
    }

    @Test
    void redirects_are_followed_each_to_an_address_that_was_looked_at() throws Exception {
        server.redirects("/1", "/2")
                .redirects("/2", server.url("127.0.0.1", "/3"))
                .page("/3", "there");

        assertThat(read(server.url("/1")).at()).hasToString(server.url("127.0.0.1", "/3"));
        assertThat(looked).hasSizeGreaterThanOrEqualTo(3).allMatch(InetAddress::isLoopbackAddress);
    }

    @Test
    void not_for_ever() {
        server.redirects("/1", "/1");

        assertThatThrownBy(() -> read(server.url("/1"))).hasMessageContaining("redirects");
        assertThat(server.requests).hasSize(6);
    }

    @Test
    void nothing_inside_of_our_own_network_is_asked() {
        server.page("/", "secret");
        try (PageFetch guarded = new PageFetch(PrivateAddress::is)) {
            for (String host : List.of("localhost", "127.0.0.1", "[::1]", "127.1", "2130706433")) {
                assertThatThrownBy(() -> guarded.read(server.url(host, "/"), end(LONG)))
                        .as(host)
                        .isInstanceOf(IOException.class);
            }
        }
        assertThat(server.requests).isEmpty();
    }

    @Test
    void nor_after_a_redirect() {
        server.redirects("/1", server.url("127.0.0.1", "/2")).page("/2", "secret");
        // A name is written before its address.
        try (PageFetch guarded = new PageFetch(address -> address.toString().startsWith("/"))) {
            assertThatThrownBy(() -> guarded.read(server.url("/1"), end(LONG))).hasMessageContaining("private");
        }
        assertThat(server.requests).containsExactly("localhost/1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://a.example/",
                "//a.example",
                "http://user:pw@localhost/",
                "http:///x",
                "no"
            })
    void what_is_no_page_is_not_asked_for(String address) {
        assertThatThrownBy(() -> read(address)).isInstanceOf(IOException.class);
        assertThat(looked).isEmpty();
    }

    @Test
    void a_redirect_to_a_file_leads_nowhere() {
        server.redirects("/1", "file:///etc/passwd");

        assertThatThrownBy(() -> read(server.url("/1"))).hasMessageContaining("no address");
    }

    @Test
    void of_a_long_page_the_beginning_is_read() throws Exception {
        server.page("/", "x".repeat(1_000_000));

        assertThat(read(server.url("/")).start()).hasSize(256 * 1024);
    }

    @Test
    void only_html_is_a_page() {
        server.answers("/", 200, "Content-Type", "application/pdf", "%PDF");
        assertThatThrownBy(() -> read(server.url("/"))).hasMessageContaining("HTML");
    }

    @Test
    void one_that_does_not_answer_has_an_end() {
        server.hangs("/");

        assertThatThrownBy(() -> fetch.read(server.url("/"), end(Duration.ofSeconds(2))))
                .isInstanceOf(HttpTimeoutException.class);
    }

    private Page read(String address) throws IOException, InterruptedException {
        return fetch.read(address, end(LONG));
    }

    private static long end(Duration time) {
        return System.nanoTime() + time.toNanos();
    }
}
