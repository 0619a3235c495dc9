package dev.gatewaysync.standalone;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.TargetDefinition;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.guild.Tokens;
import dev.gatewaysync.simulator.trouble.Guide;
import dev.gatewaysync.simulator.trouble.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Discord server of our own, where none is configured. It remembers its messages, as the real one does. */
final class SimulatedDiscord implements AutoCloseable {
    private final DiscordSimulator simulator;

    private SimulatedDiscord(DiscordSimulator simulator) {
        this.simulator = simulator;
    }

    /** @throws StartFailedException if its port is taken */
    static SimulatedDiscord start(DataDirectory directory, int port) {
        Path folder = directory.resolve("simulator");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StartFailedException("the folder " + folder + " cannot be made: " + e.getMessage());
        }
        SimulatorSettings standard = SimulatorSettings.standard();
        Map<String, String> tokens = GeneratedSecrets.in(
                        folder.resolve("tokens.env"),
                        Map.of("BOT", () -> Tokens.bot(standard.guild().applicationId()), "WEBHOOK", Tokens::webhook))
                .values();
        try {
            return new SimulatedDiscord(DiscordSimulator.start(standard.withPort(port)
                    .withBotToken(String.valueOf(tokens.get("BOT")))
                    .withWebhook(standard.credentials().webhookId(), String.valueOf(tokens.get("WEBHOOK")))
                    .withStateFile(folder.resolve("journal.ndjson"))));
        } catch (RuntimeException e) {
            throw new StartFailedException("the Discord simulator cannot listen on port " + port + " (" + e.getMessage()
                    + "). Set SIMULATOR_PORT to a free one");
        }
    }

    /** Makes the places that gateway.yml names, so that what goes there can be seen. */
    void prepare(GatewayConfig config) {
        for (TargetDefinition target : config.targets().values()) {
            String channel = target.channel();
            if (target.webhook() != null) {
                simulator.adoptWebhook(target.name(), target.webhook());
            } else if (channel != null && !channel.matches("\\d+")) {
                ensureChannel(target.guild(), channel.replaceFirst("^#", ""));
            }
        }
    }

    /** @param server null, or its id, for the first one */
    private void ensureChannel(@Nullable String server, String channel) {
        if (server == null || server.equals(simulator.guildId())) {
            simulator.ensureChannel(channel);
        } else {
            simulator.addServer(server, "Server " + server).ensureChannel(channel);
        }
    }

    /** What tells the services to use it. */
    Map<String, String> settings() {
        return Map.of(
                "DISCORD_API_URL", simulator.apiUrl(),
                "DISCORD_GATEWAY_URL", simulator.gatewayUrl(),
                "DISCORD_TOKEN", simulator.botToken(),
                "GUILD_ID", simulator.guildId(),
                "DISCORD_WEBHOOK_URL", simulator.webhookUrl());
    }

    /** Its page has buttons that break things from now on. */
    void offerTroubles(Guide guide, List<Trouble> more) {
        simulator.offerTroubles(guide, more);
    }

    String webUrl() {
        return simulator.webUrl();
    }

    @Override
    public void close() {
        simulator.close();
    }
}
