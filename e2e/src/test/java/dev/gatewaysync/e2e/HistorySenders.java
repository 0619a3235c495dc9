package dev.gatewaysync.e2e;

import dev.gatewaysync.testkit.Pause;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Careful ones: each event with the same key until it is accepted, and then the next. */
final class HistorySenders implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Duration BEFORE_A_REPEAT = Duration.ofMillis(100);

    private final Supplier<WebhookClient> clients;
    private final SeenRun seen;
    private final HistoryConfig config;
    private final int announcedOneIn;
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger repeats = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> running = new ArrayList<>();
    private volatile boolean ended;

    /** @param announcedOneIn how many events there are to one that is shown in Discord */
    HistorySenders(Supplier<WebhookClient> clients, SeenRun seen, HistoryConfig config, int announcedOneIn) {
        this.clients = clients;
        this.seen = seen;
        this.config = config;
        this.announcedOneIn = announcedOneIn;
    }

    void start(int senders, int events) {
        for (int number = 0; number < senders; number++) {
            String sender = "s%02d".formatted(number);
            int share = events / senders + (number < events % senders ? 1 : 0);
            running.add(threads.submit(() -> {
                WebhookClient client = clients.get();
                for (int n = 0; n < share && !ended; n++) {
                    send(client, sender, n);
                }
                return null;
            }));
        }
    }

    int accepted() {
        return accepted.get();
    }

    /** Requests that were answered otherwise than with 202, or not at all. */
    int repeats() {
        return repeats.get();
    }

    /** Begins no further event; those that were begun are sent until they are accepted. */
    void end() {
        ended = true;
    }

    /** Until all are accepted; what stopped one of them is thrown. */
    void await() throws Exception {
        for (Future<?> sender : running) {
            sender.get();
        }
    }

    /** A sender that has failed is said at once, and not when everybody has waited for it. */
    void lookForFailures() throws Exception {
        for (Future<?> sender : running) {
            if (sender.isDone()) {
                sender.get();
            }
        }
    }

    private void send(WebhookClient client, String sender, int n) throws InterruptedException {
        String mark = "%sn%05d".formatted(sender, n);
        HistoryConfig.Event event = config.event(n % announcedOneIn == 0 ? n / announcedOneIn : null, mark);
        String body = "{\"type\":\"%s\",\"data\":%s}".formatted(event.type(), event.data());
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            HttpResponse<String> response = null;
            try {
                response = client.post(mark, body);
            } catch (IOException e) {
                // Killed, or frozen for longer than a sender waits: nobody knows whether it was accepted.
            }
            seen.sent(sender, mark, event.type(), response, event.channels());
            if (response != null && response.statusCode() == 202) {
                accepted.incrementAndGet();
                return;
            }
            repeats.incrementAndGet();
            Pause.of(BEFORE_A_REPEAT);
        }
        throw new AssertionError("Not accepted within " + PATIENCE + ": " + mark);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
