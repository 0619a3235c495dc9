package dev.gatewaysync.messaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sockets that can hold back what is written, so that many publishes reach the broker in few packets: the client library
 * flushes after every one of them, and each flush is a system call here and a packet to read there.
 */
final class BufferedSocketFactory extends SocketFactory {
    /** Held back at most, in bytes. */
    private static final int ROOM = 64 * 1024;

    private volatile @Nullable CorkedStream latest;

    /** Runs {@code writing} and then sends what it wrote, if it was written to the socket made last. */
    void together(Runnable writing) throws IOException {
        CorkedStream stream = latest;
        if (stream == null) {
            writing.run();
            return;
        }
        stream.cork();
        try {
            writing.run();
        } finally {
            stream.uncork();
        }
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            private @Nullable CorkedStream out;

            @Override
            public synchronized OutputStream getOutputStream() throws IOException {
                if (out == null) {
                    out = new CorkedStream(super.getOutputStream());
                    latest = out;
                }
                return out;
            }
        };
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw unconnectedOnly();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw unconnectedOnly();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw unconnectedOnly();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
        throw unconnectedOnly();
    }

    private static UnsupportedOperationException unconnectedOnly() {
        return new UnsupportedOperationException("The client library connects its sockets itself");
    }

    private static final class CorkedStream extends OutputStream {
        private final OutputStream out;
        private final ByteArrayOutputStream held = new ByteArrayOutputStream();
        private boolean corked;

        CorkedStream(OutputStream out) {
            this.out = out;
        }

        synchronized void cork() {
            corked = true;
        }

        synchronized void uncork() throws IOException {
            corked = false;
            send();
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
            if (!corked) {
                out.write(bytes, offset, length);
                return;
            }
            held.write(bytes, offset, length);
            if (held.size() >= ROOM) {
                send();
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
        }

        private void send() throws IOException {
            if (held.size() > 0) {
                held.writeTo(out);
                held.reset();
            }
        }
    }
}
