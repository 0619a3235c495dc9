package dev.gatewaysync.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.crypto.Hmac;
import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.crypto.StandardWebhooks;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.ingest.RunningIngest;
import dev.gatewaysync.ingest.RunningIngest.Reply;
import dev.gatewaysync.service.reload.SourceRequests;
import dev.gatewaysync.testkit.Infra;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.data.redis.core.StringRedisTemplate;

class SourceIT {
    private static final String SECRET = "a-secret-of-the-source";
    private static final String CONFIG = """
            version: 1
            types:
              order-placed:
                fields: { item: text!, amount: number, buyer: text }
            sources:
              shop:
                auth: { hmac: sha256, header: X-Shop-Signature, encoding: hex, prefix: "sha256=", secret: "${SECRET}" }
                id: headers."x-shop-delivery"
                events:
                  - when: body.kind = 'order.created' and body.test != true
                    type: order-placed
                    data: { item: body.line_items[0].title, amount: $number(body.total), buyer: body.customer.name }
                  - when: body.kind = 'order.cancelled'
                    ignore: "cancelled"
                  - when: body.kind = 'slow'
                    type: order-placed
                    data: "($f := function($n) { $f($n + 1) }; $f(0))"
              forms:
                auth: { header: X-Token, secret: "${SECRET}" }
                events:
                  - when: $exists(body.title)
                    type: bug-fixed
                    data: { title: body.title, description: query.note }
              signed:
                auth: { standard-webhooks: "${SECRET}" }
                events: [{ type: custom }]
              lab:
                preset: gitlab
                auth: { secret: "${SECRET}" }
              payments:
                preset: stripe
                auth: { secret: "${SECRET}" }
              plugins:
                preset: github
                auth: { header: X-Token, secret: "${SECRET}" }
            """;
    private static final String ORDER = "{\"kind\":\"order.created\",\"line_items\":[{\"title\":\"Mug\"}],"
            + "\"total\":\"12.50\",\"customer\":{\"name\":\"Ada\"}}";

    @TempDir
    private static Path directory;

    private static RunningIngest ingest;
    private static SourceRequests requests;

    @BeforeAll
    static void start() throws IOException {
        Path file = Files.writeString(directory.resolve("gateway.yml"), CONFIG);
        ingest = RunningIngest.start(
                Infra.start().wiped().settings(), Map.of("GATEWAY_CONFIG", file.toString(), "SECRET", SECRET));
        requests = new SourceRequests(ingest.bean(StringRedisTemplate.class));
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
    void a_request_becomes_an_event_of_an_own_type_once() {
        Reply reply = shop(ORDER, "d-1");
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        assertThat(reply.json().path("message").asString()).isEqualTo("Update accepted");
        EventEnvelope event = only(ingest.published());
        assertThat(event.type()).hasToString("order-placed");
        assertThat(event.source()).isEqualTo(new Source("shop"));
        assertThat(event.data()).hasToString("{\"item\":\"Mug\",\"amount\":12.5,\"buyer\":\"Ada\"}");
        assertThat(event.extra()).isNull();

        Reply again = shop(ORDER, "d-1");
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json().path("duplicate").asBoolean()).isTrue();
        assertThat(again.json().path("id").asString()).isEqualTo(event.id());
        assertThat(shop(ORDER.replace("Ada", "Bob"), "d-1").status()).isEqualTo(422);
        assertThat(ingest.published()).isEmpty();
    }

    @Test
    void without_a_key_every_request_is_an_event_and_the_same_key_at_another_source_is_another() {
        assertThat(shop(ORDER, "").json().path("id"))
                .isNotEqualTo(shop(ORDER, "").json().path("id"));
        assertThat(ingest.published()).hasSize(2);
        assertThat(shop(ORDER, "d-2").status()).isEqualTo(202);
        assertThat(gitLab("d-2").status()).isEqualTo(202);
        assertThat(ingest.published()).hasSize(2);
    }

    @Test
    void a_key_that_is_being_worked_on_is_in_conflict() {
        ingest.bean(StringRedisTemplate.class)
                .opsForValue()
                .set(
                        "gateway:idempotency:source:shop:" + Sha256.hex("d-20"),
                        "in-flight|" + Sha256.hex(ORDER) + "|some-event");
        Reply reply = shop(ORDER, "d-20");
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(ingest.published()).isEmpty();
    }

