package dev.gatewaysync.standalone;

import dev.gatewaysync.http.BoundedHttpClient;
import dev.gatewaysync.http.HttpRequests;
import dev.gatewaysync.service.Settings;
import dev.gatewaysync.storage.UpdateHistory;
import dev.gatewaysync.storage.UpdateTimeline;
import dev.gatewaysync.sync.WorkerApplication;
import dev.gatewaysync.sync.catalog.SyncKind;
import dev.gatewaysync.sync.schedule.SyncService;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends one of everything through the front door, as the main app would, and tells what became of each; then lets a sync
 * find what nobody told.
 */
final class Demo {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Gateway gateway;
    private final PrintStream out;
    private final UpdateHistory history;
    private final JsonMapper json = JsonMapper.builder().build();

    Demo(Gateway gateway, PrintStream out) {
        this.gateway = gateway;
        this.out = out;
        this.history = gateway.part(WorkerApplication.DEFINITION, UpdateHistory.class);
    }

    /** @return whether everything was shown before the patience, or the process, ended */
    boolean run(CountDownLatch stop) throws InterruptedException {
        List<Sent> sent = new ArrayList<>();
        out.println("  Sending one of everything:\n");
        boolean first = true;
        boolean complete = true;
        for (String body : DemoEvents.bodies(gateway.settings().text("MAIN_APP_URL", "https://app.example"))) {
            Sent one = post(body);
            sent.add(one);
            if (first) {
                first = false;
                complete &= await(one, stop);
                out.printf("  First card delivered %.1f s after the program started%n%n", sinceProcessStart());
            }
        }
        for (Sent one : sent.subList(1, sent.size())) {
            complete &= await(one, stop);
        }
        complete &= syncFindsWhatNobodyTold(stop);
        out.println();
        gateway.simulatorUrl().ifPresent(url -> out.println("  See all of it in a browser: " + url + "\n"));
        return complete;
    }

    private boolean syncFindsWhatNobodyTold(CountDownLatch stop) throws InterruptedException {
        Optional<DemoApp> app = gateway.demoApp();
        if (app.isEmpty()) {
            return true;
        }
        SyncService syncs = gateway.part(WorkerApplication.DEFINITION, SyncService.class);
        syncs.run(SyncKind.FULL, "demo", false);
        app.get().addResourcesSilently();
        out.println("  The app's catalogue grows and nobody tells; a sync finds out:\n");
        syncs.run(SyncKind.QUICK, "demo", false);
        List<Sent> found = new ArrayList<>(recent("resource-added", "sync"));
        found.addAll(recent("milestone-reached", null));
        boolean complete = !found.isEmpty();
        for (Sent one : found) {
            complete &= await(one, stop);
        }
        return complete;
    }

    private List<Sent> recent(String type, @Nullable String source) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        List<Sent> found = List.of();
        while (found.isEmpty() && Instant.now().isBefore(deadline)) {
            found = history.recent(50, new dev.gatewaysync.storage.UpdateFilter(type, source, null, null)).stream()
                    .map(update -> new Sent(update.id(), update.description(), Instant.now()))
                    .toList();
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return found;
    }

    /** Waits until the event has been shown wherever it is to be shown, and prints where that is. */
    private boolean await(Sent sent, CountDownLatch stop) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            Optional<UpdateTimeline> life = history.find(sent.id());
            if (life.isPresent() && life.get().update().synced()) {
                print("✓", sent, places(life.get()));
                return true;
            }
            if (stop.await(25, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        print("✗", sent, "not shown within " + PATIENCE.toSeconds() + " s");
        return false;
    }

    private void print(String mark, Sent sent, String places) {
        out.printf("  %s %-58s %s%n", mark, shortened(sent.what(), 56), places);
    }

    private static String places(UpdateTimeline life) {
        List<String> shown = life.deliveries().stream()
                .filter(delivery -> delivery.status().equals("sent"))
                .map(UpdateTimeline.Delivery::target)
                .toList();
        if (!shown.isEmpty()) {
            return "shown: " + String.join(", ", shown);
        }
        boolean superseded = life.deliveries().stream()
                .anyMatch(delivery -> delivery.status().equals("superseded"));
        return superseded ? "superseded by later numbers before it was shown" : "kept in the history";
    }

    private Sent post(String body) throws InterruptedException {
        Settings settings = gateway.settings();
        String secret = settings.text("WEBHOOK_SECRET", "").split(",")[0].strip();
        HttpRequest request = HttpRequests.to(URI.create(gateway.ingestUrl() + "/webhook/updates"))
                .header("Authorization", "Bearer " + secret)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        Instant start = Instant.now();
        try (BoundedHttpClient client = BoundedHttpClient.http1(Duration.ofSeconds(30))) {
            HttpResponse<byte[]> response = client.send(request, Duration.ofSeconds(30), 1 << 20);
            JsonNode answer = json.readTree(response.body());
            if (response.statusCode() != 202) {
                throw new IllegalStateException(
                        "The demo's own event was refused: " + new String(response.body(), StandardCharsets.UTF_8));
            }
            return new Sent(
                    answer.get("id").asString(), json.readTree(body).get("type").asString(), start);
        } catch (IOException e) {
            throw new IllegalStateException("The demo cannot reach " + gateway.ingestUrl(), e);
        }
    }

    private static double sinceProcessStart() {
        Instant started = ProcessHandle.current().info().startInstant().orElse(Instant.now());
        return Duration.between(started, Instant.now()).toMillis() / 1000.0;
    }

    private static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }

    /** @param what type or description, to tell it apart */
    private record Sent(String id, String what, Instant at) {}
}
