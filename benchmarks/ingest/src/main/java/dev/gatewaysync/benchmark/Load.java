package dev.gatewaysync.benchmark;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Posts events over plain sockets from one thread, because a client library, and a thread for each connection, take more of
 * the processor than what is measured.
 *
 * <p>{@code Load size} prints how large one event is on the broker. {@code Load PORT SECRET single|keyed|batch CONNECTIONS
 * SECONDS RATE [TYPE]} prints {@code events/s p50-ms p99-ms refused}; RATE is in requests a second, counted from when each one was
 * due, or 0 for as many as are answered; TYPE comes in the place of {@code resource-added}. What is due in the first two seconds
 * is sent and not counted: this program starts cold.
 */
public final class Load {
    private static final int BATCH = 100;
    private static final long WARM_UP = TimeUnit.SECONDS.toNanos(2);

    /** How late a request may leave, in nanoseconds: the selector's own timeouts are in milliseconds. */
    private static final long PRECISION = 100_000;

    private final InetSocketAddress server;
    private final int connections;
    private final long rate;
    private final boolean keyed;
    private final int perRequest;
    private final byte[] head;
    private final byte[] body;
    private final long start = System.nanoTime();
    private final long counted = start + WARM_UP;
    private final long end;
    private long[] times = new long[1 << 16];
    private int answered;
    private int refused;

    private Load(String[] args) {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        boolean batch = args[2].equals("batch");
        keyed = args[2].equals("keyed");
        perRequest = batch ? BATCH : 1;
        String text = batch
                ? IntStream.range(0, BATCH).mapToObj(Load::update).collect(Collectors.joining(",", "[", "]"))
                : update(0);
        if (args.length > 6) {
            text = text.replace("resource-added", args[6]);
        }
        body = text.getBytes(StandardCharsets.UTF_8);
        head = bytes("POST /webhook/updates" + (batch ? "/batch" : "")
                + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + args[1]
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n");
        connections = Integer.parseInt(args[3]);
        end = counted + TimeUnit.SECONDS.toNanos(Long.parseLong(args[4]));
        rate = Long.parseLong(args[5]);
    }

    public static void main(String[] args) throws Exception {
        if (args[0].equals("size")) {
            ObjectNode data =
                    (ObjectNode) EventJson.mapper().readTree(update(0)).path("data");
            Instant now = Instant.now();
            System.out.println(EventJson.toBytes(new EventEnvelope(
                            EventIds.next(), BuiltInType.RESOURCE_ADDED, Source.MAIN_APP, now, now, data, null, null))
                    .length);
            return;
        }
        new Load(args).run();
    }

    /** A resource as the main app has them, with a description of a few lines. */
    public static String update(int n) {
        return "{\"type\":\"resource-added\",\"data\":{\"name\":\"Resource number " + n
                + "\",\"category\":\"ai-tools\",\"url\":\"https://resource.example/tools/" + n + "\",\"description\":\""
                + "A tool that does one thing well and says so. ".repeat(5)
                + "\",\"tags\":[\"ai\",\"open-source\",\"free\"]}}";
    }

    private void run() throws IOException {
        try (Selector selector = Selector.open()) {
            List<Sender> senders = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                senders.add(new Sender(selector, i));
            }
            while (System.nanoTime() - end < 0) {
                long now = System.nanoTime();
                long next = now + TimeUnit.MILLISECONDS.toNanos(1);
                for (Sender sender : senders) {
                    next = Math.min(next, sender.sendIfDue(now));
                }
                await(selector, next - System.nanoTime());
            }
        }
        if (answered == 0) {
            throw new IllegalStateException("Nothing was accepted, " + refused + " were refused");
        }
        double seconds = (System.nanoTime() - counted) / 1e9;
        long[] all = Arrays.copyOf(times, answered);
        Arrays.sort(all);
        System.out.printf(
                "%.0f %.2f %.2f %d%n",
                answered * (long) perRequest / seconds,
                all[answered / 2] / 1e6,
                all[(int) (answered * 0.99)] / 1e6,
                refused);
    }

    private void await(Selector selector, long nanos) throws IOException {
        if (rate == 0) {
            selector.select(Load::read, 1);
        } else if (selector.selectNow(Load::read) == 0 && nanos > 0) {
            LockSupport.parkNanos(Math.min(nanos, PRECISION));
        }
    }

    private static void read(SelectionKey key) {
        try {
            ((Sender) key.attachment()).read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void count(int status, long due) {
        if (due - counted < 0) {
            return;
        }
        if (status != 202) {
            refused++;
            return;
        }
        times = answered == times.length ? Arrays.copyOf(times, answered * 2) : times;
        times[answered++] = System.nanoTime() - due;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** One connection, which sends its next request when the last is answered and the next is due. */
    private final class Sender {
        private final Selector selector;
        private final ByteBuffer request = ByteBuffer.allocate(head.length + body.length + 100);
        private final ByteBuffer answer = ByteBuffer.allocate(64 * 1024);
        private SocketChannel socket;
        private long number;
        private long due;
        private boolean waits;

        Sender(Selector selector, int index) throws IOException {
            this.selector = selector;
            this.number = index;
            this.socket = connect();
        }

        /** Returns when the next request is due, or the far future while an answer is awaited. */
        long sendIfDue(long now) throws IOException {
            if (waits) {
                return Long.MAX_VALUE;
            }
            due = rate == 0 ? now : start + number * 1_000_000_000L / rate;
            if (due - now > 0) {
                return due;
            }
            request.clear();
            request.put(head);
            request.put(bytes(keyed ? "Idempotency-Key: " + start + "-" + number + "\r\n\r\n" : "\r\n"));
            request.put(body).flip();
            number += connections;
            waits = true;
            while (request.hasRemaining()) {
                socket.write(request);
            }
            return Long.MAX_VALUE;
        }

        void read() throws IOException {
            if (socket.read(answer) < 0) {
                throw new IOException("The connection ended within an answer");
            }
            int headEnd = headEnd();
            if (headEnd < 0) {
                return;
            }
            String[] lines = new String(answer.array(), 0, headEnd, StandardCharsets.ISO_8859_1).split("\r\n");
            int length = 0;
            boolean last = false;
            for (String line : lines) {
                if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                    length = Integer.parseInt(line.substring(15).strip());
                }
                last |= line.equalsIgnoreCase("connection: close");
            }
            if (answer.position() < headEnd + 4 + length) {
                return;
            }
            count(Integer.parseInt(lines[0].substring(9, 12)), due);
            answer.clear();
            waits = false;
            if (last) {
                socket.close();
                socket = connect();
            }
            sendIfDue(System.nanoTime());
        }

        private int headEnd() {
            byte[] read = answer.array();
            for (int i = 3; i < answer.position(); i++) {
                if (read[i] == '\n' && read[i - 1] == '\r' && read[i - 2] == '\n') {
                    return i - 3;
                }
            }
            return -1;
        }

        private SocketChannel connect() throws IOException {
            SocketChannel made = SocketChannel.open(server);
            made.setOption(StandardSocketOptions.TCP_NODELAY, true);
            made.configureBlocking(false);
            made.register(selector, SelectionKey.OP_READ, this);
            return made;
        }
    }
}
