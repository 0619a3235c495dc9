package dev.gatewaysync.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.ingest.RunningIngest.Reply;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.storage.operator.WaitingEvents;
import dev.gatewaysync.testkit.Infra;
import dev.gatewaysync.testkit.Relay;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker is cut off by a relay in between, which is quicker than ending a broker, and tells no one why. */
class SpoolIT {
    @TempDir
    Path directory;

    @Test
    void what_comes_while_the_broker_is_away_arrives_later_in_order_even_after_a_restart() throws Exception {
        Infra infra = Infra.start().wiped();
        List<String> sent = new ArrayList<>();
        try (Relay relay = Relay.before(infra.rabbitmqUrl(), 5672)) {
            Map<String, String> settings = new HashMap<>(infra.settings());
            settings.put("RABBITMQ_URL", relay.url());
            Map<String, String> spool = Map.of("SPOOL_DIR", directory.toString());
            try (RunningIngest ingest = RunningIngest.start(settings, spool)) {
                sent.add(accepted(ingest, "direct", false));
                relay.cut();
                long start = System.nanoTime();
                for (int i = 0; i < 50; i++) {
                    sent.add(accepted(ingest, "spooled" + i, true));
                }
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
                Reply health = ingest.send(ingest.request("/health").GET());
                assertThat(health.status()).isEqualTo(200);
                assertThat(health.json().path("broker").asString()).isEqualTo("disconnected");
                assertThat(health.json().path("status").asString()).isEqualTo("degraded");
                assertThat(health.json().at("/problems/0/part").asString()).isEqualTo("broker");
                assertThat(health.json().at("/problems/0/reason").asString()).startsWith("50 accepted events wait");
                await().until(() -> told(infra) == 50);
                assertThat(health.json().at("/spool/events").asInt()).isEqualTo(50);
                assertThat(ingest.metrics()).contains("gateway_ingest_spool_events 50.0");
            }
            try (RunningIngest ingest = RunningIngest.start(settings, spool)) {
                sent.add(accepted(ingest, "after restart", true));
                relay.mend();
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(
                                        ingest.send(ingest.request("/health").GET())
                                                .json()
                                                .at("/spool/events")
                                                .asInt(-1))
                                .isZero());
                sent.add(accepted(ingest, "direct again", false));
                await().until(() -> told(infra) == 0);
                // What was found of the broker before holds for a second.
                await().untilAsserted(() -> {
                    Reply after = ingest.send(ingest.request("/health").GET());
                    assertThat(after.json().path("status").asString()).isEqualTo("healthy");
                });
            }
            try (RunningIngest reader = RunningIngest.start(infra.settings(), Map.of())) {
                assertThat(reader.published()).extracting(EventEnvelope::id).containsExactlyElementsOf(sent);
            }
        }
    }

    /** What the console shows. */
    private static long told(Infra infra) {
        try (Database database = Database.open(infra.databaseUrl())) {
            return new WaitingEvents(database.jdbc(), InstantSource.system())
                    .now()
                    .map(WaitingEvents.Waiting::events)
                    .orElse(0L);
        }
    }

    private static String accepted(RunningIngest ingest, String title, boolean spooled) {
        Reply reply = ingest.update("{\"type\":\"bug-fixed\",\"data\":{\"title\":\"" + title + "\"}}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        assertThat(reply.json().path("spooled").asBoolean(false)).as(title).isEqualTo(spooled);
        return reply.json().path("id").asString();
    }
}
