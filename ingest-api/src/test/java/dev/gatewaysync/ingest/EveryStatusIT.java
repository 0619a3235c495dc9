package dev.gatewaysync.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.crypto.Hmac;
import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.ingest.RunningIngest.Reply;
import dev.gatewaysync.ingest.idempotency.IdempotencyKey;
import dev.gatewaysync.ingest.idempotency.RedisIdempotency;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.testkit.Infra;
import dev.gatewaysync.testkit.Relay;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Every status that the OpenAPI document promises for every endpoint, made to happen, with its whole body. */
class EveryStatusIT {
    private static final String SECRET = "a-secret-of-the-provider";
    private static final String PROBLEM = "https://gateway-sync.dev/problem/";
    private static final String UPDATE = "{\"type\":\"bug-fixed\",\"data\":{\"title\":\"t\"}}";
    private static final String UUID_PATTERN = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final String RECEIPT =
            "\\{\"success\":true,\"id\":\"" + UUID_PATTERN + "\",\"message\":\"Update accepted\",\"duplicate\":false}";
    private static final List<String> POSTS = List.of(
            "/webhook/updates",
            "/webhook/updates/batch",
            "/webhook/netlify",
            "/webhook/vercel",
            "/webhook/github",
            "/webhook/in/{name}");
    private static final String SOURCE = """
            version: 1
            sources:
              shop:
                auth: { hmac: sha256, header: X-Signature, secret: "${GITHUB_WEBHOOK_SECRET}" }
                id: body.id
                events:
                  - when: $type(body) = 'object' and $not($exists(body.title))
                    ignore: nothing
                  - type: bug-fixed
            """;
    private static final Map<String, String> PROVIDERS =
            Map.of("NETLIFY_WEBHOOK_SECRET", SECRET, "VERCEL_WEBHOOK_SECRET", SECRET, "GITHUB_WEBHOOK_SECRET", SECRET);

    /** All is well. */
    private static RunningIngest well;

    /** One request per client in an hour, and that is used up. */
    private static RunningIngest limited;

    /** Neither broker nor database answers, and there is no spool. */
    private static RunningIngest cut;

    /** No provider is set up. */
    private static RunningIngest bare;

