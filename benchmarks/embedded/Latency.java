import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.limits.LimitSettings;
import dev.gatewaysync.simulator.traffic.Exchange;
import dev.gatewaysync.simulator.traffic.ExchangeObserver;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Starts a simulator without limits in this process and a gateway before it in one of its own, posts events, and prints rows of Markdown.
 *
 * <pre>
 * Latency FOLDER SECONDS IDLE_SECONDS JAVA OPTION...
 * </pre>
 *
 * The options are those of Java that start the gateway. Time counts from before a post until the simulator has read the request that
 * shows it, in one process and by one clock.
 */
final class Latency {
    private static final int PLACES = 40;
    private static final int CARDS = 10;
    private static final int LANE_MESSAGES = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration HELD = Duration.ofSeconds(8);
    private static final String SECRET = "a-secret-of-the-benchmark-alone";
    private static final String TEXT =
            "It no longer happens when somebody saves twice within a second, which lost the second of the two until now.";

    /** Posts, and what stands for one in the title of its card. */
    private static final int MOST = 100_000;

    private static final Pattern MARK = Pattern.compile("<(\\d+)>");
    private static final long[] BEGUN = new long[MOST];
    private static final long[] ANSWERED = new long[MOST];
    private static final long[] SEEN = new long[MOST];
    private static final Map<Long, byte[]> BODIES = new ConcurrentHashMap<>();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Path folder;
    private final String ingest = "http://127.0.0.1:" + System.getenv("WEBHOOK_PORT");
    private final DiscordSimulator simulator;
    private int next;

    private Latency(Path folder, DiscordSimulator simulator) {
        this.folder = folder;
        this.simulator = simulator;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int seconds = Integer.parseInt(arguments[1]);
        int idle = Integer.parseInt(arguments[2]);
        List<String> java = List.of(arguments).subList(3, arguments.length);
        try (DiscordSimulator simulator =
                DiscordSimulator.start(SimulatorSettings.standard().withLimits(LimitSettings.none()))) {
            for (int place = 1; place <= PLACES; place++) {
                simulator.addChannel("place-" + place);
            }
            new Latency(folder, simulator).run(java, seconds, idle);
        }
        System.exit(0);
    }

    private void run(List<String> java, int seconds, int idle) throws Exception {
        byte[] message = message();
        for (int warm = 0; warm < 2_000; warm++) {
            appendAndSend(message, warm % 10 == 0);
        }
        row(
                "one forced append and one request, 10 a second (baseline)",
                atRate(10, seconds, n -> appendAndSend(message, true)));
        Process gateway = start(java);
        try {
            atRate(100, 30, n -> post(n % PLACES + 1));
            atRate(10, 10, n -> post(1));
            settled();
            row("10 a second into one channel", atRate(10, seconds, n -> post(1)));
            settled();
            row("100 a second over " + PLACES + " channels", atRate(100, seconds, n -> post(n % PLACES + 1)));
            settled();
            lane();
            lane();
            if (idle > 0) {
                TimeUnit.SECONDS.sleep(15);
                idle(gateway, idle);
            }
        } finally {
            gateway.destroy();
            if (!gateway.waitFor(60, TimeUnit.SECONDS)) {
                gateway.destroyForcibly();
            }
        }
    }