    @Test
    void what_is_no_event_is_answered_and_forgotten() {
        Reply cancelled = shop("{\"kind\":\"order.cancelled\"}", "d-3");
        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.text()).isEqualTo("{\"success\":true,\"ignored\":\"cancelled\"}");
        assertThat(shop("{\"kind\":\"order.created\",\"test\":true}", "d-3").text())
                .isEqualTo("{\"success\":true,\"ignored\":\"no rule of the source matches\"}");
        assertThat(ingest.published()).isEmpty();
    }

    @Test
    void what_cannot_be_made_into_an_event_is_refused_with_every_problem() {
        Reply reply = shop("{\"kind\":\"order.created\",\"line_items\":[]}", "d-4");
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.json().at("/errors"))
                .hasToString(
                        "[{\"pointer\":\"/data/item\",\"message\":\"is required (rule 1, item: body.line_items[0].title)\"}]");
        Reply slow = shop("{\"kind\":\"slow\"}", "d-5");
        assertThat(slow.status()).isEqualTo(422);
        assertThat(slow.json().at("/errors/0/message").asString())
                .isEqualTo("`data` of rule 3: takes longer than 100 ms");
        assertThat(shop(ORDER, "d-4").status())
                .as("a key is not used up by what made nothing")
                .isEqualTo(202);
        ingest.published();
    }

    @Test
    void who_cannot_prove_it_is_a_stranger_and_who_names_no_source_learns_nothing() {
        assertThat(ingest.send(ingest.post("/webhook/in/shop", ORDER)).status()).isEqualTo(401);
        assertThat(ingest.send(ingest.post("/webhook/in/shop", ORDER)
                                .header("X-Shop-Signature", "sha256=" + hex("another-secret-of-theirs", ORDER)))
                        .status())
                .isEqualTo(401);
        Reply unknown = ingest.send(ingest.post("/webhook/in/nobody", ORDER));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().path("detail").asString()).isEqualTo("This source is not configured");
        assertThat(unknown.text()).doesNotContain("shop", "forms");
        assertThat(ingest.send(ingest.request("/webhook/in/shop").GET()).status())
                .isEqualTo(405);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/plain       | {"kind":"x"}        | 415
            application/json | {"kind":"x"         | 400
            application/json | {"a":1,"a":2}       | 400
            application/json | ''                  | 400
            application/json | 7                   | 200
            application/vnd.shop+json | {"kind":1} | 200
            application/x-www-form-urlencoded | kind=order.cancelled | 200
            application/x-www-form-urlencoded | a=%                  | 400
            application/x-www-form-urlencoded | payload=%7B%22a      | 400
            """)
    void bodies_are_read_as_at_the_door(String type, String body, int status) {
        HttpRequest.Builder request = ingest.request("/webhook/in/shop")
                .header("Content-Type", type)
                .header("X-Shop-Signature", "sha256=" + hex(SECRET, body))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        Reply reply = ingest.send(request);
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    }

    @Test
    void bodies_that_are_too_long_or_too_deep_are_refused() {
        assertThat(shop("{\"a\":\"" + "x".repeat(256 * 1024) + "\"}", "").status())
                .isEqualTo(413);
        assertThat(shop("[".repeat(33) + "]".repeat(33), "").status()).isEqualTo(400);
    }

    @Test
    void a_form_is_an_object_and_json_in_its_payload_is_that_json() {
        assertThat(form("title=A+bug&x=1&x=2", "?note=It+is+gone").status()).isEqualTo(202);
        assertThat(only(ingest.published()).data()).hasToString("{\"title\":\"A bug\",\"description\":\"It is gone\"}");
        assertThat(form("payload=%7B%22title%22%3A%22Another%22%7D", "").status())
                .isEqualTo(202);
        assertThat(only(ingest.published()).data()).hasToString("{\"title\":\"Another\"}");
    }

    @Test
    void a_delivery_of_standard_webhooks_that_is_sent_again_is_a_repeat() {
        String body = "{\"title\":\"Hello\"}";
        String time = Long.toString(Instant.now().getEpochSecond());
        HttpRequest.Builder request = ingest.post("/webhook/in/signed", body)
                .header("webhook-id", "m-1")
                .header("webhook-timestamp", time)
                .header(
                        "webhook-signature",
                        StandardWebhooks.signature(
                                SECRET.getBytes(StandardCharsets.UTF_8),
                                "m-1",
                                time,
                                body.getBytes(StandardCharsets.UTF_8)));
        assertThat(ingest.send(request).json().path("duplicate").asBoolean()).isFalse();
        assertThat(ingest.send(request).json().path("duplicate").asBoolean()).isTrue();
        assertThat(ingest.published()).hasSize(1);
    }

    @Test
    void a_well_known_sender_needs_nothing_but_its_secret() {
        assertThat(gitLab("g-1").status()).isEqualTo(202);
        EventEnvelope event = only(ingest.published());
        assertThat(event.type()).hasToString("feature-released");
        assertThat(event.source()).isEqualTo(new Source("lab"));

        String payment = "{\"id\":\"evt_1\",\"type\":\"charge.succeeded\",\"created\":1772359200,\"livemode\":true,"
                + "\"pending_webhooks\":2,\"data\":{\"object\":{\"amount\":500,\"currency\":\"eur\"}}}";
        assertThat(stripe(payment).json().path("duplicate").asBoolean()).isFalse();
        Reply again = stripe(payment.replace("\"pending_webhooks\":2", "\"pending_webhooks\":1"));
        assertThat(again.json().path("duplicate").asBoolean())
                .as("what is said beside the news may change from try to try")
                .isTrue();
        assertThat(only(ingest.published()).data().path("title").asString()).isEqualTo("💳 A payment of 5.00 EUR");
    }

    @Test
    void what_tells_of_the_same_is_one_event_whatever_the_delivery_is_called() {
        String release =
                "{\"action\":\"published\",\"release\":{\"id\":9,\"name\":\"Lists\"},\"repository\":{\"id\":1}}";
        Reply first = plugins("p-1", release);
        assertThat(first.status()).as(first.text()).isEqualTo(202);
        EventEnvelope event = only(ingest.published());
        assertThat(event.source()).isEqualTo(new Source("plugins"));

        Reply again = plugins("p-2", release.replace("Lists", "Lists, better told"));
        assertThat(again.json().path("duplicate").asBoolean()).isTrue();
        assertThat(again.json().path("id").asString()).isEqualTo(event.id());
        assertThat(plugins("p-2", release.replace("\"id\":9", "\"id\":10"))
                        .json()
                        .path("duplicate")
                        .asBoolean())
                .as("a repeat leaves no name taken")
                .isFalse();
    }

    private static Reply plugins(String delivery, String body) {
        return ingest.send(ingest.post("/webhook/in/plugins", body)
                .header("X-Token", SECRET)
                .header("X-GitHub-Event", "release")
                .header("X-GitHub-Delivery", delivery));
    }

    @Test
    void the_last_requests_are_on_record_with_what_became_of_them_and_without_secrets() {
        ingest.send(ingest.post("/webhook/in/forms?key=hush-hush", "{\"title\":\"t\",\"token\":\"xyz\"}")
                .header("X-Token", "another-secret-of-theirs"));
        for (int i = 1; i <= 11; i++) {
            ingest.send(ingest.post("/webhook/in/forms", "{\"title\":\"Number " + i + "\"}")
                    .header("X-Token", SECRET));
        }
        ingest.send(ingest.post("/webhook/in/forms", "{}").header("X-Token", SECRET));
        List<SourceRequests.Request> newest = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> requests.newest("forms"),
                        list -> !list.isEmpty() && list.getFirst().outcome().equals("ignored"));
        assertThat(newest).hasSize(10);
        SourceRequests.Request ignored = newest.getFirst();
        assertThat(ignored.why()).isEqualTo("no rule of the source matches");
        assertThat(ignored.status()).isEqualTo(200);
        SourceRequests.Request accepted = newest.get(1);
        assertThat(accepted.body()).isEqualTo("{\"title\":\"Number 11\"}");
        assertThat(accepted.eventId()).isNotNull();
        assertThat(accepted.type()).isEqualTo("bug-fixed");
        assertThat(accepted.why()).isEqualTo("rule 1");
        assertThat(accepted.headers()).containsEntry("x-token", Masked.MASK).containsKey("user-agent");

        for (int i = 0; i < 20; i++) {
            ingest.send(ingest.post("/webhook/in/forms?key=hush-hush", "{\"token\":\"xyz\"}"));
        }
        List<SourceRequests.Request> after = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> requests.newest("forms"),
                        list -> list.stream().filter(each -> !each.proved()).count() == 3);
        assertThat(after).hasSize(10).filteredOn(SourceRequests.Request::proved).hasSize(7);
        SourceRequests.Request refused = after.getFirst();
        assertThat(refused.outcome()).isEqualTo("unauthorized");
        assertThat(refused.query()).containsExactly("key");
        assertThat(refused.body()).isEqualTo("{\"token\":\"•••\"}");
        assertThat(refused.headers()).containsEntry("authorization", Masked.MASK);
        StringRedisTemplate redis = ingest.bean(StringRedisTemplate.class);
        for (String key : redis.keys("gateway:source:forms:*")) {
            assertThat(redis.getExpire(key)).as(key).isPositive().isLessThanOrEqualTo(30L * 24 * 3600);
            assertThat(redis.opsForValue().get(key)).doesNotContain(SECRET, "hush-hush", "xyz");
            if (key.endsWith(":body")) {
                assertThat(redis.getExpire(key)).isLessThanOrEqualTo(24L * 3600);
            }
        }
    }

    @Test
    void a_request_of_which_its_source_gives_no_id_is_on_record_as_one() {
        shop(ORDER, "");
        assertThat(await().atMost(Duration.ofSeconds(60))
                        .until(
                                () -> requests.newest("shop"),
                                list -> !list.isEmpty() && list.getFirst().why().contains("no id"))
                        .getFirst()
                        .why())
                .isEqualTo("rule 1; no id, so a repeat would make a second event");
        shop(ORDER.replace("Ada", "Eve"), "d-named");
        assertThat(await().atMost(Duration.ofSeconds(60))
                        .until(
                                () -> requests.newest("shop"),
                                list -> list.getFirst().headers().containsValue("d-named"))
                        .getFirst()
                        .why())
                .isEqualTo("rule 1");
        ingest.published();
    }

    @Test
    void requests_are_counted_by_the_names_of_the_configuration_alone() {
        shop(ORDER, "d-9");
        shop("{\"kind\":\"order.cancelled\"}", "");
        ingest.send(ingest.post("/webhook/in/made-up-by-somebody", ORDER));
        ingest.published();
        assertThat(ingest.metrics())
                .containsPattern(
                        "gateway_ingest_requests_total\\{outcome=\"accepted\",source=\"shop\",type=\"order-placed\"}")
                .containsPattern(
                        "gateway_ingest_requests_total\\{outcome=\"ignored\",source=\"shop\",type=\"unknown\"}")
                .doesNotContain("made-up-by-somebody");
    }

    private static Reply shop(String body, String delivery) {
        HttpRequest.Builder request =
                ingest.post("/webhook/in/shop", body).setHeader("X-Shop-Signature", "sha256=" + hex(SECRET, body));
        return ingest.send(delivery.isEmpty() ? request : request.setHeader("X-Shop-Delivery", delivery));
    }

    private static Reply form(String body, String query) {
        return ingest.send(ingest.request("/webhook/in/forms" + query)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Token", SECRET)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static Reply gitLab(String delivery) {
        return ingest.send(ingest.post(
                        "/webhook/in/lab",
                        "{\"object_kind\":\"release\",\"action\":\"create\",\"name\":\"Collections\",\"tag\":\"v2\"}")
                .header("X-Gitlab-Token", SECRET)
                .header("Idempotency-Key", delivery));
    }

    private static Reply stripe(String body) {
        String time = Long.toString(Instant.now().getEpochSecond());
        return ingest.send(ingest.post("/webhook/in/payments", body)
                .header("Stripe-Signature", "t=" + time + ",v1=" + hex(SECRET, time + "." + body)));
    }

    private static String hex(String secret, String signed) {
        return HexFormat.of()
                .formatHex(
                        Hmac.sha256(secret.getBytes(StandardCharsets.UTF_8), signed.getBytes(StandardCharsets.UTF_8)));
    }

    private static EventEnvelope only(List<EventEnvelope> events) {
        assertThat(events).hasSize(1);
        return events.getFirst();
    }
}
