package dev.gatewaysync.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Before a server that says everything again. */
class RelayTest {
    private static final int SHORTLY = 200;

    private ServerSocket echo;
    private Relay relay;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
        relay = new Relay("127.0.0.1", echo.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
        echo.close();
    }

    @Test
    void what_is_said_passes_both_ways() throws IOException {
        try (Socket client = connected()) {
            assertThat(answer(client, "one")).isEqualTo("one");
        }
    }

    @Test
    void an_address_stays_as_it_is_but_for_host_and_port() throws IOException {
        try (Relay before = Relay.before("amqp://guest:a%40b@broker/v1?x=y", 5672)) {
            assertThat(before.url()).isEqualTo("amqp://guest:a%40b@127.0.0.1:" + before.port() + "/v1?x=y");
        }
    }

    @Test
    void a_cut_ends_open_connections_and_new_ones_until_it_is_mended() throws IOException {
        try (Socket client = connected()) {
            assertThat(answer(client, "one")).isEqualTo("one");
            relay.cut();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        try (Socket client = connected()) {
            assertThatThrownBy(() -> answer(client, "two")).isInstanceOf(IOException.class);
        }
        relay.mend();
        try (Socket client = connected()) {
            assertThat(answer(client, "three")).isEqualTo("three");
        }
    }

    @Test
    void what_is_held_goes_on_in_the_end() throws IOException {
        try (Socket client = connected()) {
            assertThat(answer(client, "one")).isEqualTo("one");
            relay.hold();
            assertUnanswered(client, "two");
            relay.mend();
            assertThat(read(client, 3)).isEqualTo("two");
        }
    }

    @Test
    void what_is_said_on_a_half_open_connection_is_lost_and_the_connection_is_reset_in_the_end() throws IOException {
        try (Socket client = connected()) {
            assertThat(answer(client, "one")).isEqualTo("one");
            relay.halfOpen();
            assertUnanswered(client, "two");
            relay.mend();
            assertThatThrownBy(() -> read(client, 3)).isInstanceOf(IOException.class);
        }
        try (Socket client = connected()) {
            assertThat(answer(client, "three")).isEqualTo("three");
        }
    }

    @Test
    void a_slow_answer_comes_late() throws IOException {
        try (Socket client = connected()) {
            relay.slow(Duration.ofMillis(4 * SHORTLY));
            assertUnanswered(client, "one");
            assertThat(read(client, 3)).isEqualTo("one");
        }
    }

    private Socket connected() throws IOException {
        return new Socket("127.0.0.1", relay.port());
    }

    private static String answer(Socket client, String said) throws IOException {
        client.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
        return read(client, said.length());
    }

    private static void assertUnanswered(Socket client, String said) throws IOException {
        client.setSoTimeout(SHORTLY);
        assertThatThrownBy(() -> answer(client, said)).isInstanceOf(SocketTimeoutException.class);
        client.setSoTimeout(0);
    }

    private static String read(Socket client, int length) throws IOException {
        byte[] bytes = client.getInputStream().readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("It ended after " + bytes.length + " bytes");
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                Socket client = echo.accept();
                Thread.ofVirtual().start(() -> repeat(client));
            } catch (IOException e) {
                // Closed: the loop ends.
            }
        }
    }

    private static void repeat(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // Gone.
        }
    }
}
