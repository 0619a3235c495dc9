package dev.gatewaysync.standalone;

import dev.gatewaysync.console.ConsoleApplication;
import dev.gatewaysync.console.publicpage.PublicServer;
import dev.gatewaysync.service.reload.CurrentConfig;
import dev.gatewaysync.sync.WorkerApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** What a person sees when everything is up: where things are, and one thing to try. */
final class Banner {
    private Banner() {}

    static String of(Gateway gateway, boolean demo, Story story) {
        SecretPlaces secrets = new SecretPlaces(gateway.settings(), gateway.secretsFile(), Path.of(""));
        StringBuilder text = new StringBuilder("\n");
        text.append("  Gateway Sync is up").append(sinceStart()).append("\n\n");
        line(text, "Console", gateway.consoleUrl() + "  (log in with OPS_TOKEN from " + secrets.of("OPS_TOKEN") + ")");
        line(text, "Webhooks", gateway.ingestUrl() + "/webhook/updates");
        line(text, "Health, stats", gateway.ingestUrl() + "/health   " + gateway.ingestUrl() + "/stats");
        if (gateway.settings().text("STATUS_PAGE_PORT").isPresent()) {
            int port = gateway.part(ConsoleApplication.DEFINITION, PublicServer.class)
                    .port();
            line(
                    text,
                    "Status page",
                    "http://localhost:" + port + "/  (for everybody, with /badge.svg and /incidents.rss)");
        }
        line(text, "Metrics", metrics(gateway));
        gateway.simulatorUrl()
                .ifPresentOrElse(
                        url -> line(
                                text,
                                "Discord",
                                "simulated at " + url
                                        + (demo
                                                ? ""
                                                : "  (set DISCORD_TOKEN, GUILD_ID, DISCORD_WEBHOOK_URL for the real one)")),
                        () -> story.step("Discord's answers", () -> DiscordAnswers.of(gateway))
                                .forEach(answer -> line(text, "Discord", answer)));
        line(text, "Main app", gateway.settings().text("MAIN_APP_URL", withoutMainApp(gateway)));
        line(
                text,
                "Data, secrets",
                gateway.settings().text("GATEWAY_DATA_DIR", "data") + "   "
                        + secrets.ofBoth("OPS_TOKEN", "WEBHOOK_SECRET"));
        if (demo) {
            line(
                    text,
                    "Commands",
                    "GATEWAY_DATA_DIR=" + gateway.settings().text("GATEWAY_DATA_DIR", "data") + " GATEWAY_URL="
                            + gateway.consoleUrl() + " ./gateway status");
        }
        gateway.notes().forEach(note -> line(text, "Note", note));
        text.append("\n  Try it:\n\n");
        text.append("    ").append(secrets.toShell("WEBHOOK_SECRET")).append('\n');
        text.append("    curl ").append(gateway.ingestUrl()).append("/webhook/updates \\\n");
        text.append("      -H \"Authorization: Bearer $WEBHOOK_SECRET\" -H 'Content-Type: application/json' \\\n");
        text.append("      -d '{\"type\":\"bug-fixed\",\"data\":{\"title\":\"Hello from curl\"}}'\n");
        return text.toString();
    }

    private static String withoutMainApp(Gateway gateway) {
        CurrentConfig config = gateway.part(WorkerApplication.DEFINITION, CurrentConfig.class);
        return config.get().catalogue() == null
                ? "not set: syncs are off (MAIN_APP_URL)"
                : "not set (MAIN_APP_URL); the catalogue is that of gateway.yml";
    }

    private static String metrics(Gateway gateway) {
        return "http://localhost:" + gateway.settings().port("INGEST_METRICS_PORT", 9101) + "/metrics  (ingest-api)  :"
                + gateway.settings().port("WORKER_METRICS_PORT", 9102) + " (sync-worker)  :"
                + gateway.settings().port("PUBLISHER_METRICS_PORT", 9103) + " (discord-publisher)  :"
                + gateway.settings().port("CONSOLE_METRICS_PORT", 9104) + " (console)";
    }

    private static String sinceStart() {
        Instant started = ProcessHandle.current().info().startInstant().orElse(null);
        return started == null
                ? ""
                : " after %.1f s"
                        .formatted(Duration.between(started, Instant.now()).toMillis() / 1000.0);
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("  ").append(String.format("%-14s", name)).append(value).append('\n');
    }
}
