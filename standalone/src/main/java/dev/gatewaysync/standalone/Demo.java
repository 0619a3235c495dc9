package dev.gatewaysync.standalone;

import dev.gatewaysync.discord.PublisherApplication;
import dev.gatewaysync.discord.send.DeliveryTimings;
import dev.gatewaysync.storage.history.UpdateFilter;
import dev.gatewaysync.storage.history.UpdateHistory;
import dev.gatewaysync.storage.history.UpdateTimeline;
import dev.gatewaysync.sync.WorkerApplication;
import dev.gatewaysync.sync.catalog.SyncKind;
import dev.gatewaysync.sync.schedule.SyncService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends one of everything through the front door, as the main app would, and tells what became of each; then lets a sync
 * find what nobody told.
 */
final class Demo {
    /** In characters: on a narrow terminal the line is broken. */
    private static final int LEAST_PLACES = 16;

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Gateway gateway;
    private final Story story;
    private final FrontDoor frontDoor;
    private final UpdateHistory history;
    private final JsonMapper json = JsonMapper.builder().build();

    Demo(Gateway gateway, Story story) {
        this.gateway = gateway;
        this.story = story;
        this.frontDoor = new FrontDoor(gateway);
        this.history = gateway.part(WorkerApplication.DEFINITION, UpdateHistory.class);
    }

    /** @return whether everything was shown before the patience, or the process, ended */
    boolean run(CountDownLatch stop) throws InterruptedException {
        List<String> resumed = new LeftBroken(gateway).resume(stop);
        if (!resumed.isEmpty()) {
            story.say("  Broken at the end of an earlier demo, and resumed: " + String.join(", ", resumed) + "\n");
        }
        List<Sent> sent = new ArrayList<>();
        story.say("  Sending one of everything:\n");
        boolean first = true;
        boolean complete = true;
        for (String body : DemoEvents.bodies(gateway.settings().text("MAIN_APP_URL", "https://app.example"))) {
            Sent one = post(body);
            sent.add(one);
            if (first) {
                first = false;
                complete &= await(one, stop);
                story.say("    the first card, %.1f s after the program started".formatted(sinceProcessStart()));
            }
        }
        for (Sent one : sent.subList(1, sent.size())) {
            complete &= await(one, stop);
        }
        if (stop.getCount() == 0) {
            return false;
        }
        complete &= syncFindsWhatNobodyTold(stop);
        story.say("");
        gateway.simulatorUrl()
                .ifPresent(url -> story.say("  See all of it in a browser: " + url
                        + "\n  Break something, and see what becomes of it: " + url + "#/tour\n"));
        return complete;
    }

    private boolean syncFindsWhatNobodyTold(CountDownLatch stop) throws InterruptedException {
        Optional<DemoApp> app = gateway.demoApp();
        if (app.isEmpty()) {
            return true;
        }
        SyncService syncs = gateway.part(WorkerApplication.DEFINITION, SyncService.class);
        story.say("\n  The app's catalogue grows and nobody tells; a sync finds out:\n");
        story.step("full sync", () -> syncs.run(SyncKind.FULL, "demo", false));
        app.get().addResourcesSilently();
        Instant grown = Instant.now();
        story.step("quick sync", () -> syncs.run(SyncKind.QUICK, "demo", false));
        frontDoor.post(DemoEvents.afterGrowth());
        List<Sent> found = new ArrayList<>(recent(new UpdateFilter("resource-added", "sync", grown, null)));
        found.addAll(recent(new UpdateFilter("milestone-reached", null, null, null)));
        boolean complete = !found.isEmpty();
        for (Sent one : found) {
            complete &= await(one, stop);
        }
        return complete;
    }

    private List<Sent> recent(UpdateFilter filter) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        List<Sent> found = List.of();
        while (found.isEmpty() && Instant.now().isBefore(deadline)) {
            found = history.recent(50, filter).stream()
                    .map(update -> new Sent(update.id(), update.description()))
                    .toList();
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return found;
    }

    /** Waits until the event has been shown wherever it is to be shown, and prints where that is. */
    private boolean await(Sent sent, CountDownLatch stop) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        story.waits(waitsFor(sent));
        try {
            while (Instant.now().isBefore(deadline)) {
                Optional<UpdateTimeline> life = history.find(sent.id());
                if (life.isPresent() && life.get().update().synced()) {
                    print(story.tick(), sent, places(life.get()));
                    return true;
                }
                if (stop.await(25, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
        } finally {
            story.goesOn();
        }
        print(story.cross(), sent, "not shown within " + PATIENCE.toSeconds() + " s");
        return false;
    }

    private void print(String mark, Sent sent, String places) {
        story.say("  " + mark + " " + "%-36s ".formatted(shortened(sent.what(), 36))
                + shortened(places, Math.max(LEAST_PLACES, story.columns() - 42)));
    }

    private String waitsFor(Sent sent) {
        if (!sent.what().equals("stats-updated")) {
            return sent.what() + ": waiting until Discord shows it";
        }
        Duration pace = gateway.part(PublisherApplication.DEFINITION, DeliveryTimings.class)
                .statisticsInterval();
        return "stats-updated: the pinned numbers change once in " + pace.toSeconds() + " s at most";
    }

    private static String places(UpdateTimeline life) {
        List<String> shown = life.deliveries().stream()
                .filter(delivery -> delivery.status().equals("sent"))
                .map(UpdateTimeline.Delivery::target)
                .toList();
        if (!shown.isEmpty()) {
            return "→ " + String.join(", ", shown);
        }
        boolean superseded = life.deliveries().stream()
                .anyMatch(delivery -> delivery.status().equals("superseded"));
        return superseded ? "  later numbers came before it was shown" : "  kept in the history";
    }

    private Sent post(String body) throws InterruptedException {
        return new Sent(frontDoor.post(body), what(json.readTree(body)));
    }

    /** Its type, and of the three steps of a maintenance, which. */
    private static String what(JsonNode event) {
        return (event.path("type").asString("") + " " + event.at("/data/status").asString("")).strip();
    }

    private static double sinceProcessStart() {
        Instant started = ProcessHandle.current().info().startInstant().orElse(Instant.now());
        return Duration.between(started, Instant.now()).toMillis() / 1000.0;
    }

    private static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }

    /** @param what type or description, to tell it apart */
    private record Sent(String id, String what) {}
}
