package dev.gatewaysync.standalone;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Answers every client as PostgreSQL does when it lets nobody in.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">Message formats: ErrorResponse</a>
 */
final class RefusingPostgres implements AutoCloseable {
    private static final int SSL_REQUEST_BYTES = 8;

    private final ServerSocket server;
    private final byte[] error;

    private RefusingPostgres(ServerSocket server, byte[] error) {
        this.server = server;
        this.error = error;
    }

    static RefusingPostgres start(String code, String words) throws IOException {
        RefusingPostgres postgres =
                new RefusingPostgres(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()), error(code, words));
        Thread.ofVirtual().start(postgres::serve);
        return postgres;
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                byte[] request = new byte[1024];
                OutputStream out = client.getOutputStream();
                int length = client.getInputStream().read(request);
                if (length == SSL_REQUEST_BYTES) {
                    out.write('N');
                    length = client.getInputStream().read(request);
                }
                out.write(error);
                out.flush();
                client.getInputStream().read(request);
            } catch (IOException e) {
                // The next one.
            }
        }
    }

    private static byte[] error(String code, String words) throws IOException {
        String fields = "SFATAL\0VFATAL\0C" + code + "\0M" + words + "\0\0";
        byte[] body = fields.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte('E');
        out.writeInt(body.length + Integer.BYTES);
        out.write(body);
        return bytes.toByteArray();
    }
}
