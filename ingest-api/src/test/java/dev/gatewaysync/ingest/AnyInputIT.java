package dev.gatewaysync.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.crypto.Hmac;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.EventSchemas;
import dev.gatewaysync.testkit.Infra;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeContainer;
import tools.jackson.databind.JsonNode;

/**
 * Whatever is sent, the answer is the sender's to read: 202 or a 4xx with a problem document, never a 5xx; and what was
 * accepted, and nothing else, is in the queue, whole.
 */
class AnyInputIT {
    /** Written as {@code null}. */
    private static final StringBuilder NULL = new StringBuilder("null");

    private static final String SECRET = "a-secret-of-the-provider";

    /** What they send is anything at all in the places that their rules look at. */
    private static final String SOURCES = """
            version: 1
            types:
              own:
                fields: { item: text!, amount: number, at: time, where: url, tags: list, more: object }
            sources:
              own:
                auth: { header: X-Token, secret: "${SECRET}" }
                id: headers."x-key"
                events:
                  - when: $exists(body.data)
                    type: own
                    data: body.data
                  - when: $exists(body.event)
                    type: own
                    data: { item: body.event, amount: $number(body.issue), at: body.action, tags: $keys(body), more: $ }
                  - type: custom
              gitlab: { preset: gitlab, auth: { header: X-Token, secret: "${SECRET}" } }
              sentry: { preset: sentry, auth: { header: X-Token, secret: "${SECRET}" } }
              stripe: { preset: stripe, auth: { header: X-Token, secret: "${SECRET}" } }
              uptime-kuma: { preset: uptime-kuma, auth: { header: X-Token, secret: "${SECRET}" } }
              grafana: { preset: grafana, auth: { header: X-Token, secret: "${SECRET}" } }
            """;

    /** With {@code *} for anything. */
    private static final List<SourceCall> SEEDS = List.of(
            new SourceCall("own", Map.of("data", "*")),
            new SourceCall("own", Map.of("event", "*")),
            new SourceCall("own", Map.of("title", "*")),
            new SourceCall("gitlab", Map.of("object_kind", "release", "action", "create", "name", "*")),
            new SourceCall("gitlab", Map.of("object_kind", "deployment", "status", "success", "environment", "*")),
            new SourceCall(
                    "gitlab",
                    Map.of("object_kind", "deployment", "status", "success", "environment_tier", "production")),
            new SourceCall(
                    "gitlab",
                    Map.of("object_kind", "deployment", "status", "failed", "environment_tier", "production")),
            new SourceCall("sentry", Map.of("action", "resolved", "data", "*")),
            new SourceCall("stripe", Map.of("type", "charge.succeeded", "data", "*")),
            new SourceCall("stripe", Map.of("type", "customer.subscription.created", "data", "*")),
            new SourceCall("uptime-kuma", Map.of("heartbeat", Map.of("status", 0))),
            new SourceCall("uptime-kuma", Map.of("heartbeat", Map.of("status", 1))),
            new SourceCall("grafana", Map.of("status", "firing", "alerts", "*")));

    private static final List<String> accepted = new ArrayList<>();
    private static RunningIngest ingest;

    @BeforeContainer
    static void start() throws IOException {
        Path file = Files.writeString(Files.createTempFile("gateway", ".yml"), SOURCES);
        file.toFile().deleteOnExit();
        ingest = RunningIngest.start(
                Infra.start().wiped().settings(),
                Map.of(
                        "VERCEL_WEBHOOK_SECRET",
                        SECRET,
                        "GITHUB_WEBHOOK_SECRET",
                        SECRET,
                        "SECRET",
                        SECRET,
                        "GATEWAY_CONFIG",
                        file.toString()));
    }

    @AfterProperty
    void what_was_accepted_is_in_the_queue_and_can_be_read_by_every_consumer() {
        List<EventEnvelope> published = ingest.published();
        assertThat(published).allSatisfy(event -> assertThat(event.event()).isNotNull());
        assertThat(published).extracting(EventEnvelope::id).containsExactlyInAnyOrderElementsOf(accepted);
        accepted.clear();
    }

    @AfterContainer
    static void stop() {
        ingest.close();
    }

