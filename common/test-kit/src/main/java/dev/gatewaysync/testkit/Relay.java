package dev.gatewaysync.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands before a server on the loopback interface, and does to its connections what networks do. Whatever is begun lasts until
 * {@link #mend}, takes hold of open connections and new ones, and takes the place of what was before.
 */
public final class Relay implements AutoCloseable {
    private static final int NEWCOMERS = 256;
    private static final int CHUNK = 1 << 16;

    private static final Pattern ADDRESS =
            Pattern.compile("(?<scheme>[\\w:+]+://)(?<user>[^@/]*@)?(?<host>[^:/?]+)(:(?<port>\\d+))?(?<rest>.*)");

    private final ServerSocket server = new ServerSocket(0, NEWCOMERS, InetAddress.getLoopbackAddress());
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final String host;
    private final int target;
    private final String before;
    private final String behind;
    private Network network = Network.WELL;
    private Duration delay = Duration.ZERO;

    private enum Network {
        WELL,
        /** Connections are closed as soon as they are made. */
        AWAY,
        /** What the server says comes late. */
        SLOW,
        /** Nothing goes either way, and goes on in the end. */
        HELD,
        /** What is sent is lost, and neither end is told. */
        HALF_OPEN
    }

    public Relay(String host, int target) throws IOException {
        this(host, target, "", "");
    }

    private Relay(String host, int target, String before, String behind) throws IOException {
        this.host = host;
        this.target = target;
        this.before = before;
        this.behind = behind;
        Thread.ofVirtual().start(this::accept);
    }

    /**
     * @param url with a host, as {@code amqp://user:password@host/vhost}
     * @param usualPort where the URL names none
     */
    public static Relay before(String url, int usualPort) throws IOException {
        Matcher parts = ADDRESS.matcher(url);
        if (!parts.matches()) {
            throw new IllegalArgumentException("An address without a host");
        }
        String user = parts.group("user");
        String port = parts.group("port");
        return new Relay(
                parts.group("host"),
                port == null ? usualPort : Integer.parseInt(port),
                parts.group("scheme") + (user == null ? "" : user),
                parts.group("rest"));
    }

    /** As the server's own that it was made with, by way of the relay. */
    public String url() {
        return before + "127.0.0.1:" + port() + behind;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Closes what is open, and whatever is opened. */
    public synchronized void cut() {
        become(Network.AWAY);
        connections.forEach(Connection::close);
    }

    /** @param late each answer, and each further part of it */
    public synchronized void slow(Duration late) {
        delay = late;
        become(Network.SLOW);
    }

    /** Nothing is lost: all of it goes on at the end. */
    public synchronized void hold() {
        become(Network.HELD);
    }

    /** As when the way between forgets the connections: they are there for both ends, and reset at the end. */
    public synchronized void halfOpen() {
        become(Network.HALF_OPEN);
        connections.forEach(connection -> connection.forgotten = true);
    }

    public synchronized void mend() {
        become(Network.WELL);
        connections.stream().filter(connection -> connection.forgotten).forEach(Connection::reset);
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }

    private void become(Network other) {
        network = other;
        notifyAll();
    }

    private synchronized void awaitNoLonger(Network held) throws InterruptedException {
        while (network == held) {
            wait();
        }
    }

    private synchronized Duration delay() {
        return network == Network.SLOW ? delay : Duration.ZERO;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                // Closed: the loop ends.
            }
        }
    }

    private void serve(Socket client) {
        try {
            Connection connection = new Connection(client, new Socket(host, target));
            add(connection);
            Thread.ofVirtual().start(() -> connection.pump(client, connection.server, false));
            connection.pump(connection.server, client, true);
        } catch (IOException e) {
            close(client);
        }
    }

    private synchronized void add(Connection connection) {
        connections.add(connection);
        if (network == Network.AWAY) {
            connection.close();
        }
        connection.forgotten = network == Network.HALF_OPEN;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    private final class Connection {
        private final Socket client;
        private final Socket server;
        private volatile boolean forgotten;

        Connection(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        private void pump(Socket from, Socket to, boolean isAnswer) {
            byte[] chunk = new byte[CHUNK];
            try {
                int length;
                do {
                    length = from.getInputStream().read(chunk);
                    awaitNoLonger(Network.HELD);
                    if (isAnswer && length > 0) {
                        Pause.of(delay());
                    }
                    if (!forgotten && length > 0) {
                        to.getOutputStream().write(chunk, 0, length);
                    } else if (forgotten && length < 0) {
                        // The other end is not told that this one is gone, either.
                        awaitNoLonger(Network.HALF_OPEN);
                    }
                } while (length >= 0);
            } catch (IOException e) {
                // Either side is gone; so is the connection.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                close();
            }
        }

        void reset() {
            try {
                client.setSoLinger(true, 0);
                server.setSoLinger(true, 0);
            } catch (IOException e) {
                // One is gone already.
            }
            close();
        }

        void close() {
            connections.remove(this);
            Relay.close(client);
            Relay.close(server);
        }
    }
}
