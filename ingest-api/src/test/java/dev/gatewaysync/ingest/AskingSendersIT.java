package dev.gatewaysync.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.testkit.Infra;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Senders that ask with {@code Expect: 100-continue} whether they may send their body, as curl does with a long one. */
class AskingSendersIT {
    private static final String TOKEN = "Authorization: Bearer " + RunningIngest.SECRET + "\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String BODY = "{\"type\":\"bug-fixed\",\"data\":{\"title\":\"t\"}}";

    @Test
    void who_is_refused_for_the_headers_alone_is_refused_before_the_body() throws Exception {
        try (RunningIngest ingest = RunningIngest.start(Infra.start().wiped().settings(), Map.of())) {
            assertThat(answer(ingest, JSON, 100)).startsWith("HTTP/1.1 401");
            assertThat(answer(ingest, JSON + "Authorization: Bearer wrong\r\n", 100))
                    .startsWith("HTTP/1.1 401");
            assertThat(answer(ingest, JSON + TOKEN, 300_000)).startsWith("HTTP/1.1 413");
            assertThat(answer(ingest, "Content-Type: text/plain\r\n" + TOKEN, 100))
                    .startsWith("HTTP/1.1 415");
        }
    }

    @Test
    void who_is_over_the_limit_is_refused_before_the_body() throws Exception {
        try (RunningIngest ingest =
                RunningIngest.start(Infra.start().wiped().settings(), Map.of("INGEST_RATE_LIMIT", "1/1h"))) {
            assertThat(ingest.update(BODY).status()).isEqualTo(202);
            assertThat(answer(ingest, JSON + TOKEN, 100)).startsWith("HTTP/1.1 429");
        }
    }

    @Test
    void who_may_is_told_to_go_on_and_is_accepted() throws Exception {
        try (RunningIngest ingest = RunningIngest.start(Infra.start().wiped().settings(), Map.of());
                Socket socket = asking(ingest, JSON + TOKEN, BODY.length())) {
            BufferedReader reader = reader(socket);
            assertThat(reader.readLine()).startsWith("HTTP/1.1 100");
            assertThat(reader.readLine()).isEmpty();
            socket.getOutputStream().write(BODY.getBytes(StandardCharsets.US_ASCII));
            assertThat(reader.readLine()).startsWith("HTTP/1.1 202");
        }
    }

    /** The first line that comes, with no byte of the body sent. */
    private static String answer(RunningIngest ingest, String headers, int length) throws IOException {
        try (Socket socket = asking(ingest, headers, length)) {
            return reader(socket).readLine();
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    private static Socket asking(RunningIngest ingest, String headers, int length) throws IOException {
        Socket socket = new Socket("localhost", ingest.port());
        socket.setSoTimeout(30_000);
        socket.getOutputStream()
                .write(("POST /webhook/updates HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n" + headers
                                + "Content-Length: " + length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
