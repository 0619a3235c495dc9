package dev.gatewaysync.ingest;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes connections on to another port, until it is cut. */
final class Relay implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0);
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final String host;
    private final int target;
    private volatile boolean cut;

    Relay(String host, int target) throws IOException {
        this.host = host;
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void cut() throws IOException {
        cut = true;
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    void mend() {
        cut = false;
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket from = server.accept();
                if (cut) {
                    from.close();
                    continue;
                }
                Socket to = new Socket(host, target);
                sockets.add(from);
                sockets.add(to);
                Thread.ofVirtual().start(() -> pump(from, to));
                Thread.ofVirtual().start(() -> pump(to, from));
            } catch (IOException e) {
                // Either side is gone; so is the connection.
            }
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // As above.
        }
    }
}
