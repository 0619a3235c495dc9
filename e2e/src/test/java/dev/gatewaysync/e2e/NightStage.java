package dev.gatewaysync.e2e;

import static org.awaitility.Awaitility.await;

import dev.gatewaysync.cli.GatewayCommand;
import dev.gatewaysync.embedded.FreePort;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.standalone.DemoWebServer;
import dev.gatewaysync.testkit.Pause;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** {@code ./gateway start} as a process of its own, with all that it talks to and somebody who is told. */
final class NightStage implements AutoCloseable {
    static final String TOKEN = "an-operators-token-for-nights";

    /** The catalogue's file of a category. */
    static final String AI_TOOLS = "{\"sections\":[{\"tools\":[{\"name\":\"One\",\"url\":\"https://one.example\"},"
            + "{\"name\":\"Two\",\"url\":\"https://two.example\"}]}]}";

    final Path directory;
    final AlertReceiver receiver;
    final SeenRun seen;

    /** Answers everything that has nothing to do with events. */
    DemoWebServer app;

    DiscordSimulator discord;
    GatewayProcess gateway;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private String console = "";
    private volatile boolean sendersPaused;

    NightStage(Path directory) throws IOException {
        this.directory = directory;
        this.receiver = opened(new AlertReceiver());
        this.seen = opened(new SeenRun(directory.resolve("seen"), () -> 200));
        this.app = DemoWebServer.start(0, site());
        this.discord = opened(DiscordSimulator.start(SimulatorSettings.standard()));
        this.gateway = new GatewayProcess(directory, Map.of());
        opened.push(() -> app.close());
        opened.push(() -> gateway.close());
    }

    /** It is well, and the bot is there. */
    void start(Night night) throws Exception {
        discord.allowMessageContent(true);
        console = "http://127.0.0.1:" + FreePort.find();
        Map<String, String> settings = new HashMap<>(Map.of(
                "DISCORD_API_URL", discord.apiUrl(),
                "DISCORD_WEBHOOK_URL", discord.webhookUrl(),
                "DISCORD_TOKEN", discord.botToken(),
                "GUILD_ID", discord.guildId(),
                "MAIN_APP_URL", app.url(),
                "ALERT_TO", receiver.url(),
                "ALERT_SECRET", "a-secret-of-the-nights-1",
                "OPS_TOKEN", TOKEN));
        settings.put("CONSOLE_URL", console);
        settings.put("CONSOLE_PORT", console.substring(console.lastIndexOf(':') + 1));
        settings.put("BACKUP_DIR", directory.resolve("backups").toString());
        settings.putAll(night.settings(this));
        settings.forEach(gateway::set);
        gateway.startUnawaited();
        await("everything works at the beginning")
                .atMost(Duration.ofMinutes(4))
                .ignoreExceptions()
                .until(() -> unwell().isEmpty()
                        && health().path("discord").asString("").equals("simulator"));
    }

    /** What began and ended at the start is over also for those who are told: the night's own begins anew. */
    void awaitCalm() {
        await("nothing fires or may come back")
                .atMost(Duration.ofMinutes(4))
                .during(Duration.ofSeconds(35))
                .ignoreExceptions()
                .until(() -> console().get("/alerts").path("firing").isEmpty());
    }

    /** An event of the night's own, with the same key until it is accepted. */
    void send(String sender, String mark, String type, String data, List<String> places) throws Exception {
        while (true) {
            HttpResponse<String> answer =
                    gateway.client().post(mark, "{\"type\":\"%s\",\"data\":%s}".formatted(type, data));
            seen.sent(sender, mark, type, answer, places);
            if (answer.statusCode() == 202) {
                return;
            }
            Pause.of(Duration.ofMillis(200));
        }
    }

    /** Those of {@link NightSenders}, which an operator can ask to wait. */
    void pauseSenders(boolean paused) {
        sendersPaused = paused;
    }

    boolean sendersPaused() {
        return sendersPaused;
    }

    /** With what was set meanwhile, as an operator does it after a change of {@code .env}. */
    void restart() throws Exception {
        gateway.terminate();
        gateway.startUnawaited();
        await("the console answers")
                .atMost(Duration.ofMinutes(4))
                .ignoreExceptions()
                .until(() -> status().has("state"));
    }

    <T extends AutoCloseable> T opened(T part) {
        opened.push(part);
        return part;
    }

    /** Closed when everything else is. */
    void afterAll(AutoCloseable part) {
        opened.addLast(part);
    }

    String consoleUrl() {
        return console;
    }

    ConsoleClient console() {
        return new ConsoleClient(console, TOKEN);
    }

    JsonNode status() throws IOException, InterruptedException {
        return console().get("/status");
    }

    JsonNode health() throws IOException, InterruptedException {
        return gateway.client().get("/health");
    }

    /** What overview, status and health have to say; empty when all is well. */
    String unwell() throws IOException, InterruptedException {
        JsonNode health = health();
        JsonNode status = status();
        return status.path("state").asString("").equals("ok")
                        && health.path("status").asString("").equals("healthy")
                        && health.path("problems").isEmpty()
                ? ""
                : status.path("needs") + " " + health;
    }

    /** What {@code ./gateway …} prints. */
    String command(String... command) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("--url", console, "--token", TOKEN));
        GatewayCommand.run(writer, writer, arguments.toArray(String[]::new));
        return out.toString();
    }

    private static Map<String, byte[]> site() {
        return new HashMap<>(Map.of(
                "/index.html",
                bytes("<!doctype html><title>App</title>"),
                "/data/categories.json",
                bytes("{\"categories\":[{\"id\":\"ai\",\"name\":\"AI Tools\",\"count\":2},"
                        + "{\"id\":\"art\",\"name\":\"Art\",\"count\":1}]}"),
                "/data/ai.json",
                bytes(AI_TOOLS),
                "/data/art.json",
                bytes("{\"sections\":[{\"tools\":[{\"name\":\"Three\",\"url\":\"https://three.example\"}]}]}")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }
}
