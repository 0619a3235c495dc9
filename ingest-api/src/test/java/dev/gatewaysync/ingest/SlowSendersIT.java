package dev.gatewaysync.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.testkit.Infra;
import dev.gatewaysync.testkit.Pause;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A byte every 50 ms is never silent for long enough to be ended for that. */
class SlowSendersIT {
    private static final int PACE_MILLIS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String UPDATE = "{\"type\":\"bug-fixed\",\"data\":{\"title\":\"t\"}}";
    private static final String POST =
            "POST /webhook/updates HTTP/1.1\r\nHost: localhost\r\n" + "Content-Type: application/json\r\n";
    private static final String BEARER = "Authorization: Bearer " + RunningIngest.SECRET + "\r\n";

    private static RunningIngest ingest;

    @BeforeAll
    static void start() {
        ingest = RunningIngest.start(Infra.start().wiped().settings(), Map.of("INGEST_REQUEST_TIMEOUT", "2s"));
        // The first of each takes longer than the others, and on a busy machine than is allowed.
        await().ignoreExceptions().until(() -> ingest.update(UPDATE).status() == 202);
        await().ignoreExceptions().until(() -> ingest.get("/updates/none").status() == 404);
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @Test
    void a_head_that_trickles_in_is_cut_off() throws IOException {
        assertThat(trickle(POST + "X-Slow: ", "")).isEmpty();
    }

    @Test
    void a_body_that_trickles_in_is_408_and_the_connection_ends() throws IOException {
        assertTooSlow(trickle(POST + BEARER, "Content-Length: 100000\r\n\r\n{"));
    }

    @Test
    void so_is_one_whose_sender_has_proved_nothing_yet() throws IOException {
        String signed = "webhook-id: m\r\nwebhook-timestamp: " + Instant.now().getEpochSecond()
                + "\r\nwebhook-signature: v1,AAAA\r\n";
        assertTooSlow(trickle(POST + signed, "Content-Length: 100000\r\n\r\n{"));
    }

    @Test
    void the_rest_of_a_refused_body_does_not_hold_the_connection_either() throws IOException {
        assertThat(trickle(POST, "Content-Length: 100000\r\n\r\n{")).startsWith("HTTP/1.1 401 ");
    }

    /** Far more than the system holds back for a reader, read at 20 kB a second for longer than is allowed. */
    @Test
    void an_answer_that_is_read_too_slowly_is_cut_off() throws Exception {
        int size = 12_000_000;
        ingest.bean(JdbcClient.class)
                .sql("""
                        INSERT INTO event (id, type, source, category, priority, description, occurred_at, received_at,
                                           recorded_at, details)
                        VALUES ('large', 'bug-fixed', 'main-app', 'development', 'normal', 'd', 1, 1, 1, :details)""")
                .param(
                        "details",
                        "{\"parts\":[" + ("\"" + "x".repeat(1_000_000) + "\",").repeat(size / 1_000_000) + "1]}")
                .update();
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(64 * 1024);
            socket.connect(new InetSocketAddress("localhost", ingest.port()));
            send(socket, "GET /updates/large HTTP/1.1\r\nHost: localhost\r\n" + BEARER + "\r\n");
            InputStream in = socket.getInputStream();
            byte[] status = in.readNBytes("HTTP/1.1 200".length());
            assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
            long read = status.length;
            long slowUntil = System.nanoTime() + Duration.ofSeconds(7).toNanos();
            while (System.nanoTime() < slowUntil) {
                Pause.of(Duration.ofMillis(PACE_MILLIS));
                read += in.readNBytes(1_024).length;
            }
            assertThat(read + rest(in)).isLessThan(size);
        }
    }

    @Test
    void the_time_is_of_one_request_not_of_its_connection() throws IOException {
        String request = POST + BEARER + "Content-Length: " + UPDATE.length() + "\r\n\r\n" + UPDATE;
        try (Socket socket = new Socket("localhost", ingest.port())) {
            InputStream in = socket.getInputStream();
            for (int i = 0; i < 2; i++) {
                socket.setSoTimeout((int) PATIENCE.toMillis());
                send(socket, request);
                assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 202");
                in.skipNBytes(1);
                in.skip(in.available());
                socket.setSoTimeout(2_500);
                assertThatThrownBy(() -> drain(in)).isInstanceOf(SocketTimeoutException.class);
            }
        }
    }

    private static void assertTooSlow(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 408 ").contains("application/problem+json", "/problem/too-slow\"");
    }

    /** Sends {@code start} and {@code next} and then a byte at a time; returns what came back until the server ended it. */
    private static String trickle(String start, String next) throws IOException {
        StringBuilder answer = new StringBuilder();
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (Socket socket = new Socket("localhost", ingest.port())) {
            socket.setSoTimeout(PACE_MILLIS);
            send(socket, start + next);
            while (System.nanoTime() < end) {
                try {
                    int read = socket.getInputStream().read();
                    if (read < 0) {
                        return answer.toString();
                    }
                    answer.append((char) read);
                } catch (SocketTimeoutException e) {
                    if (!isSent(socket)) {
                        return answer.toString();
                    }
                } catch (IOException e) {
                    return answer.toString();
                }
            }
        }
        throw new AssertionError("Still connected after " + PATIENCE + ", with the answer: " + answer);
    }

    /** In bytes, until it ends in any way. */
    private static long rest(InputStream in) {
        long count = 0;
        byte[] some = new byte[64 * 1024];
        try {
            for (int n = in.read(some); n >= 0; n = in.read(some)) {
                count += n;
            }
        } catch (IOException e) {
            // It was cut off.
        }
        return count;
    }

    private static boolean isSent(Socket socket) {
        try {
            send(socket, " ");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void drain(InputStream in) throws IOException {
        while (in.read() >= 0) {
            // Until it ends or is silent.
        }
    }
}
