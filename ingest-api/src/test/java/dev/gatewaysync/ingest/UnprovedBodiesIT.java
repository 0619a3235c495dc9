package dev.gatewaysync.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.ingest.RunningIngest.Reply;
import dev.gatewaysync.testkit.Infra;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnprovedBodiesIT {
    private static final int MAX_BODY = 256 * 1024;
    private static final int ROOM = 32 * 1024 * 1024;

    /** Each sender holds back the last byte, so that what it has sent stays in memory. */
    @Test
    void together_they_take_a_bounded_part_of_memory_and_whoever_has_a_token_comes_in_all_the_same() throws Exception {
        List<Socket> senders = new ArrayList<>();
        try (RunningIngest ingest =
                RunningIngest.start(Infra.start().wiped().settings(), Map.of("INGEST_REQUEST_TIMEOUT", "5m"))) {
            assertThat(unproved(ingest).status()).isEqualTo(401);
            try {
                for (int i = 0; i < ROOM / MAX_BODY; i++) {
                    senders.add(unfinished(ingest));
                }
                // Those that found no room together, or because of a probe, have made room for others.
                List<Reply> refusals = new ArrayList<>();
                await().atMost(Duration.ofSeconds(60)).until(() -> {
                    Reply probe = unproved(ingest);
                    if (probe.status() == 503) {
                        return refusals.add(probe);
                    }
                    senders.add(unfinished(ingest));
                    return false;
                });
                Reply refused = refusals.getFirst();
                assertThat(refused.text()).contains("whose signature is not checked yet");
                assertThat(refused.header("Retry-After")).isEqualTo("2");
                assertThat(ingest.update("{\"type\":\"bug-fixed\",\"data\":{\"title\":\"t\"}}")
                                .status())
                        .isEqualTo(202);
            } finally {
                for (Socket sender : senders) {
                    sender.close();
                }
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> unproved(ingest).status() == 401);
        }
    }

    /** All but the last byte. */
    private static Socket unfinished(RunningIngest ingest) throws IOException {
        Socket socket = new Socket("localhost", ingest.port());
        String head = "POST /webhook/updates HTTP/1.1\r\nHost: localhost\r\nwebhook-id: unfinished"
                + "\r\nwebhook-timestamp: " + Instant.now().getEpochSecond()
                + "\r\nwebhook-signature: v1,AAAA\r\nContent-Length: " + MAX_BODY + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(new byte[MAX_BODY - 1]);
        return socket;
    }

    /** A whole one that is refused for its signature, if there is room to read it. */
    private static Reply unproved(RunningIngest ingest) {
        return ingest.send(ingest.request("/webhook/updates")
                .header("webhook-id", "probe")
                .header("webhook-timestamp", Long.toString(Instant.now().getEpochSecond()))
                .header("webhook-signature", "v1,AAAA")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[MAX_BODY])));
    }
}
