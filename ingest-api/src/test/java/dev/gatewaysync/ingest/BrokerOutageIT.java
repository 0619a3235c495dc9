package dev.gatewaysync.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.ingest.RunningIngest.Reply;
import dev.gatewaysync.testkit.Infra;
import dev.gatewaysync.testkit.Proof;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The broker goes away while eight senders send 200 events a second, each one after the other. {@code
 * -Dtest.outage.seconds} says for how long, {@code -Dtest.outage.broker=rabbitmq} that a real RabbitMQ is stopped.
 */
class BrokerOutageIT {
    private static final Duration OUTAGE = Duration.ofSeconds(Proof.of("test.outage.seconds", 2, 4));
    private static final int PER_SECOND = 200;

    /** A busy machine does not keep the rate. */
    private static final int SPOOLED = (int) (OUTAGE.toSeconds() * PER_SECOND / 2);

    @TempDir
    Path directory;

    private BrokerOutage outage;
    private Map<String, String> withoutSpool;
    private Map<String, String> settings;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        Infra infra = Infra.start().wiped();
        outage = BrokerOutage.of(infra, directory);
        withoutSpool = new HashMap<>(infra.settings());
        withoutSpool.put("RABBITMQ_URL", outage.url());
        settings = new HashMap<>(withoutSpool);
        settings.put("SPOOL_DIR", directory.resolve("spool").toString());
    }

    @AfterEach
    void stop() throws IOException {
        outage.close();
    }

    @Test
    void none_is_refused_none_is_lost_and_each_senders_events_stay_in_order() throws Exception {
        try (RunningIngest ingest = RunningIngest.start(settings, Map.of());
                Rate rate = new Rate(PER_SECOND, (sender, n) -> {
                    Reply reply = ingest.update(body(sender, n));
                    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
                    return true;
                })) {
            rate.awaitFirstAnswers();
            outage.begin();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> spooled(ingest.get("/health").text()) >= SPOOLED);
            outage.end();
            // Those who still send find the spool being emptied, and must not overtake it.
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> spooled(ingest.get("/health").text()) == 0);
            Map<Integer, Integer> accepted = rate.stop();
            assertThat(accepted.values().stream().mapToInt(Integer::intValue).sum())
                    .isGreaterThan(SPOOLED);
            awaitEmptySpool(ingest);
            assertEachSendersEventsInOrder(accepted);
        }
    }

    @Test
    void killed_while_it_spools_it_loses_nothing_that_it_has_accepted() throws Exception {
        Path log = directory.resolve("log");
        Map<Integer, Integer> accepted;
        try (IngestProcess first = IngestProcess.start(settings, log)) {
            try (Rate rate = new Rate(
                    PER_SECOND,
                    (sender, n) -> first.post(body(sender, n))
                            .map(answer -> {
                                assertThat(answer.statusCode())
                                        .as(answer.body())
                                        .isEqualTo(202);
                                return true;
                            })
                            .orElse(false))) {
                rate.awaitFirstAnswers();
                outage.begin();
                await().atMost(Duration.ofSeconds(60)).until(() -> spooled(first.get("/health")) >= SPOOLED / 2);
                first.kill();
                accepted = rate.stop();
            }
        }
        outage.end();
        try (IngestProcess second = IngestProcess.start(settings, log)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> spooled(second.get("/health")) == 0);
        }
        assertEachSendersEventsInOrder(accepted);
    }

    /** What was not accepted may be there all the same: its answer was lost, not the event. */
    private void assertEachSendersEventsInOrder(Map<Integer, Integer> accepted) {
        Map<Integer, LinkedHashSet<Integer>> arrived = new HashMap<>();
        try (RunningIngest reader = RunningIngest.start(withoutSpool, Map.of())) {
            for (EventEnvelope event : reader.published()) {
                String[] name = event.data().path("title").asString().split("-");
                arrived.computeIfAbsent(Integer.valueOf(name[0]), sender -> new LinkedHashSet<>())
                        .add(Integer.valueOf(name[1]));
            }
        }
        assertThat(accepted).isNotEmpty().allSatisfy((sender, count) -> {
            List<Integer> inOrder = List.copyOf(arrived.get(sender));
            assertThat(inOrder)
                    .isEqualTo(IntStream.range(0, inOrder.size()).boxed().toList());
            assertThat(inOrder.size()).isBetween(count, count + 1);
        });
    }

    private static void awaitEmptySpool(RunningIngest ingest) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> spooled(ingest.get("/health").text()) == 0);
    }

    private static int spooled(String health) {
        return health.isEmpty()
                ? -1
                : EventJson.mapper().readTree(health).at("/spool/events").asInt(-1);
    }

    private static String body(int sender, int n) {
        return "{\"type\":\"bug-fixed\",\"data\":{\"title\":\"" + sender + "-" + n + "\"}}";
    }
}
