package dev.gatewaysync.e2e;

import dev.gatewaysync.embedded.FreePort;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.standalone.Gateway;
import dev.gatewaysync.testkit.Infra;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** All services in this JVM, on the test run's broker, Redis and database, against a simulator of its own. */
final class RunningGateway implements AutoCloseable {
    final DiscordSimulator discord;
    final Gateway gateway;
    final WebhookClient client;

    private RunningGateway(DiscordSimulator discord, Gateway gateway, WebhookClient client) {
        this.discord = discord;
        this.gateway = gateway;
        this.client = client;
    }

    static RunningGateway start(Path directory, Map<String, String> more) {
        Infra infra = Infra.start().wiped();
        DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());
        Map<String, String> settings = new HashMap<>(infra.settings());
        settings.put("GATEWAY_DATA_DIR", directory.resolve("data").toString());
        settings.put("WEBHOOK_SECRET", GatewayProcess.SECRET);
        settings.put("DISCORD_API_URL", discord.apiUrl());
        settings.put("DISCORD_WEBHOOK_URL", discord.webhookUrl());
        settings.put("DISCORD_TOKEN", discord.botToken());
        settings.put("GUILD_ID", discord.guildId());
        for (String port : List.of(
                "CONSOLE_PORT",
                "CONSOLE_METRICS_PORT",
                "STATUS_PAGE_PORT",
                "WEBHOOK_PORT",
                "INGEST_METRICS_PORT",
                "WORKER_METRICS_PORT",
                "PUBLISHER_METRICS_PORT")) {
            settings.put(port, Integer.toString(FreePort.find()));
        }
        settings.putAll(more);
        Gateway gateway = Gateway.start(new Settings(settings), false);
        return new RunningGateway(
                discord, gateway, new WebhookClient(gateway.ingestUrl().toString(), GatewayProcess.SECRET));
    }

    /** The first embed of every message of a channel, oldest first. */
    List<JsonNode> cards(String channel) {
        return discord.messages(channel).stream()
                .map(SimulatedMessage::embeds)
                .flatMap(embeds -> embeds.valueStream())
                .toList();
    }

    @Override
    public void close() {
        gateway.close();
        discord.close();
    }
}
