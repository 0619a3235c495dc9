package dev.gatewaysync.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatewaysync.crypto.Hmac;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.testkit.Infra;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** What {@code docs/integrations} offers, run as it stands. */
class IntegrationsIT {
    private static final Path DOCS =
            Path.of("..", "docs", "integrations").toAbsolutePath().normalize();

    private static RunningIngest ingest;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(hasNode(), "Node 18 or later is not installed, so the scripts of docs/integrations are not run");
        ingest = RunningIngest.start(Infra.start().wiped().settings(), Map.of());
    }

    @AfterAll
    static void stop() {
        if (ingest != null) {
            ingest.close();
        }
    }

    @ParameterizedTest
    @CsvSource({RunningIngest.SECRET, RunningIngest.OLD_SECRET})
    void the_node_script_sends_a_signed_update_once_however_often_it_runs(String secret) throws Exception {
        Map<String, String> environment =
                Map.of("GATEWAY_URL", url(), "WEBHOOK_SECRET", secret, "WEBHOOK_ID", "deploy-7-" + secret.length());
        for (int run = 0; run < 2; run++) {
            Run sent = script(environment, "app-deployed", "{\"version\":\"v2 🚀\"}");
            assertThat(sent.exitCode()).as(sent.output()).isZero();
            assertThat(sent.output()).contains("\"success\":true", "\"duplicate\":" + (run == 1));
        }
        assertThat(ingest.published()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(BuiltInType.APP_DEPLOYED);
            assertThat(event.data().path("version").asString()).isEqualTo("v2 🚀");
        });
    }

    @Test
    void the_node_script_says_what_is_wrong_and_repeats_only_what_may_go_better() throws Exception {
        Map<String, String> environment = Map.of("GATEWAY_URL", url(), "WEBHOOK_SECRET", RunningIngest.SECRET);
        Run invalid = script(environment, "app-deployed", "{}");
        assertThat(invalid.exitCode()).isEqualTo(1);
        assertThat(invalid.output()).contains("422", "/data/version");
        Run wrong = script(Map.of("GATEWAY_URL", url(), "WEBHOOK_SECRET", "another-secret-altogether"), "bug-fixed");
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.output()).contains("401").doesNotContain("another-secret-altogether");
        assertThat(script(Map.of(), "bug-fixed").exitCode()).isEqualTo(2);
        assertThat(ingest.published()).isEmpty();
    }

    @Test
    void the_github_actions_step_announces_a_deploy_once_per_run_whatever_the_commit_message_says() throws Exception {
        Map<String, Object> step = step();
        @SuppressWarnings("unchecked")
        Map<String, String> environment = new HashMap<>((Map<String, String>) step.get("env"));
        String run = String.valueOf(step.get("run"));
        assertThat(run).as("a script must not have texts pasted into it").doesNotContain("${{");
        String message = "Add `rm -rf` \"$(id)\" '${HOME}'\n\nmore";
        environment.replaceAll((name, value) -> value.replace("${{ secrets.GATEWAY_URL }}", url())
                .replace("${{ secrets.WEBHOOK_SECRET }}", RunningIngest.SECRET)
                .replace("${{ github.run_id }}", "4711")
                .replace("${{ github.sha }}", "1f2e3d4c5b6a79881f2e3d4c5b6a79881f2e3d4c")
                .replace("${{ github.event.head_commit.message }}", message)
                .replace("${{ github.server_url }}/${{ github.repository }}", "https://github.com/everything/app"));
        assertThat(environment.values()).noneMatch(value -> value.contains("${{"));
        for (int i = 0; i < 2; i++) {
            Run ran = run(environment, null, "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", run);
            assertThat(ran.exitCode()).as(ran.output()).isZero();
            assertThat(ran.output()).contains("\"duplicate\":" + (i == 1));
        }
        assertThat(ingest.published())
                .extracting(EventEnvelope::data)
                .singleElement()
                .hasToString(
                        "{\"version\":\"1f2e3d4\",\"changes\":[\"Add `rm -rf` \\\"$(id)\\\" '${HOME}'\"],"
                                + "\"url\":\"https://github.com/everything/app/commit/1f2e3d4c5b6a79881f2e3d4c5b6a79881f2e3d4c\"}");
        environment.put("WEBHOOK_SECRET", "another-secret-altogether");
        Run refused = run(environment, null, "bash", "-eo", "pipefail", "-c", run);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("::error::", "401");
    }

    @ParameterizedTest
    @CsvSource({
        "correct-horse-battery-staple, 0, '', 204",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, 240, '', 204",
        "correct-horse-battery-staple, 400, '', 401",
        "correct-horse-battery-staple, -400, '', 401",
        "correct-horse-battery-staple, 0, ' ', 401"
    })
    void the_netlify_function_takes_what_is_signed_and_fresh_and_nothing_else(
            String key, int age, String added, int status) throws Exception {
        String body =
                "{\"type\":\"user-feedback\",\"id\":\"e1\",\"timestamp\":\"2025-09-06T12:00:00Z\",\"data\":{\"text\":\"schön\"}}";
        long timestamp = Instant.now().getEpochSecond() - age;
        byte[] bytes = key.startsWith("whsec_")
                ? Base64.getDecoder().decode(key.substring(6))
                : key.getBytes(StandardCharsets.UTF_8);
        byte[] mac = Hmac.sha256(bytes, ("e1." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
        Run called = function(
                key,
                body + added,
                timestamp,
                "v1,AAAA v1," + Base64.getEncoder().encodeToString(mac));
        assertThat(called.exitCode()).as(called.output()).isZero();
        assertThat(called.output()).contains("STATUS " + status);
        assertThat(called.output().contains("user-feedback {\"text\":\"schön\"}"))
                .isEqualTo(status == 204);
    }

    private Run function(String key, String body, long timestamp, String signature) throws Exception {
        String call = """
                const { default: receive } = await import(process.env.FUNCTION);
                const body = await new Response(process.stdin).text();
                const headers = JSON.parse(process.env.HEADERS);
                const request = new Request('https://site.example/gateway-events', { method: 'POST', headers, body });
                console.log('STATUS', (await receive(request)).status);
                """;
        String headers = "{\"webhook-id\":\"e1\",\"webhook-timestamp\":\"" + timestamp + "\",\"webhook-signature\":\""
                + signature + "\",\"Content-Type\":\"application/json\"}";
        Map<String, String> environment = Map.of(
                "FUNCTION",
                DOCS.resolve("netlify/gateway-events.mjs").toUri().toString(),
                "HEADERS",
                headers,
                "MAIN_APP_API_KEY",
                key);
        return run(environment, body, "node", "--input-type=module", "-e", call);
    }

    private Run script(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("node", DOCS.resolve("node/send-update.mjs").toString()));
        command.addAll(List.of(arguments));
        return run(environment, null, command.toArray(String[]::new));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> step() throws IOException {
        Map<String, Object> workflow =
                new Yaml().load(Files.readString(DOCS.resolve("github-actions/tell-the-gateway.yml")));
        Map<String, Object> job = ((Map<String, Map<String, Object>>) workflow.get("jobs")).get("deployed");
        return ((List<Map<String, Object>>) job.get("steps")).getLast();
    }

    private static String url() {
        return "http://localhost:" + ingest.port();
    }

    private Run run(Map<String, String> environment, @Nullable String input, String... command) throws Exception {
        Path in = Files.writeString(directory.resolve("in"), input == null ? "" : input);
        Path out = directory.resolve("out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("Does not end: " + Files.readString(out));
        }
        return new Run(process.exitValue(), Files.readString(out));
    }

    private static boolean hasNode() throws InterruptedException {
        try {
            Process node = new ProcessBuilder(
                            "node", "-e", "process.exit(parseInt(process.versions.node) >= 18 ? 0 : 1)")
                    .start();
            return node.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private record Run(int exitCode, String output) {}
}
