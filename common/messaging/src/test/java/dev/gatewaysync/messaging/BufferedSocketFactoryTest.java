package dev.gatewaysync.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BufferedSocketFactoryTest {
    private final BufferedSocketFactory sockets = new BufferedSocketFactory();
    private ServerSocket server;
    private Socket near;
    private Socket far;
    private OutputStream out;
    private InputStream in;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        near = sockets.createSocket();
        near.connect(server.getLocalSocketAddress());
        far = server.accept();
        out = near.getOutputStream();
        in = far.getInputStream();
    }

    @AfterEach
    void disconnect() throws IOException {
        near.close();
        far.close();
        server.close();
    }

    @Test
    void what_is_written_together_is_held_back_until_all_of_it_is() throws IOException {
        far.setSoTimeout(100);
        sockets.together(() -> {
            write(new byte[] {1, 2});
            assertThatThrownBy(in::read).isInstanceOf(SocketTimeoutException.class);
            write(new byte[] {3});
        });
        far.setSoTimeout(30_000);
        assertThat(in.readNBytes(3)).containsExactly(1, 2, 3);
        out.write(4);
        assertThat(in.read()).isEqualTo(4);
    }

    @Test
    void more_than_there_is_room_for_arrives_whole_and_in_order() throws Exception {
        byte[] much = new byte[300_000];
        new Random(1).nextBytes(much);
        CompletableFuture<byte[]> arrived = CompletableFuture.supplyAsync(() -> {
            try {
                return in.readNBytes(much.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        sockets.together(() -> {
            for (int i = 0; i < much.length; i += 3_000) {
                write(Arrays.copyOfRange(much, i, i + 3_000));
            }
        });
        assertThat(arrived.get()).isEqualTo(much);
    }

    @Test
    void what_was_written_before_a_failure_is_sent_all_the_same() throws IOException {
        assertThatThrownBy(() -> sockets.together(() -> {
                    write(new byte[] {7});
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);
        far.setSoTimeout(30_000);
        assertThat(in.read()).isEqualTo(7);
    }

    private void write(byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
