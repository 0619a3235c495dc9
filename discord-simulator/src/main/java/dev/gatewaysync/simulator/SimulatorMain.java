package dev.gatewaysync.simulator;

import dev.gatewaysync.simulator.limits.WindowMode;
import java.nio.file.Path;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the simulator on its own. Environment: SIMULATOR_PORT (3003), SIMULATOR_BIND_ADDRESS (127.0.0.1),
 * SIMULATOR_WINDOW_MODE (fixed, or sliding), SIMULATOR_STATE_FILE (none), SIMULATOR_BOT_TOKEN and
 * SIMULATOR_WEBHOOK_TOKEN (random), SIMULATOR_MESSAGE_CONTENT (off; on gives the application that intent).
 */
public final class SimulatorMain {

    private static final Logger log = LoggerFactory.getLogger(SimulatorMain.class);
    private static final int STANDARD_PORT = 3003;

    private SimulatorMain() {}

    public static void main(String[] arguments) {
        var simulator = DiscordSimulator.start(settings());
        simulator.allowMessageContent("on".equals(System.getenv("SIMULATOR_MESSAGE_CONTENT")));
        Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
        log.info("simulator.started web={} api={}", simulator.webUrl(), simulator.apiUrl());
    }

    private static SimulatorSettings settings() {
        var environment = System.getenv();
        var settings = SimulatorSettings.standard()
                .withPort(Integer.parseInt(environment.getOrDefault("SIMULATOR_PORT", "" + STANDARD_PORT)))
                .withBindAddress(environment.getOrDefault("SIMULATOR_BIND_ADDRESS", "127.0.0.1"))
                .withWindowMode(WindowMode.valueOf(environment
                        .getOrDefault("SIMULATOR_WINDOW_MODE", "fixed")
                        .toUpperCase(Locale.ROOT)));
        var stateFile = environment.get("SIMULATOR_STATE_FILE");
        if (stateFile != null) {
            settings = settings.withStateFile(Path.of(stateFile));
        }
        var botToken = environment.get("SIMULATOR_BOT_TOKEN");
        if (botToken != null) {
            settings = settings.withBotToken(botToken);
        }
        var webhookToken = environment.get("SIMULATOR_WEBHOOK_TOKEN");
        return webhookToken == null
                ? settings
                : settings.withWebhook(settings.credentials().webhookId(), webhookToken);
    }
}
