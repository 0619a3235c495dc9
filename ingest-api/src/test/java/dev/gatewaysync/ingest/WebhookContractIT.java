package dev.gatewaysync.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventSchemas;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.ingest.RunningIngest.Reply;
import dev.gatewaysync.testkit.Infra;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code POST /webhook/updates} as the contract has it, against the real service, broker and Redis. */
class WebhookContractIT {
    private static final String DEPLOYED = "{\"type\":\"app-deployed\",\"data\":{\"version\":\"v1\"}}";

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

    @ParameterizedTest
    @EnumSource(value = BuiltInType.class, mode = EnumSource.Mode.INCLUDE)
    void every_golden_sample_is_accepted_if_it_comes_from_outside_and_refused_if_not(BuiltInType type) {
        Reply reply = ingest.update(EventSchemas.sample(type));
        if (type.origin() == BuiltInType.Origin.MAIN_APP) {
            assertThat(reply.status()).isEqualTo(202);
            assertThat(ingest.published()).singleElement().satisfies(event -> {
                assertThat(event.id()).isEqualTo(reply.json().path("id").asString());
                assertThat(event.type()).isEqualTo(type);
                assertThat(event.source()).isEqualTo(Source.MAIN_APP);
            });
        } else {
            assertThat(reply.status()).isEqualTo(422);
            assertThat(reply.pointers()).containsExactly("/type");
            assertThat(reply.text()).contains("made by the system itself");
            assertThat(ingest.published()).isEmpty();
        }
    }

    @Test
    void an_accepted_update_is_answered_exactly_so() {
        Reply reply = ingest.update(DEPLOYED);
        String id = reply.json().path("id").asString();
        assertThat(reply.text())
                .isEqualTo(
                        "{\"success\":true,\"id\":\"" + id + "\",\"message\":\"Update accepted\",\"duplicate\":false}");
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(ingest.published()).extracting(EventEnvelope::id).containsExactly(id);
    }

