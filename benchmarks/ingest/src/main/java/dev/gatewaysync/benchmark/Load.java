package dev.gatewaysync.benchmark;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.EventType;
import dev.gatewaysync.events.Source;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Posts events over plain sockets, because a client library takes more of the processor than what is measured.
 *
 * <p>{@code Load size} prints how large one event is on the broker. {@code Load PORT SECRET single|keyed|batch CONNECTIONS
 * SECONDS RATE} prints {@code events/s p50-ms p99-ms refused}; RATE is in requests a second, counted from when each one was
 * due, or 0 for as many as are answered. What is due in the first two seconds is sent and not counted: this program starts
 * cold.
 */
public final class Load {
    private static final int BATCH = 100;
    private static final long WARM_UP = TimeUnit.SECONDS.toNanos(2);

    private final int port;
    private final String head;
    private final byte[] body;
    private final boolean keyed;
    private final int perRequest;
    private final long start = System.nanoTime();
    private final long counted = start + WARM_UP;
    private final long end;
    private final AtomicLong refused = new AtomicLong();

    private Load(String[] args) {
        port = Integer.parseInt(args[0]);
        boolean batch = args[2].equals("batch");
        keyed = args[2].equals("keyed");
        perRequest = batch ? BATCH : 1;
        String text = batch
                ? IntStream.range(0, BATCH).mapToObj(Load::update).collect(Collectors.joining(",", "[", "]"))
                : update(0);
        body = text.getBytes(StandardCharsets.UTF_8);
        head = "POST /webhook/updates" + (batch ? "/batch" : "")
                + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + args[1]
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n";
        end = counted + TimeUnit.SECONDS.toNanos(Long.parseLong(args[4]));
    }

    public static void main(String[] args) throws Exception {
        if (args[0].equals("size")) {
            ObjectNode data =
                    (ObjectNode) EventJson.mapper().readTree(update(0)).path("data");
            Instant now = Instant.now();
            System.out.println(EventJson.toBytes(new EventEnvelope(
                            EventIds.next(), EventType.RESOURCE_ADDED, Source.MAIN_APP, now, now, data, null, null))
                    .length);
            return;
        }
        new Load(args).run(Integer.parseInt(args[3]), Long.parseLong(args[5]));
    }

    /** A resource as the main app has them, with a description of a few lines. */
    public static String update(int n) {
        return "{\"type\":\"resource-added\",\"data\":{\"name\":\"Resource number " + n
                + "\",\"category\":\"ai-tools\",\"url\":\"https://resource.example/tools/" + n + "\",\"description\":\""
                + "A tool that does one thing well and says so. ".repeat(5)
                + "\",\"tags\":[\"ai\",\"open-source\",\"free\"]}}";
    }

    private void run(int connections, long rate) throws InterruptedException {
        long[][] times = new long[connections][];
        Thread[] threads = new Thread[connections];
        for (int i = 0; i < connections; i++) {
            int index = i;
            threads[i] = Thread.ofPlatform().start(() -> times[index] = send(index, connections, rate));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - counted) / 1e9;
        long[] all = Arrays.stream(times).flatMapToLong(Arrays::stream).sorted().toArray();
        if (all.length == 0) {
            throw new IllegalStateException("Nothing was accepted, " + refused + " were refused");
        }
        System.out.printf(
                "%.0f %.2f %.2f %d%n",
                all.length * perRequest / seconds,
                all[all.length / 2] / 1e6,
                all[(int) (all.length * 0.99)] / 1e6,
                refused.get());
    }

    private long[] send(int index, int connections, long rate) {
        long[] times = new long[1 << 10];
        int count = 0;
        try {
            Socket socket = connect();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (long n = index; System.nanoTime() < end; n += connections) {
                long due = rate == 0 ? System.nanoTime() : start + n * 1_000_000_000L / rate;
                while (due - System.nanoTime() > 0) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                socket.getOutputStream().write(request(n));
                Answer answer = read(in);
                boolean cold = due - counted < 0;
                if (answer.status() == 202 && !cold) {
                    times = count == times.length ? Arrays.copyOf(times, count * 2) : times;
                    times[count++] = System.nanoTime() - due;
                } else if (!cold) {
                    refused.incrementAndGet();
                }
                if (answer.last()) {
                    socket.close();
                    socket = connect();
                    in = new BufferedInputStream(socket.getInputStream());
                }
            }
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return Arrays.copyOf(times, count);
    }

    private byte[] request(long n) {
        String key = keyed ? "Idempotency-Key: " + start + "-" + n + "\r\n\r\n" : "\r\n";
        byte[] start = (head + key).getBytes(StandardCharsets.ISO_8859_1);
        byte[] request = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        return request;
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("localhost", port);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static Answer read(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).substring(9, 12));
        int length = 0;
        boolean last = false;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String lower = line.toLowerCase();
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            }
            last |= lower.equals("connection: close");
        }
        in.skipNBytes(length);
        return new Answer(status, last);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("The connection ended within an answer");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private record Answer(int status, boolean last) {}
}
