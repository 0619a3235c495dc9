import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends single posts and prints how many were accepted a second.
 *
 * <pre>
 * Posts INGEST SECRET TYPE COUNT SENDERS [recorded|shown]
 * </pre>
 *
 * The last word waits until the newest of the history is the last post, and {@code shown} until everything stands in Discord.
 */
final class Posts {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    public static void main(String[] arguments) throws Exception {
        String ingest = arguments[0];
        String secret = arguments[1];
        String type = arguments[2];
        int count = Integer.parseInt(arguments[3]);
        int senders = Integer.parseInt(arguments[4]);
        String until = arguments.length > 5 ? arguments[5] : "";
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        AtomicInteger next = new AtomicInteger();
        long from = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int sender = 0; sender < senders; sender++) {
                threads.submit(() -> {
                    for (int n = next.incrementAndGet(); n <= count; n = next.incrementAndGet()) {
                        String data = type.equals("bug-fixed")
                                ? "{\"title\":\"Crash " + n + "\",\"description\":\"It no longer happens.\"}"
                                : "{\"name\":\"Tool " + n + "\",\"category\":\"Tools\"}";
                        HttpRequest post = HttpRequest.newBuilder(URI.create(ingest + "/webhook/updates"))
                                .header("Authorization", "Bearer " + secret)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"type\":\"" + type + "\",\"data\":" + data + "}"))
                                .build();
                        int status = http.send(post, BodyHandlers.discarding()).statusCode();
                        if (status != 202) {
                            System.err.println("answered " + status);
                            System.exit(1);
                        }
                    }
                    return null;
                });
            }
        }
        double seconds = (System.nanoTime() - from) / 1e9;
        if (!until.isEmpty()) {
            await(http, ingest, secret, type, until.equals("shown"));
        }
        System.out.printf("%.0f%n", count / seconds);
    }

    /** The totals stand still, and nothing waits for Discord any more. */
    private static void await(HttpClient http, String ingest, String secret, String type, boolean shown)
            throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String last = "";
        while (System.nanoTime() < end) {
            String total = get(http, ingest + "/stats", secret).replaceAll("(?s).*\"total\":(\\d+).*", "$1");
            boolean open = shown
                    && get(http, ingest + "/updates/recent?count=1&status=pending&type=" + type, secret)
                            .contains("\"id\"");
            if (total.equals(last) && !open) {
                return;
            }
            last = total;
            Thread.sleep(500);
        }
        throw new IllegalStateException("not done after " + PATIENCE);
    }

    private static String get(HttpClient http, String url, String secret) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header("Authorization", "Bearer " + secret)
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }
}
