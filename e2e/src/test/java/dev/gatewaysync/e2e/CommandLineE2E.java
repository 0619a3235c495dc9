package dev.gatewaysync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.cli.GatewayCommand;
import dev.gatewaysync.standalone.DemoWebServer;
import dev.gatewaysync.storage.Database;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command against a running gateway, and its output against {@code cli-transcript.txt}; {@code -Dgolden.update=true}
 * writes that anew.
 */
class CommandLineE2E {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/gatewaysync/e2e/cli-transcript.txt");
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;
    private static final int UNREACHABLE = 3;

    private static final List<String> HELPED = List.of(
            "",
            "status",
            "test",
            "updates",
            "updates show",
            "updates export",
            "updates import",
            "failed",
            "failed list",
            "failed show",
            "failed replay",
            "failed discard",
            "send",
            "sync",
            "alerts",
            "alerts snooze",
            "target",
            "target pause",
            "schedule",
            "user",
            "user add",
            "user password",
            "token",
            "token add",
            "audit",
            "stats",
            "backup",
            "backup create",
            "backup list",
            "backup verify",
            "backup restore");

    private final StringBuilder transcript = new StringBuilder();

    @TempDir
    Path directory;

    @Test
    void every_command_says_what_it_should() throws Exception {
        Map<String, byte[]> catalogue = Map.of(
                "/data/categories.json",
                bytes("{\"categories\":[{\"id\":\"ai\",\"name\":\"AI Tools\",\"count\":2}]}"),
                "/data/ai.json",
                bytes("{\"sections\":[{\"tools\":[{\"name\":\"One\",\"url\":\"https://one.example\"},"
                        + "{\"name\":\"Two\",\"url\":\"https://two.example\"}]}]}"));
        try (DemoWebServer app = DemoWebServer.start(0, catalogue);
                RunningGateway running = RunningGateway.start(
                        directory,
                        Map.of(
                                "MAIN_APP_URL",
                                app.url(),
                                "QUICK_SYNC_INTERVAL",
                                "24h",
                                "BACKUP_INTERVAL",
                                "24h",
                                "BACKUP_DIR",
                                directory.resolve("backups").toString()))) {
            // The transcript is that of a server where all is set as it should be.
            running.discord.allowMessageContent(true);
            String url = running.gateway.consoleUrl().toString();
            String token = running.gateway.settings().text("OPS_TOKEN").orElseThrow();
            List<String> access = List.of("--url", url, "--token", token);
            until(() -> client(url, token)
                            .get("/stats")
                            .at("/lastSync/full/outcome")
                            .isString()
                    || client(url, token)
                            .get("/stats")
                            .at("/lastSync/quick/outcome")
                            .isString());

            say(access, OK, "send", "bug-fixed", "--data", "{\"title\":\"Search finds umlauts\"}");
            say(access, FAILED, "send", "bug-fixed", "--data", "{}");
            say(access, WRONG_USE, "send", "bug-fixed", "--data", "{broken");
            until(() -> client(url, token)
                    .get("/updates?type=bug-fixed")
                    .at("/updates/0/synced")
                    .asBoolean(false));
            say(access, OK, "updates", "--type", "bug-fixed");
            String id = client(url, token)
                    .get("/updates?type=bug-fixed")
                    .at("/updates/0/id")
                    .asString("");
            say(access, OK, "updates", "show", id);
            say(access, FAILED, "updates", "show", "unknown");
            say(access, OK, "updates", "show", id.substring(0, 20));
            say(access, WRONG_USE, "updates", "--since", "yesterday");
            say(access, OK, "sync", "--quick");
            say(access, OK, "stats");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> running.client.get("/health").path("discord").asString(""), "simulator"::equals);
            sayWhen(
                    List.of(
                            "✓ Everything works",
                            "broker  up",
                            "redis  up",
                            "database  up",
                            "history  0  1",
                            "discord  0  1",
                            "main-app  0  1",
                            "failed  0  1"),
                    access,
                    "status");
            sayWhen(
                    List.of(
                            "✓ Broker",
                            "✓ Redis",
                            "✓ Database",
                            "✓ Queue history",
                            "✓ Queue discord",
                            "✓ Queue main-app",
                            "✓ Queue failed",
                            "✓ Main app",
                            "✓ Discord token",
                            "✓ Discord server",
                            "✓ Discord channels",
                            "✓ Discord permissions",
                            "✓ Discord events",
                            "✓ Discord commands",
                            "✓ Discord intent",
                            "✓ Discord gateway",
                            "✓ Discord webhook"),
                    access,
                    "test");

            addFailures(running);
            say(access, OK, "failed", "list");
            say(access, OK, "failed", "list", "--by-reason");
            say(access, OK, "failed", "list", "--type", "bug-fixed", "--search", "unknown FAILED", "--sort", "oldest");
            say(access, OK, "failed", "list", "--search", "nosuch");
            say(access, WRONG_USE, "failed", "list", "--type", "bugfixed");
            say(access, WRONG_USE, "failed", "list", "--target", "anouncements");
            say(access, OK, "failed", "show", "m1");
            say(access, FAILED, "failed", "show", "unknown");
            say(access, WRONG_USE, "failed", "replay");
            say(access, OK, "failed", "replay", "--reason", "Missing Permissions");
            say(access, FAILED, "failed", "replay", "--reason", "nosuch");
            say(access, OK, "failed", "replay", "m1");
            say(access, OK, "failed", "discard", "m2", "--reason", "an old test");
            say(access, FAILED, "failed", "discard", "m2", "--reason", "again");
            say(access, OK, "failed", "replay", "--all", "--yes");

            sayWhen(List.of("announcements", "statistics:categories", "statistics:overview"), access, "target", "list");
            say(access, OK, "target", "pause", "announcements", "--why", "a test");
            say(access, OK, "target", "resume", "announcements");
            say(access, FAILED, "target", "pause", "anouncements");
            say(access, WRONG_USE, "alerts", "snooze", "servicedown");
            say(access, OK, "alerts", "snooze", "disk", "2h", "--why", "a test");
            say(access, OK, "alerts", "unsnooze", "disk");
            say(access, FAILED, "alerts", "test");
            people(access);
            say(access, OK, "audit", "--count", "2");
            // The one that was sent, and the two that were replayed; the history is exported below.
            until(() -> client(url, token)
                            .get("/updates?type=bug-fixed")
                            .path("updates")
                            .size()
                    == 3);
            backups(access, client(url, token));
            movesTheHistory(access);
            for (String command : HELPED) {
                say(List.of(), OK, (command + " --help").strip().split(" "));
            }
            completionIsAScript();

            say(access, WRONG_USE, "nonsense");
            say(List.of("--url", url, "--token", "wrong"), FAILED, "stats");
            say(List.of("--url", "http://127.0.0.1:1", "--token", token), UNREACHABLE, "stats");
            for (String[] listing : List.of(
                    new String[] {"updates"}, new String[] {"failed", "list"}, new String[] {"backup", "list"})) {
                assertThat(WebhookClient.JSON.readTree(json(access, listing)).isObject())
                        .isTrue();
            }
        }
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, transcript);
        }
        assertThat(transcript.toString()).isEqualTo(Files.readString(GOLDEN));
    }

    /** The admin last: from then on the shared token says nothing of people. */
    private void people(List<String> access) {
        say(access, OK, "user", "add", "ann", "--role", "reader");
        say(access, FAILED, "user", "add", "Ann", "--role", "reader");
        say(access, WRONG_USE, "user", "add", "ben", "--role", "root");
        say(access, OK, "user", "role", "ann", "operator");
        say(access, OK, "user", "list");
        say(access, OK, "user", "password", "ann");
        say(access, FAILED, "token", "add", "ann's laptop", "--role", "operator", "--owner", "ann");
        say(access, OK, "token", "add", "laptop", "--role", "operator", "--expires", "90d");
        say(access, OK, "token", "add", "ci", "--role", "reader");
        say(access, OK, "token", "list");
        say(access, OK, "token", "revoke", "ci");
        say(access, FAILED, "token", "revoke", "ci");
        say(access, OK, "user", "remove", "ann");
        say(access, OK, "user", "add", "ann", "--role", "admin");
        say(access, FAILED, "user", "list");
    }

    private void backups(List<String> access, ConsoleClient client) throws Exception {
        say(access, OK, "backup", "create");
        say(access, OK, "backup", "list");
        String file = client.get("/backups").at("/backups/0/file").asString("");
        say(access, OK, "backup", "verify", file);
        say(access, FAILED, "backup", "verify", "unknown.zip");
        say(access, WRONG_USE, "backup", "restore", file);
        say(access, OK, "backup", "restore", file, "--yes");
    }

    private void movesTheHistory(List<String> access) throws Exception {
        // First the one that is counted: that a backup was made may be recorded between the two.
        Path seed = directory.resolve("seed.json");
        say(access, OK, "updates", "export", "--file", seed.toString());
        Path lines = directory.resolve("history.ndjson");
        say(access, OK, "updates", "export", "--format", "ndjson", "--file", lines.toString());
        int total = WebhookClient.JSON
                .readTree(Files.readString(seed))
                .path("totalUpdates")
                .asInt(0);
        assertThat(total).isGreaterThanOrEqualTo(4);
        assertThat(Files.readAllLines(lines)).hasSizeGreaterThanOrEqualTo(total);
        say(access, OK, "updates", "import", lines.toString());
        Path other = directory.resolve("other.json");
        Files.writeString(other, """
                {"version":"1.0","updates":[{"id":"from-elsewhere","timestamp":"2026-01-01T00:00:00Z","type":"bug-fixed",
                 "description":"Bug fixed: long ago","details":{"title":"long ago"},"source":"main-app",
                 "category":"features","priority":"normal","synced":true,"syncedAt":"2026-01-01T00:00:01Z"}]}""");
        say(access, OK, "updates", "import", other.toString());
        say(access, OK, "updates", "--search", "ago LONG");
        say(access, OK, "updates", "--search", "\"long ago\"", "--csv");
        say(access, WRONG_USE, "updates", "--status", "gone", "--csv");
        say(
                access,
                WRONG_USE,
                "updates",
                "import",
                directory.resolve("missing.json").toString());
    }

    /** It is a thousand lines of somebody else's, so the shell judges it. */
    private void completionIsAScript() throws Exception {
        StringWriter out = new StringWriter();
        assertThat(run(List.of(), out, "generate-completion")).isZero();
        assertThat(out.toString()).contains("complete -F _complete_gateway", "replay", "--dry-run", "restore");
        Path script = Files.writeString(directory.resolve("completion.sh"), out.toString());
        Process bash = new ProcessBuilder("bash", "-n", script.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(said).isZero();
    }

    private static ConsoleClient client(String url, String token) {
        return new ConsoleClient(url, token);
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(condition);
    }

    private void say(List<String> access, int expected, String... command) {
        StringWriter out = new StringWriter();
        int exitCode = run(access, out, command);
        write(out.toString(), exitCode, command);
        assertThat(exitCode).as(String.join(" ", command) + "\n" + out).isEqualTo(expected);
    }

    /**
     * Of what others make true beside the commands before, or say within a second or two: asked until all is there.
     *
     * @param there each in the output
     */
    private void sayWhen(List<String> there, List<String> access, String... command) {
        String said = await(String.join(" ", command))
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> {
                            StringWriter out = new StringWriter();
                            int exitCode = run(access, out, command);
                            return exitCode == OK ? out.toString() : exitCode + " " + out;
                        },
                        text -> there.stream().allMatch(normalised(text)::contains));
        write(said, OK, command);
    }

    private void write(String said, int exitCode, String... command) {
        transcript
                .append("$ gateway ")
                .append(normalised(String.join(" ", command)))
                .append('\n')
                .append(normalised(said))
                .append("[exit ")
                .append(exitCode)
                .append("]\n\n");
    }

    private static String json(List<String> access, String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("-o", "json"));
        StringWriter out = new StringWriter();
        assertThat(run(access, out, all.toArray(String[]::new))).isZero();
        return out.toString();
    }

    private static int run(List<String> access, StringWriter out, String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(access);
        PrintWriter writer = new PrintWriter(out);
        return GatewayCommand.run(writer, writer, arguments.toArray(String[]::new));
    }

    /** Times, ids and widths differ from run to run. */
    private String normalised(String text) {
        return text.replace(directory.toString(), "DIR")
                .replaceAll("gateway-[\\w.:-]+\\.(zip|gz|json|ndjson|db|tar)\\S*", "BACKUP")
                .replaceAll("\\b[0-9a-f]{64}\\b", "SHA256")
                .replaceAll("[1-9]\\d* bytes", "N bytes")
                // Making a backup and restoring one are events themselves, which may or may not be recorded by then.
                .replaceAll("\\b[1-9]\\d* updates\\b", "N updates")
                .replaceAll("(?m)^( *updates: )[1-9]\\d*$", "$1N")
                .replaceAll("(imported, )[1-9]\\d*( known)", "$1N$2")
                .replaceAll("size: [1-9]\\d*", "size: N")
                .replaceAll("counts: \\{\".*}", "counts: COUNTS")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d(T[0-9:.]+Z| [0-9:]{8} [+-]\\d\\d:\\d\\d)", "TIME")
                .replaceAll("(BACKUP +TIME +)[1-9]\\d*( +)[1-9]\\d*", "$1N$2N")
                .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "ID")
                .replaceAll("\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f](?![0-9a-f-])", "PREFIX")
                .replaceAll(
                        "(TIME +)" + Pattern.quote(System.getProperty("user.name")) + "( +shared token)?( +127)",
                        "$1USER$2$3")
                .replaceAll("(TIME +)" + Pattern.quote(System.getProperty("user.name")) + "(?m)$", "$1USER")
                .replaceAll("password: \\S{20}(?!\\S)", "password: PASSWORD")
                .replaceAll("gws_\\S{43}", "TOKEN")
                .replaceAll("http://(localhost|127\\.0\\.0\\.1):\\d+", "URL")
                .replaceAll("https://discord\\S+", "LINK")
                .replaceAll("(updates: )\\d+(, of the last 24 h: )\\d+", "$1N$2N")
                .replaceAll("(Queue \\S+) +\\d+ waiting", "$1 N waiting")
                .replaceAll("bot .*|\\d+ seen", "…")
                .replaceAll("\\d+( of 1000 connections)", "N$1")
                .replaceAll("(needed in )\\d+ channels", "$1N channels")
                .replaceAll("(main app +)(unknown|online|degraded|offline)", "$1…")
                .replaceAll("\\R\\Ruptime, 30 days.*", "")
                .replaceAll(" {2,}", "  ");
    }

    private static void addFailures(RunningGateway running) throws IOException {
        try (Database database =
                Database.open(running.gateway.settings().text("DATABASE_URL").orElseThrow())) {
            for (int n = 1; n <= 3; n++) {
                String body = "{\"id\":\"00000000-0000-4000-8000-00000000000" + n
                        + "\",\"type\":\"bug-fixed\",\"source\":\"main-app\",\"timestamp\":\"2026-01-01T00:00:00Z\","
                        + "\"receivedAt\":\"2026-01-01T00:00:00Z\",\"data\":{\"title\":\"failed " + n + "\"}}";
                database.jdbc()
                        .sql("""
                                INSERT INTO failed_message (id, event_id, event_type, queue, error_class, error, attempts,
                                  first_failed_at, last_failed_at, status, headers, body, title)
                                VALUES (:id, :event, 'bug-fixed', 'history', 'permanent', :error, 1, :at, :at, 'open', '{}',
                                  :body, :title)""")
                        .param("id", "m" + n)
                        .param("title", "Bug fixed: failed " + n)
                        .param("event", "00000000-0000-4000-8000-00000000000" + n)
                        .param("error", n == 3 ? "Unknown Channel" : "Missing Permissions")
                        .param("at", 1_000L * n)
                        .param("body", body)
                        .update();
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
