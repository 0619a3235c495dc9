package dev.gatewaysync.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.ingest.RunningIngest.Reply;
import dev.gatewaysync.testkit.Infra;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BatchIT {
    private static RunningIngest ingest;

    @BeforeAll
    static void start() {
        ingest = RunningIngest.start(Infra.start().wiped().settings(), Map.of());
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @BeforeEach
    void empty() {
        ingest.published();
    }

    @Test
    void a_bad_item_does_not_stop_the_good_ones_and_each_has_its_answer_in_order() {
        Reply reply = batch("[" + bug("one") + ",{\"type\":\"app-deployed\",\"data\":{}},7," + bug("two") + "]");
        assertThat(reply.status()).isEqualTo(202);
        JsonNode results = reply.json();
        assertThat(results.size()).isEqualTo(4);
        assertThat(results.get(0).path("success").asBoolean()).isTrue();
        assertThat(results.get(1).path("success").asBoolean()).isFalse();
        assertThat(results.get(1).path("status").asInt()).isEqualTo(422);
        assertThat(results.get(1).at("/errors/0/pointer").asString()).isEqualTo("/data/version");
        assertThat(results.get(2).at("/errors/0/pointer").asString()).isEmpty();
        assertThat(ingest.published())
                .extracting(EventEnvelope::id)
                .containsExactly(
                        results.get(0).path("id").asString(),
                        results.get(3).path("id").asString());
    }

    @Test
    void five_hundred_arrive_in_order_and_one_more_is_refused() {
        Reply reply = batch(bugs(500));
        assertThat(reply.status()).isEqualTo(202);
        assertThat(ingest.published().stream()
                        .map(event -> event.data().path("title").asString()))
                .containsExactlyElementsOf(
                        IntStream.range(0, 500).mapToObj(i -> "b" + i).toList());
        assertThat(batch(bugs(501)).status()).isEqualTo(422);
        assertThat(batch(bug("alone")).status()).isEqualTo(422);
        assertThat(batch("[").status()).isEqualTo(400);
        assertThat(batch("[]").text()).isEqualTo("[]");
        assertThat(batch("[\"" + "x".repeat(2 * 1024 * 1024) + "\"]").status()).isEqualTo(413);
        assertThat(ingest.send(ingest.request("/webhook/updates/batch").POST(HttpRequest.BodyPublishers.ofString("[]")))
                        .status())
                .isEqualTo(401);
        assertThat(ingest.published()).isEmpty();
    }

    @Test
    void the_same_batch_again_is_the_first_one() {
        String body = "[" + bug("one") + ",{}," + bug("two") + "]";
        Reply first = ingest.send(ingest.post("/webhook/updates/batch", body).header("Idempotency-Key", "batch-1"));
        Reply again = ingest.send(ingest.post("/webhook/updates/batch", body).header("Idempotency-Key", "batch-1"));
        for (int i : new int[] {0, 2}) {
            assertThat(again.json().get(i).path("duplicate").asBoolean()).isTrue();
            assertThat(again.json().get(i).path("id"))
                    .isEqualTo(first.json().get(i).path("id"));
        }
        assertThat(again.json().get(1).path("status").asInt()).isEqualTo(422);
        assertThat(ingest.published()).hasSize(2);
        Reply other = ingest.send(ingest.post("/webhook/updates/batch", "[]").header("Idempotency-Key", "batch-1"));
        assertThat(other.status()).isEqualTo(422);
    }

    @Test
    void an_item_with_an_id_is_a_delivery_of_its_own() {
        String item = bug("own").replace("{\"type\"", "{\"id\":\"own-7\",\"type\"");
        Reply twice = batch("[" + item + ", " + item.replace(":", ": ") + "," + item.replace("\"own\"", "\"x\"") + "]");
        assertThat(twice.json().get(0).path("duplicate").asBoolean()).isFalse();
        assertThat(twice.json().get(1).path("duplicate").asBoolean()).isTrue();
        assertThat(twice.json().get(2).path("status").asInt()).isEqualTo(422);
        assertThat(batch("[" + item + "]").json().get(0).path("duplicate").asBoolean())
                .isTrue();
        assertThat(ingest.published()).extracting(EventEnvelope::id).containsExactly("own-7");
    }

    private static Reply batch(String body) {
        return ingest.send(ingest.post("/webhook/updates/batch", body));
    }

    private static String bugs(int count) {
        return IntStream.range(0, count).mapToObj(i -> bug("b" + i)).collect(Collectors.joining(",", "[", "]"));
    }

    private static String bug(String title) {
        return "{\"type\":\"bug-fixed\",\"data\":{\"title\":\"" + title + "\"}}";
    }
}
