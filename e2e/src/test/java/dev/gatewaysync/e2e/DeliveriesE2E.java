package dev.gatewaysync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.embedded.EmbeddedRedis;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.testkit.Proof;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many deliveries over 32 connections, every third of them sent three times at the same time, as the history has them in
 * the end. {@code -Dtest.deliveries} (1,500) says how many.
 */
class DeliveriesE2E {
    private static final int CONNECTIONS = 32;
    private static final int DELIVERIES = Proof.of("test.deliveries", 300, 1_500);

    @TempDir
    Path directory;

    @Test
    void each_delivery_is_in_the_history_once() throws Exception {
        try (RunningGateway running = RunningGateway.start(directory, Map.of("INGEST_RATE_LIMIT", "off"))) {
            Map<Integer, String> ids = deliver(running, index -> {});
            assertHistoryHolds(running, ids);
        }
    }

    @Test
    void with_redis_stopped_in_the_middle_each_delivery_is_in_the_history_once() throws Exception {
        EmbeddedRedis redis = EmbeddedRedis.start(directory.resolve("redis"));
        Map<String, String> settings = Map.of("INGEST_RATE_LIMIT", "off", "REDIS_URL", redis.url());
        try (RunningGateway running = RunningGateway.start(directory, settings)) {
            AtomicInteger stopped = new AtomicInteger();
            Map<Integer, String> ids = deliver(running, index -> {
                if (index >= DELIVERIES / 2 && stopped.getAndIncrement() == 0) {
                    redis.close();
                }
            });
            assertHistoryHolds(running, ids);
        }
    }

    private static Map<Integer, String> deliver(RunningGateway running, Before before) throws Exception {
        List<Integer> requests = new ArrayList<>();
        for (int i = 0; i < DELIVERIES; i++) {
            requests.addAll(Collections.nCopies(i % 3 == 0 ? 3 : 1, i));
        }
        Map<Integer, String> ids = new ConcurrentHashMap<>();
        AtomicInteger next = new AtomicInteger();
        List<Callable<Void>> senders = Collections.nCopies(CONNECTIONS, () -> {
            for (int n = next.getAndIncrement(); n < requests.size(); n = next.getAndIncrement()) {
                int index = requests.get(n);
                before.delivery(index);
                String id = running.client.postUntilAccepted("delivery-" + index, body(index));
                String other = ids.putIfAbsent(index, id);
                assertThat(other == null || other.equals(id))
                        .as("every repeat learns the first one's id")
                        .isTrue();
            }
            return null;
        });
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (Future<Void> sender : threads.invokeAll(senders)) {
                sender.get();
            }
        }
        return new HashMap<>(ids);
    }

    private static void assertHistoryHolds(RunningGateway running, Map<Integer, String> ids) {
        assertThat(ids).hasSize(DELIVERIES);
        String url = running.gateway.settings().text("DATABASE_URL").orElseThrow();
        try (Database database = Database.open(url)) {
            await().atMost(Duration.ofMinutes(2)).until(() -> recorded(database).size() >= DELIVERIES);
            assertThat(recorded(database)).containsExactlyInAnyOrderElementsOf(ids.values());
        }
    }

    private static List<String> recorded(Database database) {
        return database.jdbc()
                .sql("SELECT id FROM event WHERE type = 'resource-updated'")
                .query(String.class)
                .list();
    }

    /** Shown nowhere, so that Discord's limits do not decide how long this takes. */
    private static String body(int index) {
        return "{\"type\":\"resource-updated\",\"data\":{\"name\":\"Tool " + index + "\",\"category\":\"Tools\"}}";
    }

    private interface Before {
        void delivery(int index);
    }
}
