package dev.gatewaysync.e2e;

import dev.gatewaysync.testkit.Pause;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** The main app over a night: an event each half second, one after the other, each until it is accepted. */
final class NightSenders implements AutoCloseable {
    private static final Duration PACE = Duration.ofMillis(500);

    private final WebhookClient client;
    private final SeenRun seen;
    private final List<String> places;
    private final BooleanSupplier paused;
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean ended;
    private int refused;

    /** @param places channels that each has to reach */
    NightSenders(WebhookClient client, SeenRun seen, List<String> places, BooleanSupplier paused) {
        this.paused = paused;
        this.client = client;
        this.seen = seen;
        this.places = places;
        this.thread = Thread.ofPlatform().name("night-sender").start(this::send);
    }

    private void send() {
        try {
            for (int n = 0; !ended; n++) {
                while (paused.getAsBoolean()) {
                    Pause.of(PACE);
                }
                until202("night%05d".formatted(n));
                Pause.of(PACE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** With the same key until it is accepted; what was begun is ended, for the sender would not forget it either. */
    private void until202(String mark) throws InterruptedException {
        String type = places.size() > 1 ? "resource-added" : "bug-fixed";
        String data =
                places.size() > 1 ? "{\"name\":\"Tool %s\",\"category\":\"AI Tools\"}" : "{\"title\":\"Fixed %s\"}";
        String body = "{\"type\":\"%s\",\"data\":%s}".formatted(type, data.formatted(mark));
        while (true) {
            HttpResponse<String> answer = null;
            try {
                answer = client.post(mark, body);
            } catch (IOException e) {
                // Not there now: nobody knows whether it was accepted.
            }
            seen.sent("night", mark, type, answer, places);
            if (answer != null && answer.statusCode() == 202) {
                accepted.add(mark);
                return;
            }
            refused++;
            Pause.of(PACE);
        }
    }

    /** Marks of what was answered 202. */
    Set<String> accepted() {
        return accepted;
    }

    /** Answers that were none or no 202; the sender has tried each again. */
    int refused() {
        return refused;
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        thread.join(Duration.ofMinutes(3));
        if (thread.isAlive()) {
            thread.interrupt();
            throw new AssertionError("An event was not accepted within three minutes");
        }
    }
}
