package dev.gatewaysync.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

class RequestDeadlinesTest {
    private final RequestDeadlines deadlines = new RequestDeadlines(Duration.ofSeconds(3), Duration.ofSeconds(6));
    private WebServer server;

    @BeforeEach
    void start() throws IOException {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
        factory.setAddress(InetAddress.getLoopbackAddress());
        deadlines.customize(factory);
        new ContainerProblems(0).customize(factory);
        server = factory.getWebServer();
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
        deadlines.destroy();
    }

    /** A byte every 50 ms is never silent for long enough to be ended for that. */
    @Test
    void a_request_that_trickles_in_is_ended() throws Exception {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
            long begun = System.nanoTime();
            assertThatThrownBy(() -> {
                        while (System.nanoTime() - begun
                                < Duration.ofSeconds(60).toNanos()) {
                            out.write('x');
                            out.flush();
                            Thread.sleep(50);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void what_tomcat_refuses_by_itself_is_answered_as_we_answer() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write("GET /x%2fy HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("application/problem+json", "nosniff")
                    .doesNotContain("<html");
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.getPort());
    }
}