    @Property
    void any_bytes(@ForAll byte[] body) {
        check(ingest.post("/webhook/updates", "").POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    @Property
    void any_json(@ForAll("json") Object body) {
        check(ingest.post("/webhook/updates", text(body)));
    }

    @Property
    void any_data_of_a_known_type(@ForAll("samplesWithSomethingElse") Map<String, Object> body) {
        check(ingest.post("/webhook/updates", text(body)));
    }

    @Property
    void any_batch(@ForAll("batches") List<Object> body) {
        check(ingest.post("/webhook/updates/batch", text(body)));
    }

    @Property
    void any_delivery_key(
            @ForAll @CharRange(from = ' ', to = '~') @StringLength(max = 300) String key,
            @ForAll boolean quoted,
            @ForAll boolean named) {
        check(ingest.post("/webhook/updates", EventSchemas.sample(BuiltInType.BUG_FIXED))
                .header(named ? "webhook-id" : "Idempotency-Key", quoted ? '"' + key + '"' : key));
    }

    @Property
    void any_payload_of_a_provider(@ForAll("payloads") Map<String, Object> payload, @ForAll boolean vercel) {
        byte[] body = text(payload).getBytes(StandardCharsets.UTF_8);
        byte[] key = SECRET.getBytes(StandardCharsets.UTF_8);
        String mac = HexFormat.of().formatHex(vercel ? Hmac.sha1(key, body) : Hmac.sha256(key, body));
        check(ingest.post("/webhook/" + (vercel ? "vercel" : "github"), "")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .header("x-vercel-signature", mac)
                .header("X-Hub-Signature-256", "sha256=" + mac)
                .header("X-GitHub-Event", payload.containsKey("release") ? "release" : "deployment_status"));
    }

    @Property
    void any_request_to_a_source(
            @ForAll("sourceRequests") SourceCall call,
            @ForAll @CharRange(from = ' ', to = '~') @StringLength(max = 60) String key,
            @ForAll("resources") String resource) {
        check(ingest.post("/webhook/in/" + call.source + "?a=" + resource + "&a", text(call.body))
                .header("X-Token", SECRET)
                .header("X-Key", key)
                .header("Sentry-Hook-Resource", resource));
    }

    record SourceCall(String source, Map<String, Object> body) {}

    @Property
    void any_bytes_to_a_source(@ForAll("sources") String source, @ForAll byte[] body, @ForAll boolean isForm) {
        check(ingest.post("/webhook/in/" + source, "")
                .setHeader("Content-Type", isForm ? "application/x-www-form-urlencoded" : "application/json")
                .header("X-Token", SECRET)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    @Property
    void any_json_to_a_source(@ForAll("sources") String source, @ForAll("json") Object body) {
        check(ingest.post("/webhook/in/" + source, text(body)).header("X-Token", SECRET));
    }

    private static void check(HttpRequest.Builder request) {
        RunningIngest.Reply reply = ingest.send(request);
        assertThat(reply.status()).as(reply.text()).isIn(200, 202, 400, 413, 422);
        assertThat(reply.header("Content-Type"))
                .isEqualTo(reply.status() < 300 ? "application/json" : "application/problem+json");
        if (reply.status() == 202) {
            JsonNode receipts = reply.json();
            for (JsonNode receipt : receipts.isArray()
                    ? receipts
                    : EventJson.mapper().createArrayNode().add(receipts)) {
                if (receipt.path("success").asBoolean()
                        && !receipt.path("duplicate").asBoolean()) {
                    accepted.add(receipt.path("id").asString());
                }
            }
        }
    }

    @Provide
    Arbitrary<String> sources() {
        return Arbitraries.of("own", "gitlab", "sentry", "stripe", "uptime-kuma", "grafana");
    }

    @Provide
    Arbitrary<String> resources() {
        return Arbitraries.of("event_alert", "issue", "comment");
    }

    /** What the senders say where it matters which rule is taken, and anything in the other places that the rules look at. */
    @Provide
    Arbitrary<SourceCall> sourceRequests() {
        Arbitrary<Object> any = Arbitraries.oneOf(
                Arbitraries.of("production", "eur", "2026-03-01 10:00:00 UTC", "v1.2", "https://a.example")
                        .map(text -> (Object) text),
                Arbitraries.integers().between(-1, 3).map(number -> (Object) number),
                json(2));
        Arbitrary<Object> inner = Arbitraries.oneOf(any, fields(any).map(map -> (Object) map));
        Arbitrary<Object> within = Arbitraries.oneOf(
                fields(inner).map(map -> (Object) map),
                inner,
                inner.list().ofMaxSize(3).map(list -> (Object) list),
                fields(any).list().ofMaxSize(3).map(list -> (Object) list));
        return Combinators.combine(Arbitraries.of(SEEDS), fields(within), within, fields(inner))
                .as((seed, fields, value, object) -> {
                    Map<String, Object> body = new HashMap<>(fields);
                    seed.body.forEach((name, said) -> body.put(name, said.equals("*") ? value : said));
                    if (seed.body.get("heartbeat") instanceof Map<?, ?> heartbeat) {
                        Map<String, Object> beat = new HashMap<>(object);
                        heartbeat.forEach((name, said) -> beat.put(String.valueOf(name), said));
                        body.put("heartbeat", beat);
                    }
                    return new SourceCall(seed.source, body);
                });
    }

    private static Arbitrary<Map<String, Object>> fields(Arbitrary<Object> values) {
        Arbitrary<String> names = Arbitraries.of(
                "object_kind",
                "action",
                "status",
                "environment",
                "name",
                "tag",
                "url",
                "released_at",
                "project",
                "data",
                "event",
                "issue",
                "object",
                "type",
                "id",
                "amount",
                "currency",
                "created",
                "items",
                "price",
                "heartbeat",
                "monitor",
                "msg",
                "time",
                "lastDownTime",
                "monitorID",
                "alerts",
                "groupKey",
                "labels",
                "annotations",
                "title",
                "level");
        return Arbitraries.maps(names, values).ofMaxSize(8);
    }

    /** Near enough to news that some of it is. */
    @Provide
    Arbitrary<Map<String, Object>> payloads() {
        Arbitrary<Object> any = json(2);
        Arbitrary<Object> release = Combinators.combine(any, any, any)
                .as((name, body, at) -> Map.of("name", name, "body", body, "published_at", at, "tag_name", name));
        Arbitrary<Object> deployment = Combinators.combine(any, any, any)
                .as((url, ref, at) -> Map.of(
                        "state",
                        "success",
                        "environment",
                        "production",
                        "environment_url",
                        url,
                        "sha",
                        ref,
                        "updated_at",
                        at));
        Arbitrary<Object> vercel = Combinators.combine(any, any)
                .as((meta, url) -> Map.of("target", "production", "deployment", Map.of("meta", meta, "url", url)));
        return Arbitraries.oneOf(
                Combinators.combine(release, any)
                        .as((news, id) -> Map.of("action", "published", "release", news, "id", id)),
                Combinators.combine(deployment, any)
                        .as((news, about) -> Map.of("deployment_status", news, "deployment", about)),
                Combinators.combine(vercel, any, any)
                        .as((news, id, at) ->
                                Map.of("type", "deployment.succeeded", "payload", news, "id", id, "createdAt", at)));
    }

    @Provide
    Arbitrary<Object> json() {
        return json(4);
    }

    @Provide
    Arbitrary<List<Object>> batches() {
        return Arbitraries.oneOf(json(3), samplesWithSomethingElse().map(map -> (Object) map))
                .list()
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<Map<String, Object>> samplesWithSomethingElse() {
        Arbitrary<BuiltInType> types =
                Arbitraries.of(BuiltInType.values()).filter(type -> type.origin() == BuiltInType.Origin.MAIN_APP);
        return Combinators.combine(types, Arbitraries.integers().between(0, 9), json(3), Arbitraries.of(true, false))
                .as(AnyInputIT::mutated);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> mutated(BuiltInType type, int field, Object value, boolean top) {
        Map<String, Object> body = EventJson.mapper().readValue(EventSchemas.sample(type), Map.class);
        Map<String, Object> data = (Map<String, Object>) body.get("data");
        if (top) {
            body.put(List.of("id", "timestamp", "extra", "data", "type").get(field % 5), value);
        } else {
            List<String> fields =
                    EventJson.mapper().readTree(EventSchemas.document(type)).path("properties").propertyNames().stream()
                            .toList();
            data.put(fields.get(field % fields.size()), value);
        }
        return body;
    }

    private static Arbitrary<Object> json(int depth) {
        Arbitrary<Object> leaf = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(30).map(text -> (Object) text),
                Arbitraries.of(
                                "2025-09-06T12:00:00Z",
                                "+999999999-12-31T23:59:59Z",
                                "2016-12-31T23:59:60Z",
                                "0000-01-01T00:00:00Z",
                                "-0001-01-01T00:00:00Z",
                                "https://a.example",
                                "http://[",
                                "\ud83d",
                                "\u0000")
                        .map(text -> (Object) text),
                Arbitraries.longs().map(number -> (Object) number),
                Arbitraries.of(
                                "1e999999",
                                "-1e-999999",
                                "9007199254740993",
                                "0.1",
                                "-0.0",
                                "1e400",
                                "12345678901234567890")
                        .map(number -> (Object) new BigDecimal(number)),
                Arbitraries.of(true, false).map(flag -> (Object) flag),
                Arbitraries.just((Object) NULL));
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<Object> inner = json(depth - 1);
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, leaf),
                net.jqwik.api.Tuple.of(1, inner.list().ofMaxSize(4).map(list -> (Object) list)),
                net.jqwik.api.Tuple.of(
                        1,
                        Arbitraries.maps(Arbitraries.strings().ofMaxLength(8), inner)
                                .ofMaxSize(4)
                                .map(map -> (Object) map)));
    }

    /** By hand, because a strict writer refuses half a surrogate pair, which senders' writers do not. */
    private static String text(Object value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    private static void write(Object value, StringBuilder out) {
        switch (value) {
            case Map<?, ?> map -> {
                out.append('{');
                map.forEach((name, inner) -> {
                    out.append(out.charAt(out.length() - 1) == '{' ? "" : ",");
                    write(String.valueOf(name), out);
                    out.append(':');
                    write(inner, out);
                });
                out.append('}');
            }
            case List<?> list -> {
                out.append('[');
                for (int i = 0; i < list.size(); i++) {
                    out.append(i == 0 ? "" : ",");
                    write(list.get(i), out);
                }
                out.append(']');
            }
            case String string -> {
                out.append('"');
                string.chars()
                        .forEach(c -> out.append(
                                c >= ' ' && c < 127 && c != '"' && c != '\\'
                                        ? Character.toString(c)
                                        : "\\u%04x".formatted(c)));
                out.append('"');
            }
            default -> out.append(value);
        }
    }
}