    private static Relay relay;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        Infra infra = Infra.start().wiped();
        Map<String, String> senders = new HashMap<>(PROVIDERS);
        senders.put(
                "GATEWAY_CONFIG",
                Files.writeString(directory.resolve("gateway.yml"), SOURCE).toString());
        well = RunningIngest.start(infra.settings(), senders);
        well.bean(JdbcClient.class).sql("""
                        INSERT INTO event (id, type, source, category, priority, description, occurred_at, received_at,
                                           recorded_at, details)
                        VALUES ('e1', 'bug-fixed', 'main-app', 'general', 'normal', 'd', 1000, 2000, 3000, '{}')""").update();
        bare = RunningIngest.start(infra.settings(), Map.of());
        Map<String, String> once = new HashMap<>(senders);
        once.put("INGEST_RATE_LIMIT", "1/1h");
        limited = RunningIngest.start(infra.settings(), once);
        relay = Relay.before(infra.rabbitmqUrl(), 5672);
        Map<String, String> behind = new HashMap<>(infra.settings());
        behind.put("RABBITMQ_URL", relay.url());
        behind.put("DATABASE_URL", "jdbc:sqlite:" + directory.resolve("away.db"));
        cut = RunningIngest.start(behind, senders);
        assertThat(cut.update(UPDATE).status()).isEqualTo(202);
        relay.cut();
        cut.bean(Database.class).close();
        for (String path : POSTS) {
            limited.send(proved(limited, path, valid(path)));
        }
        for (String path : List.of("/stats", "/health")) {
            limited.send(limited.request(path).GET());
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> cut.get("/stats").status() == 503);
        // What was found at the start holds for a second.
        await().atMost(Duration.ofSeconds(60)).until(() -> cut.get("/health").status() == 503);
    }

    @AfterAll
    static void stop() throws IOException {
        well.close();
        bare.close();
        limited.close();
        cut.close();
        relay.close();
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String path : POSTS) {
            cases.addAll(ofPost(path));
        }
        cases.addAll(ofGets());
        return cases.stream();
    }

    private static List<Case> ofPost(String path) {
        boolean provider = !path.startsWith("/webhook/updates");
        int limit = path.endsWith("batch") ? 2048 : provider && !isSource(path) ? 1024 : 256;
        String key = UUID.randomUUID().toString();
        List<Case> cases = new ArrayList<>(List.of(
                new Case(
                        path,
                        202,
                        () -> proved(well, path, valid(path)),
                        path.endsWith("batch") ? "\\[" + RECEIPT + "]" : RECEIPT),
                new Case(
                        path,
                        400,
                        () -> proved(well, path, "{\"type\":1,\"type\":2}"),
                        problem(
                                "malformed",
                                "Bad Request",
                                400,
                                "The body is no valid JSON: Duplicate Object property \\\\\"type\\\\\" \\(line 1, column \\d+\\)")),
                new Case(
                        path,
                        401,
                        () -> proved(well, path, valid(path))
                                .setHeader("Authorization", "Bearer wrong")
                                .POST(text("{}")),
                        problem(
                                "unauthorized",
                                "Unauthorized",
                                401,
                                provider
                                        ? "The signature is missing or wrong"
                                        : "Send Authorization: Bearer <WEBHOOK_SECRET>, or Standard Webhooks headers: webhook-id, "
                                                + "webhook-timestamp \\(within 300 s\\) and webhook-signature \\(v1,…\\)")),
                new Case(
                        path,
                        409,
                        () -> inFlight(path, key),
                        problem(
                                "in-flight",
                                "Conflict",
                                409,
                                "A request with the same key is being worked on; send it again to learn what became of it"),
                        "1"),
                new Case(
                        path,
                        413,
                        () -> proved(well, path, " ".repeat(limit * 1024 + 1)),
                        problem(
                                "too-large",
                                "Content Too Large",
                                413,
                                "The body must not be larger than " + limit * 1024 + " bytes")),
                new Case(
                        path,
                        415,
                        () -> proved(well, path, valid(path)).setHeader("Content-Type", "text/plain"),
                        problem(
                                "unsupported-media-type",
                                "Unsupported Media Type",
                                415,
                                "Content-Type must be application/json in UTF-8")),
                new Case(
                        path,
                        422,
                        () -> proved(well, path, path.endsWith("batch") ? "{}" : "[]"),
                        problem("invalid", "Unprocessable Content", 422, "[^\"]+")
                                .replaceAll(
                                        "}$",
                                        ",\"errors\":\\\\[\\\\{\"pointer\":\"\",\"message\":\"(must be an|rule 2 takes) .+\"}]}")),
                new Case(
                        path,
                        429,
                        () -> proved(limited, path, valid(path)),
                        problem(
                                "rate-limited",
                                "Too Many Requests",
                                429,
                                "More than 1 requests in 3600 s; see Retry-After"),
                        "3\\d\\d\\d"),
                new Case(
                        path,
                        503,
                        () -> proved(cut, path, valid(path)),
                        problem(
                                "unavailable",
                                "Service Unavailable",
                                503,
                                "It could not be stored, because the broker does not answer; send it again"),
                        "5")));
        if (provider) {
            cases.add(
                    new Case(path, 200, () -> proved(well, path, "{}"), "\\{\"success\":true,\"ignored\":\"[^\"]+\"}"));
            cases.add(new Case(
                    path,
                    404,
                    () -> proved(bare, path, "{}"),
                    problem(
                            "not-found",
                            "Not Found",
                            404,
                            isSource(path)
                                    ? "This source is not configured"
                                    : "This endpoint is turned off: [A-Z]+_WEBHOOK_SECRET is not set")));
        }
        return cases;
    }

    private static List<Case> ofGets() {
        String health =
                "\\{\"status\":\"%s\",\"timestamp\":\"[^\"]+\",\"webhook\":\"active\",\"discord\":\"[a-z -]+\",\"broker\":\"%s\","
                        + "\"redis\":\"connected\",\"database\":\"%s\"%s}";
        String away = problem(
                "unavailable",
                "Service Unavailable",
                503,
                "The database does not answer; events are accepted all the same");
        String limits =
                problem("rate-limited", "Too Many Requests", 429, "More than 1 requests in 3600 s; see Retry-After");
        String secret = problem("unauthorized", "Unauthorized", 401, "Send Authorization: Bearer <WEBHOOK_SECRET>");
        return List.of(
                new Case(
                        "/health",
                        200,
                        () -> get(well, "/health"),
                        health.formatted("healthy", "connected", "connected", "")),
                new Case("/health", 429, () -> get(limited, "/health"), limits, "3\\d\\d\\d"),
                new Case(
                        "/health",
                        503,
                        () -> get(cut, "/health"),
                        health.formatted(
                                "unhealthy",
                                "disconnected",
                                "disconnected",
                                ",\"problems\":\\[\\{\"part\":\"broker\",.*},\\{\"part\":\"database\",.*}]")),
                new Case(
                        "/updates/recent",
                        200,
                        () -> get(well, "/updates/recent?type=bug-fixed"),
                        "\\{\"updates\":\\[\\{\"id\":\"e1\",.*}]}"),
                new Case(
                        "/updates/recent",
                        400,
                        () -> get(well, "/updates/recent?count=0"),
                        problem(
                                "malformed",
                                "Bad Request",
                                400,
                                "The parameter count must be a whole number from 1 to 500")),
                new Case("/updates/recent", 401, () -> stranger("/updates/recent"), secret),
                new Case("/updates/recent", 429, () -> get(limited, "/updates/recent"), limits, "3\\d\\d\\d"),
                new Case("/updates/recent", 503, () -> get(cut, "/updates/recent"), away, "5"),
                new Case(
                        "/updates/{id}",
                        200,
                        () -> get(well, "/updates/e1"),
                        "\\{\"id\":\"e1\",.*\"deliveries\":\\[].*}"),
                new Case("/updates/{id}", 401, () -> stranger("/updates/e1"), secret),
                new Case(
                        "/updates/{id}",
                        404,
                        () -> get(well, "/updates/none"),
                        problem("not-found", "Not Found", 404, "There is no update with this id in the history")),
                new Case("/updates/{id}", 429, () -> get(limited, "/updates/e1"), limits, "3\\d\\d\\d"),
                new Case("/updates/{id}", 503, () -> get(cut, "/updates/e1"), away, "5"),
                new Case("/stats", 200, () -> get(well, "/stats"), "\\{.*\"resourceCount\".*\"discordStatus\":.*}"),
                new Case("/stats", 429, () -> get(limited, "/stats"), limits, "3\\d\\d\\d"),
                new Case("/stats", 503, () -> get(cut, "/stats"), away, "5"),
                new Case("/openapi.json", 200, () -> get(well, "/openapi.json"), "\\{\"openapi\":\"3\\.1\\.0\",.*}"),
                new Case("/openapi.json", 429, () -> get(limited, "/openapi.json"), limits, "3\\d\\d\\d"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_documented_status_comes_with_its_body(Case wanted) {
        Reply reply = answer(wanted);
        assertThat(reply.status()).as(reply.text()).isEqualTo(wanted.status());
        assertThat(reply.text()).matches("(?s)" + wanted.body());
        boolean problem = wanted.body().startsWith("\\{\"type\"");
        assertThat(reply.header("Content-Type")).isEqualTo(problem ? "application/problem+json" : "application/json");
        assertThat(reply.header("Retry-After")).matches(wanted.retryAfter());
        assertThat(reply.header("X-Request-Id")).matches(UUID_PATTERN);
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.response().headers().allValues("Cache-Control")).containsExactly("no-store");
    }

    /** A part that does not answer within a second is told as one that is away, and asked again the next time. */
    private static Reply answer(Case wanted) {
        if (!wanted.path().equals("/health")) {
            return well.send(wanted.request().get());
        }
        Predicate<Reply> asWanted = reply -> reply.text().matches("(?s)" + wanted.body());
        return await().until(() -> well.send(wanted.request().get()), asWanted);
    }

    @Test
    void no_documented_status_is_left_out() {
        TreeSet<String> documented = new TreeSet<>();
        JsonNode document = well.get("/openapi.json").json();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .forEach(operation -> operation
                                .path("responses")
                                .propertyNames()
                                .forEach(status -> documented.add(path.getKey() + " " + status))));
        TreeSet<String> tested = new TreeSet<>();
        cases().forEach(wanted -> tested.add(wanted.path() + " " + wanted.status()));
        // Takes a sender that is slow: SlowSendersIT.
        POSTS.forEach(path -> tested.add(path + " 408"));
        assertThat(tested).isEqualTo(documented);
    }

    @Test
    void a_request_id_of_the_senders_own_comes_back_if_it_can_stand_in_a_log() {
        assertThat(well.send(well.request("/health")
                                .header("X-Request-Id", "Deploy-7.a_b")
                                .GET())
                        .header("X-Request-Id"))
                .isEqualTo("Deploy-7.a_b");
        for (String bad : List.of("", "a b", "x".repeat(65), "<script>", "%0a")) {
            assertThat(well.send(well.request("/health")
                                    .header("X-Request-Id", bad)
                                    .GET())
                            .header("X-Request-Id"))
                    .matches(UUID_PATTERN);
        }
    }

    private static HttpRequest.Builder get(RunningIngest from, String path) {
        return from.request(path)
                .header("Authorization", "Bearer " + RunningIngest.SECRET)
                .GET();
    }

    private static HttpRequest.Builder stranger(String path) {
        return well.request(path).GET();
    }

    /** The marker that a request leaves while it is being worked on. */
    private static HttpRequest.Builder inFlight(String path, String key) {
        String body = valid(path, key);
        String scope = isSource(path) ? "source:shop" : path.substring(path.lastIndexOf('/') + 1);
        boolean provider = !path.startsWith("/webhook/updates");
        String value = scope.equals("netlify") ? key + "+ready+" : key;
        String hash = provider && !isSource(path) ? "any" : Sha256.hex(body.getBytes(StandardCharsets.UTF_8));
        well.bean(RedisIdempotency.class).claim(new IdempotencyKey(scope, value), hash, "an-event");
        return proved(well, path, body).header("Idempotency-Key", key).setHeader("X-GitHub-Delivery", key);
    }

    private static boolean isSource(String path) {
        return path.startsWith("/webhook/in/");
    }

    private static String valid(String path) {
        return valid(path, UUID.randomUUID().toString());
    }

    private static String valid(String path, String id) {
        return switch (path) {
            case "/webhook/updates" -> UPDATE;
            case "/webhook/updates/batch" -> "[" + UPDATE + "]";
            case "/webhook/netlify" -> "{\"id\":\"" + id + "\",\"state\":\"ready\",\"context\":\"production\"}";
            case "/webhook/vercel" ->
                "{\"id\":\"" + id + "\",\"type\":\"deployment.succeeded\",\"payload\":{\"target\":\"production\"}}";
            case "/webhook/in/{name}" -> "{\"title\":\"t\",\"id\":\"" + id + "\"}";
            default -> "{\"action\":\"published\",\"release\":{\"name\":\"n\",\"id\":\"" + id + "\"}}";
        };
    }

    /** With whatever proof {@code path} asks for. */
    private static HttpRequest.Builder proved(RunningIngest to, String path, String body) {
        HttpRequest.Builder request = to.request(path.replace("{name}", "shop"))
                .header("Content-Type", "application/json")
                .POST(text(body));
        byte[] key = SECRET.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return switch (path) {
            case "/webhook/netlify" -> request.header("X-Webhook-Signature", jws(key, bytes));
            case "/webhook/in/{name}" -> request.header("X-Signature", hex(Hmac.sha256(key, bytes)));
            case "/webhook/vercel" -> request.header("x-vercel-signature", hex(Hmac.sha1(key, bytes)));
            case "/webhook/github" ->
                request.header("X-Hub-Signature-256", "sha256=" + hex(Hmac.sha256(key, bytes)))
                        .header("X-GitHub-Delivery", UUID.randomUUID().toString())
                        .header("X-GitHub-Event", body.equals("{}") ? "ping" : "release");
            default -> request.header("Authorization", "Bearer " + RunningIngest.SECRET);
        };
    }

    private static String jws(byte[] key, byte[] body) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String signed = base64.encodeToString("{\"alg\":\"HS256\"}".getBytes()) + "."
                + base64.encodeToString(("{\"iss\":\"netlify\",\"sha256\":\"" + Sha256.hex(body) + "\"}").getBytes());
        return signed + "." + base64.encodeToString(Hmac.sha256(key, signed.getBytes()));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static HttpRequest.BodyPublisher text(String body) {
        return HttpRequest.BodyPublishers.ofString(body);
    }

    private static String problem(String type, String title, int status, String detail) {
        return "\\{\"type\":\"" + PROBLEM + type + "\",\"title\":\"" + title + "\",\"status\":" + status
                + ",\"detail\":\"" + detail + "\"}";
    }

    /**
     * @param body the whole of it, as a regular expression
     * @param retryAfter as well
     */
    record Case(String path, int status, Supplier<HttpRequest.Builder> request, String body, String retryAfter) {
        Case(String path, int status, Supplier<HttpRequest.Builder> request, String body) {
            this(path, status, request, body, "");
        }

        @Override
        public String toString() {
            return path + " " + status;
        }
    }
}
