package dev.gatewaysync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.embedded.FreePort;
import dev.gatewaysync.input.SettingNames;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** Every secret that can be set is set to something that can be searched for; then all that the gateway says is searched. */
@Tag("self-contained")
@Execution(ExecutionMode.CONCURRENT)
class PlantedSecretsE2E {
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final String PLANTED = "planted-%s-7Qx4Zr9Kw2";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** What was said, by where. */
    private final Map<String, String> said = new LinkedHashMap<>();

    @TempDir
    Path directory;

    @Test
    void no_secret_stands_in_anything_that_a_running_gateway_says() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard())) {
            Map<String, String> secrets = secrets(discord);
            Map<String, String> settings = settings(discord, secrets);
            int console = FreePort.find();
            List<Integer> metrics = Stream.generate(FreePort::find).limit(4).toList();
            settings.put("BACKUP_DIR", directory.resolve("backups").toString());
            settings.put("CONSOLE_PORT", Integer.toString(console));
            settings.put("INGEST_METRICS_PORT", metrics.get(0).toString());
            settings.put("WORKER_METRICS_PORT", metrics.get(1).toString());
            settings.put("PUBLISHER_METRICS_PORT", metrics.get(2).toString());
            settings.put("CONSOLE_METRICS_PORT", metrics.get(3).toString());
            try (GatewayProcess gateway = new GatewayProcess(directory, settings)) {
                gateway.start();
                String ingest = gateway.client().url();
                // Later Discord takes the token for revoked, and lets no bot in any more.
                await().atMost(LONG)
                        .until(
                                () -> gateway.client()
                                        .get("/health")
                                        .path("discord")
                                        .asString(""),
                                "simulator"::equals);
                beWorkedWith(ingest, gateway.client());
                everythingFails(discord, gateway.client());
                people("http://127.0.0.1:" + console, secrets);
                read(ingest, "http://127.0.0.1:" + console, secrets.get("OPS_TOKEN"), metrics);
                assertThat(gateway.terminate()).isZero();
                said.put("log", Files.readString(gateway.log()));
            }
            backups();

            assertThat(said.get("log")).contains("discord.session_ready", "app-deployed");
            assertThat(said.keySet()).anyMatch(where -> where.contains(".ndjson"));
            nothingTold(secrets);
        }
    }

    @Test
    void no_password_of_an_address_stands_in_what_is_said_of_services_that_do_not_answer() throws Exception {
        Map<String, String> secrets = new LinkedHashMap<>();
        for (String name : List.of("RABBITMQ_URL", "REDIS_URL", "DATABASE_URL")) {
            secrets.put(name, planted(name));
        }
        int closed = FreePort.find();
        Map<String, String> settings = Map.of(
                "DEBUG", "gateway-sync",
                "RABBITMQ_URL", "amqp://gateway:" + secrets.get("RABBITMQ_URL") + "@127.0.0.1:" + closed,
                "REDIS_URL", "redis://:" + secrets.get("REDIS_URL") + "@127.0.0.1:" + closed,
                "DATABASE_URL",
                        "postgres://gateway:" + secrets.get("DATABASE_URL") + "@127.0.0.1:" + closed + "/gateway");
        try (GatewayProcess gateway = new GatewayProcess(directory, settings)) {
            gateway.startUnawaited();
            gateway.awaitEnd(4, TimeUnit.MINUTES);
            said.put("log", Files.readString(gateway.log()));
        }
        assertThat(said.get("log")).contains("DATABASE_URL");
        nothingTold(secrets);
    }

    @Test
    void every_setting_that_is_named_like_a_secret_is_planted() {
        try (DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard())) {
            TreeSet<String> named = new TreeSet<>(SettingNames.all());
            named.removeIf(name -> !name.matches(".*(TOKEN|SECRET|KEY|PASSWORD).*"));
            assertThat(secrets(discord).keySet()).containsAll(named);
        }
    }

    private static String planted(String name) {
        return PLANTED.formatted(name.toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    }

    private static Map<String, String> secrets(DiscordSimulator discord) {
        Map<String, String> secrets = new LinkedHashMap<>();
        secrets.put("WEBHOOK_SECRET", GatewayProcess.SECRET);
        secrets.put("DISCORD_TOKEN", discord.botToken());
        secrets.put("DISCORD_WEBHOOK_URL", discord.webhookUrl().replaceFirst(".*/", ""));
        for (String name : List.of(
                "OPS_TOKEN",
                "OPS_READ_TOKEN",
                "MAIN_APP_API_KEY",
                "NETLIFY_WEBHOOK_SECRET",
                "VERCEL_WEBHOOK_SECRET",
                "GITHUB_WEBHOOK_SECRET",
                "ALERT_SECRET",
                "ALERT_TO",
                "SMTP_URL",
                "ALERT_HEARTBEAT_URL")) {
            secrets.put(name, planted(name));
        }
        return secrets;
    }

    private static Map<String, String> settings(DiscordSimulator discord, Map<String, String> secrets) {
        Map<String, String> settings = new LinkedHashMap<>(secrets);
        settings.put("DISCORD_WEBHOOK_URL", discord.webhookUrl());
        settings.put("GUILD_ID", discord.guildId());
        settings.put("DISCORD_API_URL", discord.apiUrl());
        settings.put("MAIN_APP_URL", "http://127.0.0.1:" + FreePort.find());
        settings.put("MAIN_APP_NOTIFY_PATH", "/notify");
        settings.put("UPTIME_INTERVAL", "1s");
        // Nobody answers at any of them, so that each is spoken of.
        int closed = FreePort.find();
        settings.put(
                "ALERT_TO",
                "https://127.0.0.1:" + closed + "/hook/" + secrets.get("ALERT_TO")
                        + ",mailto:ops@example.com,channel:general-chat");
        settings.put(
                "SMTP_URL",
                "smtp://gateway:" + secrets.get("SMTP_URL") + "@127.0.0.1:" + closed + "?from=gateway@example.com");
        settings.put(
                "ALERT_HEARTBEAT_URL", "https://127.0.0.1:" + closed + "/ping/" + secrets.get("ALERT_HEARTBEAT_URL"));
        settings.put("DEBUG", "gateway-sync");
        return settings;
    }

    private void beWorkedWith(String ingest, WebhookClient client) throws Exception {
        synced(client, client.postUntilAccepted("planted", Documented.APP_DEPLOYED));
        for (String provider : List.of("netlify", "vercel", "github")) {
            say(HttpRequest.newBuilder(URI.create(ingest + "/webhook/" + provider))
                    .header("Content-Type", "application/json")
                    .header("X-Hub-Signature-256", "sha256=00")
                    .header("x-vercel-signature", "00")
                    .header("X-Webhook-Signature", "a.b.c")
                    .POST(HttpRequest.BodyPublishers.ofString("{}")));
        }
        say(HttpRequest.newBuilder(URI.create(ingest + "/webhook/updates"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer wrong")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    }

    /** Discord refuses, answers nonsense, takes the token for revoked and the webhook for deleted. */
    private void everythingFails(DiscordSimulator discord, WebhookClient client) throws Exception {
        discord.faults()
                .next(1, "POST", "/webhooks/")
                .failAfterCommit(500, "{\"message\": \"500: Internal Server Error\", \"code\": 0}");
        synced(client, client.postUntilAccepted("lost", Documented.APP_DEPLOYED));
        discord.faults().always("POST", "/webhooks/").refuse(404, 10015, "Unknown Webhook " + discord.webhookUrl());
        String id = client.postUntilAccepted("refused", Documented.APP_DEPLOYED);
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(client.get("/updates/" + id).toString()).contains("\"failed\""));
        discord.faults().always("*", "/(channels|guilds|users|applications)/").refuse(401, 0, "401: Unauthorized");
    }

    private static void synced(WebhookClient client, String id) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(
                                client.get("/updates/" + id).path("synced").asBoolean(false))
                        .isTrue());
    }

    /** Users and tokens of their own; the answer that tells a token once is not among what is searched. */
    private void people(String console, Map<String, String> secrets) throws Exception {
        ConsoleClient client = new ConsoleClient(console, secrets.get("OPS_TOKEN"));
        secrets.put("password", planted("password"));
        client.post(
                "/users", "{\"name\":\"ben\",\"role\":\"operator\",\"password\":\"" + secrets.get("password") + "\"}");
        secrets.put(
                "made password",
                client.post("/users", "{\"name\":\"eve\",\"role\":\"reader\"}")
                        .path("password")
                        .asString(""));
        secrets.put(
                "token",
                client.post("/tokens", "{\"name\":\"ci\",\"role\":\"reader\"}")
                        .path("secret")
                        .asString(""));
        secrets.put("wrong password", planted("wrong-password"));
        for (String given : List.of(secrets.get("wrong password"), secrets.get("password"))) {
            // Also where people type it by mistake.
            for (String name : List.of("ben", given)) {
                say(HttpRequest.newBuilder(URI.create(console + "/login?as=" + name.length()))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("token=" + given + "&name=" + name)));
            }
        }
        for (String path : List.of("/users", "/tokens", "/audit")) {
            HttpResponse<String> answer = say(HttpRequest.newBuilder(URI.create(console + "/api/v1" + path))
                    .header("Authorization", "Bearer " + secrets.get("OPS_TOKEN")));
            assertThat(answer.body()).contains(path.equals("/tokens") ? "\"ci\"" : "\"ben\"");
        }
        assertThat(new ConsoleClient(console, secrets.get("token"))
                        .get("/status")
                        .isObject())
                .isTrue();
    }

    private void read(String ingest, String console, String ops, List<Integer> metrics) throws Exception {
        for (String path : List.of("/health", "/stats", "/openapi.json", "/updates/recent", "/nowhere")) {
            say(HttpRequest.newBuilder(URI.create(ingest + path)));
        }
        for (int port : metrics) {
            for (String path : List.of("/metrics", "/health/live", "/health/ready", "/env")) {
                say(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)));
            }
        }
        HttpResponse<String> tried = say(HttpRequest.newBuilder(URI.create(console + "/api/v1/alerts/test"))
                .header("Authorization", "Bearer " + ops)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(tried.statusCode()).as(tried.body()).isEqualTo(200);
        new ConsoleClient(console, ops).post("/backups", "{}");
        for (String path : List.of(
                "/status",
                "/stats",
                "/updates",
                "/updates/export",
                "/failed",
                "/failed/reasons",
                "/failed/replays",
                "/backups",
                "/schedules",
                "/doctor",
                "/audit",
                "/alerts",
                "/openapi.json",
                "/nowhere")) {
            say(HttpRequest.newBuilder(URI.create(console + "/api/v1" + path))
                    .header("Authorization", "Bearer " + ops));
        }
        HttpResponse<String> login = say(HttpRequest.newBuilder(URI.create(console + "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("token=" + ops + "&name=ann")));
        String cookie = login.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        for (String page : List.of(
                "/",
                "/updates",
                "/failed",
                "/catalogue",
                "/system",
                "/people",
                "/account",
                "/alerts",
                "/charts",
                "/config",
                "/send",
                "/login")) {
            HttpResponse<String> shown =
                    say(HttpRequest.newBuilder(URI.create(console + page)).header("Cookie", cookie));
            assertThat(shown.statusCode()).as(page).isEqualTo(200);
        }
        readWhatFailed(console, ops, cookie);
        await().atMost(LONG).untilAsserted(() -> assertThat(backupFiles()).isNotEmpty());
    }

    /** With what was sent and answered at each attempt. */
    private void readWhatFailed(String console, String ops, String cookie) throws Exception {
        ConsoleClient client = new ConsoleClient(console, ops);
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(client.get("/failed").path("total").asInt(0)).isPositive());
        JsonNode failed = client.get("/failed").at("/failed/0");
        for (String path : List.of(
                "/failed/" + failed.path("id").asString(""),
                "/updates/" + failed.path("eventId").asString(""))) {
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(say(HttpRequest.newBuilder(URI.create(console + "/api/v1" + path))
                                            .header("Authorization", "Bearer " + ops))
                                    .body())
                            .contains("\"durationMs\"", "Unknown Webhook", "/webhooks/"));
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(say(HttpRequest.newBuilder(URI.create(console + path))
                                            .header("Cookie", cookie))
                                    .body())
                            .contains("What was sent and answered"));
        }
    }

    private HttpResponse<String> say(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpRequest built = request.timeout(Duration.ofSeconds(60)).build();
        HttpResponse<String> response = http.send(built, HttpResponse.BodyHandlers.ofString());
        said.put(built.method() + " " + built.uri(), response.headers().map() + "\n" + response.body());
        return response;
    }

    private List<Path> backupFiles() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".gz")).toList();
        }
    }

    private void backups() throws IOException {
        for (Path file : backupFiles()) {
            try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                said.put(file.getFileName().toString(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    private void nothingTold(Map<String, String> secrets) {
        secrets.forEach((name, secret) -> {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            for (String form : List.of(
                    secret,
                    URLEncoder.encode(secret, StandardCharsets.UTF_8),
                    Base64.getEncoder().withoutPadding().encodeToString(bytes),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))) {
                said.forEach((where, text) -> assertThat(text.contains(form))
                        .as("%s stands in %s", name, where)
                        .isFalse());
            }
        });
    }
}
