import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What benchmarks/compose/run sends and looks at. A sender as the documentation wants it: each delivery has a key and is
 * repeated with it until it is accepted.
 *
 * <pre>
 * Sender fill INGEST SECRET COUNT          COUNT events in batches of 500, as fast as they are accepted
 * Sender kills INGEST SECRET SIMULATOR BOT-TOKEN CHANNEL NAME=COMMAND...
 *                                          kills one after the other under load and says what each took
 * </pre>
 */
final class Sender {
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final int EVENTS_A_SECOND = 20;
    private static final int ONE_CARD_IN = 40;
    private static final int BATCH = 10;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(3)).build();
    private final String ingest;
    private final String secret;
    /** How many requests were repeated, by the reason. */
    private final Map<String, Integer> repeats = new ConcurrentHashMap<>();

    private Sender(String ingest, String secret) {
        this.ingest = ingest;
        this.secret = secret;
    }

    public static void main(String[] arguments) throws Exception {
        Sender sender = new Sender(arguments[1], arguments[2]);
        if (arguments[0].equals("fill")) {
            sender.fill(Integer.parseInt(arguments[3]));
        } else {
            Map<String, String> victims = new java.util.LinkedHashMap<>();
            for (String victim : List.of(arguments).subList(6, arguments.length)) {
                victims.put(victim.split("=", 2)[0], victim.split("=", 2)[1]);
            }
            System.exit(sender.kills(sender.new Channel(arguments[3], arguments[4], arguments[5]), victims) ? 0 : 1);
        }
    }

    private void fill(int count) throws Exception {
        long start = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int from = 0; from < count; from += 500) {
                int first = from;
                int last = Math.min(count, from + 500);
                threads.submit(() -> {
                    String body = IntStream.range(first, last)
                            .mapToObj(n -> "{\"type\":\"resource-updated\",\"data\":{\"name\":\"Resource " + n
                                    + "\",\"category\":\"Tools\"}}")
                            .collect(Collectors.joining(",", "[", "]"));
                    until("/webhook/updates/batch", body, "fill-" + first);
                    return null;
                });
            }
        }
        System.out.printf("accepted %d events in %.1f s, requests repeated: %s%n", count, seconds(start), repeats);
    }

    private boolean kills(Channel channel, Map<String, String> victims) throws Exception {
        Map<String, String> sent = new ConcurrentHashMap<>();
        AtomicInteger number = new AtomicInteger();
        AtomicBoolean stop = new AtomicBoolean();
        List<Thread> load = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            load.add(Thread.startVirtualThread(() -> {
                while (!stop.get()) {
                    String name = "load" + number.incrementAndGet() + "x";
                    sent.put(name, hasCard(name) ? card(name) : silent(name));
                    pause(4_000 / EVENTS_A_SECOND);
                }
            }));
        }
        // What comes in a batch shares a message on the broker.
        load.add(Thread.startVirtualThread(() -> {
            while (!stop.get()) {
                sent.putAll(batch(number.getAndAdd(BATCH) + 1));
                pause(BATCH * 4_000 / EVENTS_A_SECOND);
            }
        }));
        pause(5_000);
        System.out.println("| killed | accepted again after | recorded after | shown after |");
        System.out.println("| --- | --- | --- | --- |");
        probe("nothing (baseline)", "true", sent);
        for (Map.Entry<String, String> victim : victims.entrySet()) {
            probe(victim.getKey(), victim.getValue(), sent);
            pause(15_000);
        }
        stop.set(true);
        for (Thread thread : load) {
            thread.join();
        }
        return complete(channel, sent);
    }

    /** How long after the kill an event that is sent right then is accepted, recorded and shown. */
    private void probe(String name, String kill, Map<String, String> sent) throws Exception {
        if (new ProcessBuilder("bash", "-c", kill).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException("could not kill " + name);
        }
        long start = System.nanoTime();
        String title = "probe" + name.replaceAll("[^a-zA-Z]", "") + "x";
        String id = card(title);
        sent.put(title, id);
        double accepted = seconds(start);
        double recorded = -1;
        while (true) {
            String life = get(ingest + "/updates/" + id, "Bearer " + secret);
            if (recorded < 0 && life.contains("\"type\"") && life.contains(id)) {
                recorded = seconds(start);
            }
            if (life.contains("\"synced\":true")) {
                break;
            }
            if (seconds(start) > 180) {
                throw new IllegalStateException("not shown within 180 s: " + life);
            }
            pause(100);
        }
        System.out.printf("| %s | %.1f s | %.1f s | %.1f s |%n", name, accepted, recorded, seconds(start));
    }

    /** Every accepted event is in the history, and every card that it called for stands in the channel once. */
    private boolean complete(Channel channel, Map<String, String> sent) throws Exception {
        Set<String> ids = new TreeSet<>(sent.values());
        System.out.printf("%d accepted deliveries with %d ids; requests repeated: %s%n", sent.size(), ids.size(), repeats);
        Set<String> lost = new TreeSet<>();
        for (Map.Entry<String, String> event : sent.entrySet()) {
            long start = System.nanoTime();
            String life;
            do {
                life = get(ingest + "/updates/" + event.getValue(), "Bearer " + secret);
            } while (!life.contains("\"synced\":true") && seconds(start) < 120 && pause(200));
            if (!life.contains("\"synced\":true")) {
                lost.add(event.getKey());
            }
        }
        Map<String, Integer> seen = channel.titles();
        List<String> cards = sent.keySet().stream().filter(Sender::hasCard).toList();
        List<String> missing = cards.stream().filter(card -> !seen.containsKey(card)).toList();
        Map<String, Integer> twice = new TreeMap<>(seen);
        twice.values().removeIf(count -> count == 1);
        System.out.printf(
                "not recorded or not delivered: %s; cards: %d called for, %d shown, missing %s, more than once %s%n",
                lost, cards.size(), seen.size(), missing, twice);
        return lost.isEmpty() && missing.isEmpty() && twice.isEmpty() && ids.size() == sent.size();
    }

    private static boolean hasCard(String name) {
        return name.startsWith("probe") || Integer.parseInt(name.substring(4, name.length() - 1)) % ONE_CARD_IN == 0;
    }

    private String card(String name) {
        return id(until("/webhook/updates", cardBody(name), name));
    }

    private String silent(String name) {
        return id(until("/webhook/updates", silentBody(name), name));
    }

    /** The ids of {@value #BATCH} events from number {@code first} on, by their names. */
    private Map<String, String> batch(int first) {
        List<String> names = IntStream.range(first, first + BATCH)
                .mapToObj(n -> "load" + n + "x")
                .toList();
        String body = names.stream()
                .map(name -> hasCard(name) ? cardBody(name) : silentBody(name))
                .collect(Collectors.joining(",", "[", "]"));
        String answer = until("/webhook/updates/batch", body, "batch" + first);
        List<String> ids = ID.matcher(answer).results().map(id -> id.group(1)).toList();
        if (ids.size() != BATCH) {
            throw new IllegalStateException("not " + BATCH + " ids in " + answer);
        }
        return IntStream.range(0, BATCH).boxed().collect(Collectors.toMap(names::get, ids::get));
    }

    private static String cardBody(String name) {
        return "{\"type\":\"bug-fixed\",\"data\":{\"title\":\"" + name + "\"}}";
    }

    private static String silentBody(String name) {
        return "{\"type\":\"resource-updated\",\"data\":{\"name\":\"" + name + "\",\"category\":\"Tools\"}}";
    }

    private static String id(String answer) {
        Matcher id = ID.matcher(answer);
        if (!id.find()) {
            throw new IllegalStateException("no id in " + answer);
        }
        return id.group(1);
    }

    private String until(String path, String body, String key) {
        while (true) {
            String reason;
            try {
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(URI.create(ingest + path))
                                .timeout(Duration.ofSeconds(30))
                                .header("Authorization", "Bearer " + secret)
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", key)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 202) {
                    return answer.body();
                }
                if (answer.statusCode() < 500 && answer.statusCode() != 409 && answer.statusCode() != 429) {
                    throw new IllegalStateException("refused: " + answer.statusCode() + " " + answer.body());
                }
                reason = "HTTP " + answer.statusCode();
            } catch (java.io.IOException e) {
                // Nobody knows whether it arrived: the key makes a repeat safe.
                reason = e.toString();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            repeats.merge(reason, 1, Integer::sum);
            pause(250);
        }
    }

    private String get(String url, String authorization) {
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create(url))
                                    .timeout(Duration.ofSeconds(10))
                                    .header("Authorization", authorization)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (java.io.IOException e) {
            return "";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A channel of the simulator, read as Discord's API gives it. */
    private final class Channel {
        private static final Pattern TITLE = Pattern.compile("\\b(load\\d+x|probe[a-zA-Z]+x)\\b");
        private final String simulator;
        private final String token;
        private final String id;

        Channel(String simulator, String token, String id) {
            this.simulator = simulator;
            this.token = token;
            this.id = id;
        }

        Map<String, Integer> titles() {
            Map<String, Integer> titles = new HashMap<>();
            String before = "";
            while (true) {
                String page = get(
                        simulator + "/api/v10/channels/" + id + "/messages?limit=100" + before, "Bot " + token);
                Matcher title = TITLE.matcher(page);
                while (title.find()) {
                    titles.merge(title.group(1), 1, Integer::sum);
                }
                Set<Long> ids = new TreeSet<>();
                Matcher message = Pattern.compile("\"id\":\"(\\d{15,20})\"").matcher(page);
                while (message.find()) {
                    ids.add(Long.parseLong(message.group(1)));
                }
                // Ids of channel, authors and webhooks are those of the beginning; messages are later.
                ids.removeIf(found -> found < 1_300_000_000_000_000_000L);
                if (ids.size() < 100) {
                    return titles;
                }
                before = "&before=" + ids.iterator().next();
            }
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static boolean pause(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
