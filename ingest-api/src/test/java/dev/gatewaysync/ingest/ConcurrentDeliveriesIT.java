package dev.gatewaysync.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.embedded.EmbeddedRedis;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.ingest.RunningIngest.Reply;
import dev.gatewaysync.ingest.idempotency.IdempotencyKey;
import dev.gatewaysync.testkit.Infra;
import dev.gatewaysync.testkit.Pause;
import dev.gatewaysync.testkit.Proof;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many deliveries over 32 connections, every third of them repeated twice at the same time. {@code -Dtest.deliveries}
 * says how many.
 */
class ConcurrentDeliveriesIT {
    private static final int CONNECTIONS = 32;
    private static final int DELIVERIES = Proof.of("test.deliveries", 400, 1_500);

    @TempDir
    Path directory;

    @Test
    void each_delivery_is_in_the_queue_once_and_every_repeat_learns_the_first_ones_id() throws Exception {
        Map<String, String> infra = Infra.start().wiped().settings();
        try (RunningIngest ingest = RunningIngest.start(infra, Map.of("INGEST_RATE_LIMIT", "1000000/1m"))) {
            Set<String> first = Collections.synchronizedSet(new HashSet<>());
            deliver(ingest, index -> {}, (index, reply) -> {
                String id = reply.json().path("id").asString();
                assertThat(id).isEqualTo(eventId(index));
                if (!reply.json().path("duplicate").asBoolean()) {
                    assertThat(first.add(id)).as("accepted as new twice").isTrue();
                }
            });
            assertThat(first).hasSize(DELIVERIES);
            assertThat(ingest.published())
                    .extracting(EventEnvelope::id)
                    .hasSize(DELIVERIES)
                    .containsExactlyInAnyOrderElementsOf(first);
        }
    }

    @Test
    void with_redis_stopped_in_the_middle_none_is_refused_and_what_comes_twice_has_one_id() throws Exception {
        EmbeddedRedis redis = EmbeddedRedis.start(directory);
        Map<String, String> infra = new HashMap<>(Infra.start().wiped().settings());
        infra.put("REDIS_URL", redis.url());
        try (RunningIngest ingest = RunningIngest.start(infra, Map.of("INGEST_RATE_LIMIT", "1000000/1m"))) {
            deliver(
                    ingest,
                    index -> {
                        if (index == DELIVERIES / 2) {
                            redis.close();
                        }
                    },
                    (index, reply) ->
                            assertThat(reply.json().path("id").asString()).isEqualTo(eventId(index)));
            List<String> published =
                    ingest.published().stream().map(EventEnvelope::id).toList();
            assertThat(new HashSet<>(published))
                    .isEqualTo(IntStream.range(0, DELIVERIES)
                            .mapToObj(ConcurrentDeliveriesIT::eventId)
                            .collect(Collectors.toSet()));
            assertThat(published.size()).isLessThanOrEqualTo(requests().size());
        }
    }

    /** Each delivery's number, as often as it is sent. */
    private static List<Integer> requests() {
        List<Integer> requests = new ArrayList<>();
        for (int i = 0; i < DELIVERIES; i++) {
            requests.addAll(Collections.nCopies(i % 3 == 0 ? 3 : 1, i));
        }
        return requests;
    }

    private static void deliver(RunningIngest ingest, Before before, Check check) throws Exception {
        List<Integer> requests = requests();
        AtomicInteger next = new AtomicInteger();
        List<Callable<Void>> senders = Collections.nCopies(CONNECTIONS, () -> {
            for (int n = next.getAndIncrement(); n < requests.size(); n = next.getAndIncrement()) {
                int index = requests.get(n);
                before.delivery(index);
                check.answered(index, sendUntilAnswered(ingest, index));
            }
            return null;
        });
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (Future<Void> sender : threads.invokeAll(senders)) {
                sender.get();
            }
        }
    }

    /** As every careful sender: in flight means that it has to ask again. */
    private static Reply sendUntilAnswered(RunningIngest ingest, int index) throws InterruptedException {
        while (true) {
            Reply reply = ingest.update(body(index), "Idempotency-Key", "delivery-" + index);
            if (reply.status() != 409) {
                assertThat(reply.status()).as(reply.text()).isEqualTo(202);
                return reply;
            }
            Pause.of(Duration.ofMillis(50));
        }
    }

    private static String body(int index) {
        return "{\"type\":\"bug-fixed\",\"data\":{\"title\":\"bug " + index + "\"}}";
    }

    private static String eventId(int index) {
        return new IdempotencyKey("updates", "delivery-" + index)
                .eventId(Sha256.hex(body(index).getBytes(StandardCharsets.UTF_8)));
    }

    private interface Before {
        void delivery(int index);
    }

    private interface Check {
        void answered(int index, Reply reply);
    }
}
