package dev.gatewaysync.discord.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is known when no answer comes. */
class LostAnswerTest {
    private static final String OK =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{\"id\":\"1\"}";

    /** What a server does after it has read a whole request. */
    interface Reaction {
        void to(Socket connection, int requestNumber) throws IOException, InterruptedException;
    }

    @Test
    void a_refused_connection_means_not_executed_and_uses_no_permit() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        RestFixture discord = new RestFixture("http://localhost:" + port);

        assertThat(create(discord).failureClass()).isEqualTo(FailureClass.NOT_EXECUTED);
        assertThat(create(discord).message()).contains("was not sent").doesNotContain(RestFixture.BOT_TOKEN);
    }

    @Test
    void an_unknown_host_means_not_executed() throws Exception {
        RestFixture discord = new RestFixture("http://discord.invalid");

        assertThat(create(discord).failureClass()).isEqualTo(FailureClass.NOT_EXECUTED);
    }

    @Test
    void a_server_that_hangs_after_the_request_leaves_it_ambiguous() throws Exception {
        assertAmbiguous((connection, number) -> awaitEnd(connection));
    }

    @Test
    void a_body_that_never_comes_leaves_it_ambiguous() throws Exception {
        assertAmbiguous((connection, number) -> {
            write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{");
            awaitEnd(connection);
        });
    }

    @Test
    void an_answer_without_an_end_leaves_it_ambiguous() throws Exception {
        assertAmbiguous((connection, number) -> {
            write(connection, "HTTP/1.1 200 OK\r\nContent-Length: " + (1L << 40) + "\r\n\r\n");
            byte[] spaces = new byte[1 << 20];
            for (long sent = 0; sent <= RequestSender.LONGEST_ANSWER; sent += spaces.length) {
                connection.getOutputStream().write(spaces);
            }
        });
    }

    @Test
    void a_reset_after_the_request_leaves_it_ambiguous() throws Exception {
        assertAmbiguous((connection, number) -> {
            connection.setSoLinger(true, 0);
            connection.close();
        });
    }

    @Test
    void an_answer_cut_short_leaves_it_ambiguous() throws Exception {
        assertAmbiguous((connection, number) -> {
            write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"id");
            connection.close();
        });
    }

    @Test
    void a_reused_connection_closed_before_any_byte_leaves_it_ambiguous_and_is_not_tried_again() throws Exception {
        AtomicInteger seen = new AtomicInteger();
        try (ServerSocket server = serve(seen, (connection, number) -> {
            if (number == 1) {
                write(connection, OK);
            } else {
                connection.close();
            }
        })) {
            RestFixture discord = new RestFixture(url(server));

            assertThat(discord.rest.createMessage("7", RestFixture.body("{}"), "n1"))
                    .isInstanceOf(RestResult.Done.class);
            assertThat(create(discord).failureClass()).isEqualTo(FailureClass.AMBIGUOUS);
            assertThat(seen).hasValue(2);
        }
    }

    private static void assertAmbiguous(Reaction reaction) throws Exception {
        AtomicInteger seen = new AtomicInteger();
        try (ServerSocket server = serve(seen, reaction)) {
            RestFixture discord = new RestFixture(url(server), Duration.ofSeconds(3));

            DiscordFailure failure = create(discord);

            assertThat(failure.failureClass()).isEqualTo(FailureClass.AMBIGUOUS);
            assertThat(failure.message()).contains("may have taken effect");
            assertThat(discord.reports.getFirst().status()).isZero();
            assertThat(seen).hasValue(1);
        }
    }

    private static DiscordFailure create(RestFixture discord) throws InterruptedException {
        return RestFixture.failureOf(
                discord.rest.createMessage("7", RestFixture.body("{\"content\":\"hi\"}"), "nonce-1"));
    }

    private static String url(ServerSocket server) {
        return "http://localhost:" + server.getLocalPort();
    }

    private static ServerSocket serve(AtomicInteger seen, Reaction reaction) throws IOException {
        ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket connection = server.accept();
                    Thread.ofVirtual().start(() -> answerAll(connection, seen, reaction));
                } catch (IOException closed) {
                    return;
                }
            }
        });
        return server;
    }

    private static void answerAll(Socket connection, AtomicInteger seen, Reaction reaction) {
        try (connection) {
            while (readRequest(connection.getInputStream())) {
                reaction.to(connection, seen.incrementAndGet());
            }
        } catch (IOException | InterruptedException ended) {
            // the client or the reaction closed the connection
        }
    }

    /** Header up to the empty line, then a body of {@code Content-Length}. */
    private static boolean readRequest(InputStream in) throws IOException {
        StringBuilder header = new StringBuilder();
        while (header.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            header.append((char) next);
        }
        String text = header.toString().toLowerCase(java.util.Locale.ROOT);
        int at = text.indexOf("content-length: ");
        int length = at < 0 ? 0 : Integer.parseInt(text.substring(at + 16, text.indexOf("\r", at)));
        return in.readNBytes(length).length == length;
    }

    /** Until the client closes the connection, which it does when it has lost its patience. */
    private static void awaitEnd(Socket connection) throws IOException {
        while (connection.getInputStream().read() >= 0) {
            // Nothing more is expected.
        }
    }

    private static void write(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        connection.getOutputStream().flush();
    }
}
