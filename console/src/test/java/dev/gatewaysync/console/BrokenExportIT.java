package dev.gatewaysync.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.testkit.Infra;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What has begun with 200 cannot take that back: it ends without its end. */
class BrokenExportIT {
    /** More than a page of the export, so that the answer has begun when the bad one is come to. */
    private static final int UPDATES = 1_200;

    private RunningConsole console;

    @BeforeEach
    void start() {
        console = RunningConsole.start(Infra.start().wiped().settings());
        new JdbcTemplate(console.database().dataSource())
                .batchUpdate(
                        """
                        INSERT INTO event (id, type, source, category, priority, description, occurred_at, received_at,
                          recorded_at, details)
                        VALUES (?, 'bug-fixed', 'main-app', 'features', 'normal', 'x', ?, ?, ?, '{"title":"x"}')""",
                        IntStream.range(0, UPDATES)
                                .mapToObj(i -> new Object[] {"u" + i, i, i, i})
                                .toList());
    }

    @AfterEach
    void stop() {
        console.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"seed", "ndjson"})
    void an_export_that_fails_on_its_way_ends_without_its_last_chunk(String format) throws IOException {
        JdbcClient.create(console.database().dataSource())
                .sql("UPDATE event SET details = 'no JSON' WHERE id = 'u3'")
                .update();
        String answer = answerTo("/api/v1/updates/export?format=" + format);
        assertThat(answer).startsWith("HTTP/1.1 200").contains("\"u" + (UPDATES - 1) + "\"");
        assertThat(answer).as("the last chunk").doesNotEndWith("\r\n0\r\n\r\n");
        assertThat(answer.strip())
                .as("nothing follows what was written before")
                .matches("(?s).*\"synced\":(true|false)[^{]*");
    }

    @Test
    void an_export_that_fails_before_its_first_byte_is_a_problem() {
        JdbcClient.create(console.database().dataSource())
                .sql("UPDATE event SET details = 'no JSON' WHERE id = 'u" + (UPDATES - 1) + "'")
                .update();
        assertThat(console.get("/api/v1/updates/export?format=ndjson", RunningConsole.OPS)
                        .statusCode())
                .isEqualTo(500);
    }

    @Test
    void a_whole_export_has_its_last_chunk() throws IOException {
        assertThat(answerTo("/api/v1/updates/export?format=ndjson")).endsWith("\r\n0\r\n\r\n");
    }

    /** As the connection carries it, for a client's library would hide how it ends. */
    private String answerTo(String path) throws IOException {
        URI address = URI.create(console.url());
        try (Socket socket = new Socket(address.getHost(), address.getPort());
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            socket.setSoTimeout(30_000);
            out.write(("GET " + path + " HTTP/1.1\r\nHost: " + address.getHost() + "\r\nAuthorization: Bearer "
                            + RunningConsole.OPS + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