    @Test
    void id_time_and_unknown_fields_of_the_sender_are_kept_and_texts_trimmed() {
        Reply reply = ingest.update("""
                {"type": " app-deployed ", "id": "deploy:7.a_b-c", "timestamp": "2025-09-06T14:00:00+02:00",
                 "source": "ci", "run": {"number": 7},
                 "data": {"version": "  v2 ", "changes": [" one ", "\\u00a0two"], "mood": " good ", "half": "\\ud83d."}}""");
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json().path("id").asString()).isEqualTo("deploy:7.a_b-c");
        EventEnvelope event = ingest.published().getFirst();
        assertThat(event.timestamp()).isEqualTo(Instant.parse("2025-09-06T12:00:00Z"));
        assertThat(event.data().toString())
                .isEqualTo(
                        "{\"version\":\"v2\",\"changes\":[\"one\",\"\u00a0two\"],\"mood\":\"good\",\"half\":\"\uFFFD.\"}");
        assertThat(String.valueOf(event.extra())).isEqualTo("{\"source\":\"ci\",\"run\":{\"number\":7}}");
    }

    @Test
    void the_time_in_the_data_counts_where_the_body_has_none() {
        ingest.update(
                "{\"type\":\"app-deployed\",\"data\":{\"version\":\"1\",\"timestamp\":\"2024-01-01T00:00:00Z\"}}");
        assertThat(ingest.published().getFirst().timestamp()).isEqualTo(Instant.parse("2024-01-01T00:00:00Z"));
        Instant before = Instant.now().minusSeconds(5);
        ingest.update(DEPLOYED);
        assertThat(ingest.published().getFirst().timestamp()).isAfter(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            app-deployed     | {"version":"TEXT","changes":["c"]}
            resource-added   | {"name":"TEXT","category":"c","tags":["t"]}
            resource-added   | {"name":"n","category":"c","tags":["TEXT"]}
            category-added   | {"name":"TEXT","description":"d"}
            feature-released | {"featureName":"TEXT","description":"d"}
            bug-fixed        | {"title":"TEXT","description":"d"}
            maintenance      | {"status":"scheduled","message":"TEXT","expectedDuration":"d"}
            custom           | {"title":"TEXT"}
            custom           | {"title":"t","fields":[{"name":"n","value":"TEXT"}]}
            """)
    void a_text_may_be_as_long_as_a_body(String type, String data) {
        String body = "{\"type\":\"" + type + "\",\"data\":" + data.replace("TEXT", "x".repeat(250_000)) + "}";
        assertThat(ingest.update(body).status()).isEqualTo(202);
        assertThat(ingest.published()).hasSize(1);
    }

    static Stream<Arguments> refusals() {
        String deep = "{\"type\":\"stats-updated\",\"data\":{\"resourceCount\":1,\"otherStats\":" + "{\"a\":".repeat(40)
                + "1" + "}".repeat(40) + "}}";
        return Stream.of(
                Arguments.of("", 400, List.of()),
                Arguments.of("   ", 400, List.of()),
                Arguments.of("{", 400, List.of()),
                Arguments.of("not json", 400, List.of()),
                Arguments.of("{'type':'app-deployed'}", 400, List.of()),
                Arguments.of("{\"type\":\"app-deployed\",\"type\":\"bug-fixed\",\"data\":{}}", 400, List.of()),
                Arguments.of(DEPLOYED + " {}", 400, List.of()),
                Arguments.of(DEPLOYED + "x", 400, List.of()),
                Arguments.of(DEPLOYED.replace("v1", "v\u0000"), 400, List.of()),
                Arguments.of(deep, 400, List.of()),
                Arguments.of("[".repeat(100_000), 400, List.of()),
                Arguments.of(DEPLOYED.replace("\"v1\"", "1" + "0".repeat(100)), 400, List.of()),
                Arguments.of("null", 422, List.of("")),
                Arguments.of("[]", 422, List.of("")),
                Arguments.of("\"app-deployed\"", 422, List.of("")),
                Arguments.of("{}", 422, List.of("/type", "/data")),
                Arguments.of("{\"type\":\"app-deployed\"}", 422, List.of("/data")),
                Arguments.of("{\"type\":\"app-deployed\",\"data\":null}", 422, List.of("/data")),
                Arguments.of("{\"type\":\"app-deployed\",\"data\":[]}", 422, List.of("/data")),
                Arguments.of("{\"type\":7,\"data\":{}}", 422, List.of("/type")),
                Arguments.of("{\"type\":\"nothing\",\"data\":{}}", 422, List.of("/type")),
                Arguments.of("{\"type\":\"app-deployed\",\"data\":{}}", 422, List.of("/data/version")),
                Arguments.of(
                        "{\"type\":\"app-deployed\",\"data\":{\"version\":\"  \"}}", 422, List.of("/data/version")),
                Arguments.of(
                        "{\"type\":\"resource-added\",\"id\":\"a b\",\"timestamp\":\"today\",\"data\":{\"name\":1,\"url\":\"x\"}}",
                        422,
                        List.of("/id", "/timestamp", "/data/category", "/data/url")),
                Arguments.of(
                        "{\"type\":\"resource-added\",\"data\":{\"name\":\"n\",\"category\":\"c\",\"url\":\"https://e.example/"
                                + "x".repeat(2048) + "\"}}",
                        422,
                        List.of("/data/url")),
                Arguments.of(
                        "{\"type\":\"resource-added\",\"data\":{\"name\":\"n\",\"category\":\"" + "c".repeat(2700)
                                + "\"}}",
                        422,
                        List.of("/data/category")),
                Arguments.of("{\"type\":null,\"data\":null}", 422, List.of("/type", "/data")),
                Arguments.of("{\"type\":\"app-deployed\",\"data\":{\"version\":null}}", 422, List.of("/data/version")),
                Arguments.of(
                        "{\"type\":\"app-deployed\",\"id\":true,\"timestamp\":7,\"data\":{\"version\":1}}",
                        422,
                        List.of("/id", "/timestamp")),
                Arguments.of(
                        "{\"type\":\"stats-updated\",\"data\":{\"resourceCount\":-1,\"categoryCount\":1.5,\"totalUsers\":1e400}}",
                        422,
                        List.of("/data/resourceCount", "/data/categoryCount", "/data/totalUsers")),
                Arguments.of("{\"type\":\"stats-updated\",\"data\":{}}", 422, List.of("/data")),
                Arguments.of(
                        "{\"type\":\"maintenance\",\"data\":{\"status\":\"soon\",\"message\":\"m\"}}",
                        422,
                        List.of("/data/status")));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void a_bad_body_is_refused_with_all_its_problems_at_once(String body, int status, List<String> pointers) {
        Reply reply = ingest.update(body);
        assertProblem(reply, status);
        assertThat(reply.pointers()).containsExactlyInAnyOrderElementsOf(pointers);
        assertThat(ingest.published()).isEmpty();
    }

    /** What is sent, and what of it the consumers see. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"resource-added\",\"data\":{\"name\":2048,\"category\":1984}} | {\"name\":\"2048\",\"category\":\"1984\"}",
                "{\"type\":\"app-deployed\",\"data\":{\"version\":1.10,\"changes\":[1,null,true]}} | {\"version\":\"1.10\",\"changes\":[\"1\",\"true\"]}",
                "{\"type\":\"stats-updated\",\"data\":{\"resourceCount\":\"594\",\"totalUsers\":null}} | {\"resourceCount\":594}",
                "{\"type\":\"app-deployed\",\"id\":null,\"timestamp\":null,\"data\":{\"version\":\"1\",\"url\":null,\"timestamp\":null}} | {\"version\":\"1\"}",
                "{\"type\":\"app-deployed\",\"timestamp\":\"\",\"data\":{\"version\":\"1\",\"url\":\"\"}} | {\"version\":\"1\"}",
                "{\"type\":\"app-deployed\",\"timestamp\":\"2025-09-06T12:00:00+0000\",\"data\":{\"version\":\"1\"}} | {\"version\":\"1\"}",
                "{\"type\":\"app-deployed\",\"timestamp\":\"2025-09-06 12:00 UTC\",\"data\":{\"version\":\"1\"}} | {\"version\":\"1\"}",
                "{\"type\":\"app-deployed\",\"timestamp\":1757160000,\"data\":{\"version\":\"1\"}} | {\"version\":\"1\"}",
                "{\"type\":\"app-deployed\",\"data\":{\"version\":\"1\",\"timestamp\":1757160000000}} | {\"version\":\"1\",\"timestamp\":\"2025-09-06T12:00:00Z\"}",
                "{\"type\":\"feature-released\",\"data\":{\"featureName\":\"f\",\"screenshot\":\" https://e.example/my shot.png\\n\"}} | {\"featureName\":\"f\",\"screenshot\":\"https://e.example/my%20shot.png\"}",
                "{\"type\":\"app-deployed\",\"data\":{\"version\":\"1\",\"url\":\"http://main_app:3000/x\"}} | {\"version\":\"1\",\"url\":\"http://main_app:3000/x\"}",
                "{\"type\":\"app-deployed\",\"data\":{\"version\":\"1\",\"url\":\"https://bücher.example:8443/\"}} | {\"version\":\"1\",\"url\":\"https://bücher.example:8443/\"}",
                "{\"type\":\"maintenance\",\"data\":{\"status\":\" started \",\"message\":503,\"expectedDuration\":30,\"startTime\":null}} | {\"status\":\"started\",\"message\":\"503\",\"expectedDuration\":\"30\"}"
            })
    void a_value_is_read_as_what_it_says(String body, String data) {
        Reply reply = ingest.update(body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        EventEnvelope event = ingest.published().getFirst();
        assertThat(event.data()).hasToString(data);
        if (body.contains("2025-09-06") || body.contains("1757160000")) {
            assertThat(event.timestamp()).isEqualTo(Instant.parse("2025-09-06T12:00:00Z"));
        }
    }

    @Test
    void an_id_may_be_a_number_and_a_body_may_begin_with_a_byte_order_mark() {
        assertThat(ingest.update(DEPLOYED.replace("{\"type\"", "{\"id\":4711,\"type\""))
                        .json()
                        .path("id")
                        .asString())
                .isEqualTo("4711");
        assertThat(ingest.update("\uFEFF" + DEPLOYED).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /webhook/updates/, 202",
        "POST, /webhook/updates/batch/, 202",
        "POST, /webhook/github/, 404",
        "GET, /health/, 200",
        "GET, /stats/, 200",
        "GET, /openapi.json/, 200",
        "GET, /updates/recent/, 200",
        "GET, /updates/recent/?count=1, 200",
        "GET, /updates/none/, 404"
    })
    void a_path_that_ends_in_a_slash_is_the_same_path(String method, String path, int status) {
        String body = path.contains("batch") ? "[" + DEPLOYED + "]" : DEPLOYED;
        // Again, because on a busy machine /health may find a part that does not answer in time.
        await().untilAsserted(() -> {
            Reply reply = ingest.send(
                    method.equals("POST")
                            ? ingest.post(path, body)
                            : ingest.request(path)
                                    .header("Authorization", "Bearer " + RunningIngest.SECRET)
                                    .GET());
            assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        });
    }

    @Test
    void an_id_names_one_event_over_keys_and_batches() {
        String seven = DEPLOYED.replace("{\"type\"", "{\"id\":\"one-space-7\",\"type\"");
        String other = seven.replace("v1", "v2");
        assertThat(ingest.update(seven, "Idempotency-Key", "space-a")
                        .json()
                        .path("duplicate")
                        .asBoolean())
                .isFalse();
        assertThat(ingest.update(seven, "Idempotency-Key", "space-b")
                        .json()
                        .path("duplicate")
                        .asBoolean())
                .isTrue();
        assertThat(ingest.update(seven.replace(":", ": "))
                        .json()
                        .path("duplicate")
                        .asBoolean())
                .isTrue();
        assertProblem(ingest.update(other, "Idempotency-Key", "space-c"), 422);
        assertProblem(ingest.update(other), 422);
        for (String key : new String[] {"space-d", "space-e"}) {
            JsonNode items = ingest.send(ingest.post("/webhook/updates/batch", "[" + seven + "," + other + "]")
                            .header("Idempotency-Key", key))
                    .json();
            assertThat(items.at("/0/duplicate").asBoolean()).isTrue();
            assertThat(items.at("/1/status").asInt()).isEqualTo(422);
        }
        JsonNode items = ingest.send(ingest.post("/webhook/updates/batch", "[" + other + "," + seven + "]"))
                .json();
        assertThat(items.at("/0/status").asInt()).isEqualTo(422);
        assertThat(items.at("/1/duplicate").asBoolean()).isTrue();
        assertThat(ingest.published()).hasSize(1);
    }

    @Test
    void a_batch_with_a_key_that_comes_again_is_told_the_same_of_each_item() {
        String batch = "[" + DEPLOYED.replace("{\"type\"", "{\"id\":\"again-1\",\"type\"") + ","
                + DEPLOYED.replace("v1", "v2").replace("{\"type\"", "{\"id\":\"again-1\",\"type\"") + "]";
        for (boolean duplicate : new boolean[] {false, true}) {
            JsonNode items = ingest.send(
                            ingest.post("/webhook/updates/batch", batch).header("Idempotency-Key", "again"))
                    .json();
            assertThat(items.at("/0/duplicate").asBoolean()).isEqualTo(duplicate);
            assertThat(items.at("/1/status").asInt()).isEqualTo(422);
        }
        assertThat(ingest.published()).hasSize(1);
    }

    @Test
    void bytes_that_are_no_utf8_are_refused() {
        byte[] body = DEPLOYED.replace("v1", "\u00e4").getBytes(StandardCharsets.ISO_8859_1);
        Reply latin1 =
                ingest.send(ingest.post("/webhook/updates", "").POST(HttpRequest.BodyPublishers.ofByteArray(body)));
        assertProblem(latin1, 400);
        Reply utf16 = ingest.send(ingest.post("/webhook/updates", "")
                .POST(HttpRequest.BodyPublishers.ofString(DEPLOYED, StandardCharsets.UTF_16LE)));
        assertProblem(utf16, 400);
    }

    @ParameterizedTest
    @CsvSource({
        "app-deploy, app-deployed",
        "appDeployed, app-deployed",
        "RESOURCE_ADDED, resource-added",
        "bugfixed, bug-fixed"
    })
    void a_mistyped_type_is_told_the_nearest_one(String typo, String suggestion) {
        Reply reply = ingest.update("{\"type\":\"" + typo + "\",\"data\":{}}");
        assertThat(reply.json().at("/errors/0/message").asString())
                .contains("did you mean '" + suggestion + "'?")
                .contains("accepted are app-deployed, resource-added,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer wrong-wrong-wrong-wrong",
                "Bearer",
                "Bearer ",
                "Basic Z2F0ZXdheTpzZWNyZXQ=",
                RunningIngest.SECRET,
                "Bearer " + RunningIngest.SECRET + "x",
                "Bearer correct-horse-battery-stapl"
            })
    void without_the_secret_nothing_is_read_not_even_a_bad_body(String authorization) {
        for (String body : List.of(DEPLOYED, "{", "")) {
            Reply reply = ingest.update(body, "Authorization", authorization);
            assertProblem(reply, 401);
            assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
        }
        assertProblem(
                ingest.send(ingest.request("/webhook/updates").POST(HttpRequest.BodyPublishers.ofString(DEPLOYED))),
                401);
        assertThat(ingest.published()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer " + RunningIngest.SECRET,
                "bearer " + RunningIngest.SECRET,
                "BEARER   " + RunningIngest.SECRET,
                "Bearer " + RunningIngest.OLD_SECRET
            })
    void every_secret_opens_and_the_scheme_is_written_in_any_case(String authorization) {
        assertThat(ingest.update(DEPLOYED, "Authorization", authorization).status())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "x",
                "application/json; charset=utf-16",
                "application/xml"
            })
    void a_body_that_does_not_call_itself_json_is_refused(String contentType) {
        assertProblem(ingest.update(DEPLOYED, "Content-Type", contentType), 415);
    }

    @Test
    void a_body_without_content_type_or_compressed_is_refused() {
        assertProblem(
                ingest.send(ingest.request("/webhook/updates")
                        .header("Authorization", "Bearer " + RunningIngest.SECRET)
                        .POST(HttpRequest.BodyPublishers.ofString(DEPLOYED))),
                415);
        for (String coding : List.of("gzip", "br", "deflate", "gzip, identity", "x-gzip")) {
            Reply reply = ingest.update(DEPLOYED, "Content-Encoding", coding);
            assertProblem(reply, 415);
            assertThat(reply.header("Accept-Encoding")).isEqualTo("identity");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "Identity", "", " ", "utf-8", "UTF-8", "utf8", "none"})
    void a_content_encoding_that_codes_nothing_is_taken(String coding) {
        assertThat(ingest.update(DEPLOYED, "Content-Encoding", coding).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;charset=UTF-8",
                "APPLICATION/JSON",
                "application/json; charset=utf-8",
                "application/json; charset=\"utf-8\"",
                "application/json;charset=utf8",
                "application/json; version=1",
                "application/json; charset=us-ascii",
                "application/json;",
                "application/cloudevents+json",
                "application/vnd.api+json; charset=utf-8",
                "application/ld+json"
            })
    void json_is_json_in_any_spelling(String contentType) {
        assertThat(ingest.update(DEPLOYED, "Content-Type", contentType, "Accept", "text/html")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void a_body_of_256_kib_is_accepted_and_one_byte_more_is_not() {
        String body = "{\"type\":\"bug-fixed\",\"data\":{\"title\":\"t\",\"description\":\"%s\"}}";
        int room = 256 * 1024 - (body.length() - 2);
        assertThat(ingest.update(body.formatted("x".repeat(room))).status()).isEqualTo(202);
        assertProblem(ingest.update(body.formatted("x".repeat(room + 1))), 413);
        assertProblem(ingest.update(body.formatted("x".repeat(3_000_000))), 413);
        Reply chunked = ingest.send(ingest.post("/webhook/updates", "")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(
                        body.formatted("x".repeat(room + 1)).getBytes()))));
        assertProblem(chunked, 413);
    }

    @Test
    void a_large_body_is_refused_before_it_is_sent() throws IOException {
        String head = "POST /webhook/updates HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer " + RunningIngest.SECRET + "\r\nContent-Length: 300000\r\n\r\n{";
        assertThat(ingest.raw(head.getBytes())).startsWith("HTTP/1.1 413").contains("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /webhook/updates, 405",
        "PUT, /webhook/updates, 405",
        "DELETE, /health, 405",
        "POST, /health, 405",
        "GET, /, 404",
        "GET, /nothing, 404",
        "GET, /webhook/updates/, 405",
        "GET, /nothing/, 404",
        "POST, /webhook/other, 404",
        "GET, /error, 404",
        "GET, /favicon.ico, 404",
        "GET, /actuator/health, 404",
        "TRACE, /health, 405",
        "GET, /%2e%2e/health, 400",
        "GET, /a%2Fb, 400",
        "GET, /%zz, 400",
        "GET, /updates/recent?count=%zz, 400",
        "GET, /a;b=c/../d, 404",
        "BREW, /health, 405"
    })
    void whatever_is_wrong_with_an_address_or_method_is_a_problem_document(String method, String path, int status)
            throws IOException {
        String answer = ingest.raw((method + " " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                        + RunningIngest.SECRET + "\r\nContent-Length: 0\r\n\r\n")
                .getBytes());
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(answer.toLowerCase()).contains("content-type: application/problem+json");
        assertThat(answer)
                .contains("\"status\":" + status)
                .doesNotContain("Tomcat")
                .doesNotContain("Server:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "GET / HTTP/9.9\r\n\r\n",
                "GET /health HTTP/1.1\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "POST /webhook/updates HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
                "POST /webhook/updates HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n"
                        + "Authorization: Bearer " + RunningIngest.SECRET + "\r\n\r\nzz\r\n"
            })
    void what_is_no_http_gets_a_4xx_or_505_without_a_stack_trace(String request) throws IOException {
        String answer = ingest.raw(request.getBytes());
        assertThat(answer)
                .matches("(?s)HTTP/1.1 (4\\d\\d|505).*")
                .doesNotContain("Tomcat")
                .doesNotContain("at org.");
    }

    /** RFC 9112, section 6.1: the coding counts, and the connection ends, so that nothing hides behind the length. */
    @Test
    void a_length_beside_chunks_counts_for_nothing_and_nothing_behind_it_is_answered() throws IOException {
        String chunk = Integer.toHexString(DEPLOYED.length()) + "\r\n" + DEPLOYED + "\r\n0\r\n\r\n";
        String answer = ingest.raw(("POST /webhook/updates HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Authorization: Bearer " + RunningIngest.SECRET
                        + "\r\nContent-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + chunk + "GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n")
                .getBytes());
        assertThat(answer).startsWith("HTTP/1.1 202").doesNotContain("openapi");
        assertThat(ingest.published()).hasSize(1);
    }

    @Test
    void the_same_delivery_again_is_the_first_one() {
        for (String[] key : new String[][] {
            {"Idempotency-Key", "bare"}, {"Idempotency-Key", "\"quoted \\\"key\\\"\""}, {"webhook-id", "msg_1"}
        }) {
            Reply first = ingest.update(DEPLOYED, key);
            Reply again = ingest.update(DEPLOYED, key);
            assertThat(first.json().path("duplicate").asBoolean()).isFalse();
            assertThat(again.status()).isEqualTo(202);
            assertThat(again.json().path("duplicate").asBoolean()).isTrue();
            assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
            assertThat(ingest.published()).hasSize(1);
            assertProblem(ingest.update(DEPLOYED.replace("v1", "v2"), key), 422);
            assertThat(ingest.published()).isEmpty();
        }
    }

    @Test
    void a_quoted_and_a_bare_key_are_the_same_and_webhook_id_goes_first() {
        ingest.update(DEPLOYED, "Idempotency-Key", "same");
        assertThat(duplicate(ingest.update(DEPLOYED, "Idempotency-Key", "\"same\"")))
                .isTrue();
        assertThat(duplicate(ingest.update(DEPLOYED, "Idempotency-Key", "same", "webhook-id", "msg_2")))
                .isFalse();
    }

    @Test
    void without_a_key_every_request_is_a_new_event_unless_it_has_an_id() {
        assertThat(duplicate(ingest.update(DEPLOYED))).isFalse();
        assertThat(duplicate(ingest.update(DEPLOYED))).isFalse();
        String withId = DEPLOYED.replace("{\"type\"", "{\"id\":\"own-1\",\"type\"");
        assertThat(duplicate(ingest.update(withId))).isFalse();
        assertThat(duplicate(ingest.update(withId))).isTrue();
        assertProblem(ingest.update(withId.replace("v1", "v2")), 422);
        assertThat(ingest.published()).hasSize(3);
    }

    @Test
    void a_refused_body_does_not_use_up_its_key() {
        assertProblem(ingest.update("{\"type\":\"app-deployed\",\"data\":{}}", "Idempotency-Key", "k9"), 422);
        assertThat(duplicate(ingest.update(DEPLOYED, "Idempotency-Key", "k9"))).isFalse();
        assertProblem(ingest.update(DEPLOYED, "Idempotency-Key", ""), 400);
        assertProblem(ingest.update(DEPLOYED, "Idempotency-Key", "k".repeat(257)), 400);
    }

    @Test
    void outcomes_are_counted_by_type_from_zero() {
        assertThat(ingest.metrics())
                .contains(
                        "gateway_ingest_requests_total{outcome=\"rate-limited\",source=\"main-app\",type=\"unknown\"} 0.0")
                .contains("gateway_ingest_publish_seconds_bucket");
        ingest.update(DEPLOYED);
        assertThat(ingest.metrics())
                .containsPattern(
                        "gateway_ingest_requests_total\\{outcome=\"accepted\",source=\"main-app\",type=\"app-deployed\"} [1-9]");
    }

    private static boolean duplicate(Reply reply) {
        assertThat(reply.status()).isEqualTo(202);
        return reply.json().path("duplicate").asBoolean();
    }

    private static void assertProblem(Reply reply, int status) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.json().path("status").asInt()).isEqualTo(status);
        assertThat(reply.json().path("type").asString()).isNotBlank();
        assertThat(reply.json().path("title").asString()).isNotBlank();
        assertThat(reply.json().path("detail").asString()).isNotBlank();
        assertThat(reply.text()).doesNotContain(RunningIngest.SECRET);
    }
}