    private Process start(List<String> java) throws Exception {
        Path file = folder.resolve("gateway.yml");
        Files.writeString(file, places());
        ProcessBuilder builder = new ProcessBuilder(java);
        builder.environment()
                .putAll(Map.of(
                        "GATEWAY_DATA_DIR", folder.resolve("data").toString(),
                        "GATEWAY_CONFIG", file.toString(),
                        "DISCORD_API_URL", simulator.apiUrl(),
                        "DISCORD_GATEWAY_URL", simulator.gatewayUrl(),
                        "DISCORD_TOKEN", simulator.botToken(),
                        "GUILD_ID", simulator.guildId(),
                        "WEBHOOK_SECRET", SECRET,
                        "INGEST_RATE_LIMIT", "off"));
        File log = folder.resolve("log").toFile();
        Process gateway = builder.redirectErrorStream(true).redirectOutput(log).start();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.readString(log.toPath()).contains("gateway.up")) {
            if (!gateway.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("The gateway does not start:\n" + Files.readString(log.toPath()));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        post(1);
        settled();
        return gateway;
    }

    /** A type, a card and a route for each place. */
    private static String places() {
        StringBuilder types = new StringBuilder("version: 1\ntypes:\n");
        StringBuilder cards = new StringBuilder("cards:\n");
        StringBuilder targets = new StringBuilder("targets:\n");
        StringBuilder routes = new StringBuilder("routes:\n");
        for (int place = 1; place <= PLACES; place++) {
            types.append("  note-%d: { category: general, fields: { name: text!, text: text } }\n".formatted(place));
            cards.append("  note-%d: { title: \"{{ name }}\", text: \"{{ text }}\" }\n".formatted(place));
            targets.append("  place-%1$d: { channel: place-%1$d }\n".formatted(place));
            routes.append("  - { when: \"type = 'note-%1$d'\", to: [place-%1$d] }\n".formatted(place));
        }
        return types.append(cards).append(targets).append(routes).toString();
    }

    /** @return its number */
    private int post(int place) throws IOException, InterruptedException {
        int number = number();
        HttpRequest request = HttpRequest.newBuilder(URI.create(ingest + "/webhook/updates"))
                .header("Authorization", "Bearer " + SECRET)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"type\":\"note-" + place + "\",\"data\":{\"name\":\"Crash <" + number
                        + "> is mended\",\"text\":\"" + TEXT + "\"}}"))
                .build();
        BEGUN[number] = System.nanoTime();
        int status = http.send(request, BodyHandlers.discarding()).statusCode();
        ANSWERED[number] = System.nanoTime();
        if (status != 202) {
            throw new IllegalStateException("A post was answered " + status);
        }
        return number;
    }

    private synchronized int number() {
        return next++;
    }

    /** What the gateway does at the least: it stores the event, and sends one request. */
    private int appendAndSend(byte[] message, boolean forced) throws IOException, InterruptedException {
        int number = number();
        byte[] body = new String(message, StandardCharsets.UTF_8)
                .replace("<0>", "<" + number + ">")
                .getBytes(StandardCharsets.UTF_8);
        BEGUN[number] = System.nanoTime();
        try (FileChannel file = FileChannel.open(
                folder.resolve("appended"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            file.write(ByteBuffer.wrap(body));
            if (forced) {
                file.force(false);
            }
        }
        send(body);
        ANSWERED[number] = System.nanoTime();
        return number;
    }

    private void send(byte[] body) throws IOException, InterruptedException {
        String channel = simulator.channels().stream()
                .filter(one -> one.name().equals("place-" + PLACES))
                .findFirst()
                .orElseThrow()
                .id();
        URI messages = URI.create(simulator.apiUrl() + "/channels/" + channel + "/messages");
        HttpRequest request = HttpRequest.newBuilder(messages)
                .header("Authorization", "Bot " + simulator.botToken())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        int status = http.send(request, BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IllegalStateException("A message was answered " + status);
        }
    }

    private static byte[] message() {
        return ("{\"embeds\":[{\"title\":\"Crash <0> is mended\",\"description\":\"" + TEXT
                        + "\",\"color\":5793266,\"timestamp\":\"2026-01-01T00:00:00Z\"}],\"allowed_mentions\":{\"parse\":[]}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private interface Step {
        int at(int n) throws Exception;
    }

    /** Whether or not those before have ended. */
    private List<Integer> atRate(int perSecond, int seconds, Step step) throws Exception {
        List<Future<Integer>> steps = new ArrayList<>();
        long begin = System.nanoTime();
        for (int n = 0; n < perSecond * seconds; n++) {
            long due = begin + n * 1_000_000_000L / perSecond;
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            int one = n;
            steps.add(threads.submit(() -> step.at(one)));
        }
        List<Integer> numbers = new ArrayList<>();
        for (Future<Integer> one : steps) {
            numbers.add(one.get());
        }
        return numbers;
    }

    /** All that was posted stands in Discord. */
    private void settled() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int number = 0; number < next; number++) {
            while (BEGUN[number] != 0 && SEEN[number] == 0) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("Not shown within " + PATIENCE + ": " + number);
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    private void row(String what, List<Integer> numbers) throws InterruptedException {
        settled();
        long[] shown = numbers.stream().mapToLong(n -> SEEN[n] - BEGUN[n]).sorted().toArray();
        long[] answered = numbers.stream().mapToLong(n -> ANSWERED[n] - BEGUN[n]).sorted().toArray();
        System.out.printf(
                "| %s | %s | %s | %s | %s |%n",
                what, ms(at(shown, 50)), ms(at(shown, 99)), ms(shown[shown.length - 1]), ms(at(answered, 50)));
        if (System.getenv("LATENCY_EACH") != null) {
            for (int n : numbers) {
                System.err.printf("%s %d %d %d %d%n", what, n, BEGUN[n], ANSWERED[n], SEEN[n]);
            }
        }
    }

    private static long at(long[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    private static String ms(long nanos) {
        return "%.1f".formatted(nanos / 1e6);
    }

    /** The first message of a lane is held until a thousand cards wait behind it. */
    private void lane() throws Exception {
        simulator.faults().next(1, "POST", "/messages$").delay(HELD);
        int held = post(2);
        int from = next;
        for (int sender = 0; sender < 8; sender++) {
            threads.submit(() -> {
                while (true) {
                    synchronized (this) {
                        if (next >= from + LANE_MESSAGES * CARDS) {
                            return null;
                        }
                    }
                    post(2);
                }
            });
        }
        settled();
        long[] seen = Arrays.stream(Arrays.copyOfRange(SEEN, held, next)).sorted().distinct().toArray();
        double seconds = (seen[seen.length - 1] - seen[1]) / 1e9;
        List<byte[]> bodies = BODIES.entrySet().stream()
                .filter(body -> body.getKey() >= seen[1])
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
        long begin = System.nanoTime();
        for (byte[] body : bodies) {
            send(body);
        }
        double plain = (System.nanoTime() - begin) / 1e9;
        double lane = (seen.length - 2) / seconds;
        System.out.printf(
                "lane: %d messages of %d cards, %.0f messages/s; the same bodies by a plain client %.0f messages/s; ratio %.2f%n",
                seen.length - 1,
                (next - held - 1) / (seen.length - 1),
                lane,
                bodies.size() / plain,
                lane * plain / bodies.size());
        BODIES.clear();
    }

    private static void idle(Process gateway, int seconds) throws InterruptedException {
        long before = processor(gateway.toHandle());
        long children = gateway.children().mapToLong(Latency::processor).sum();
        TimeUnit.SECONDS.sleep(seconds);
        System.out.printf(
                "idle: %.2f %% of a core over %d s, and its Redis %.2f %%%n",
                (processor(gateway.toHandle()) - before) / (seconds * 1e7),
                seconds,
                (gateway.children().mapToLong(Latency::processor).sum() - children) / (seconds * 1e7));
    }

    private static long processor(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    /** Hears of each request before its answer leaves. */
    public static final class Seen implements ExchangeObserver {
        @Override
        public void answered(Exchange exchange) {
            long now = System.nanoTime();
            if (!exchange.method().equals("POST")
                    || !exchange.path().endsWith("/messages")
                    || exchange.status() != 200) {
                return;
            }
            Matcher mark = MARK.matcher(new String(exchange.body(), StandardCharsets.UTF_8).replace("\\u003c", "<"));
            boolean first = true;
            while (mark.find()) {
                int number = Integer.parseInt(mark.group(1));
                if (SEEN[number] == 0) {
                    SEEN[number] = now;
                    if (first) {
                        BODIES.put(now, exchange.body());
                    }
                }
                first = false;
            }
        }
    }
}
