package dev.gatewaysync.e2e;

import dev.gatewaysync.embedded.FreePort;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.testkit.Infra;
import dev.gatewaysync.testkit.Relay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A gateway as a process of its own, on the run's real services where it has them and on embedded parts where not, with a Discord and
 * a main app, all that it talks to by way of relays.
 */
final class HistoryStage implements AutoCloseable {
    private static final String OPS_TOKEN = "an-operators-token-for-tests";
    private static final List<Integer> NOT_NOW = List.of(408, 425, 429, 500, 502, 503, 504);

    final DiscordSimulator discord;
    final SeenRun seen;
    final HistoryConfig config;
    final SupervisedGateway gateway;
    final ConsoleClient console;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final AtomicInteger mainAppStatus = new AtomicInteger(200);
    private final RandomFault kill;
    private final List<RandomFault> others = new ArrayList<>();

    /**
     * What a stage is asked for.
     *
     * @param intent whether the bot has Message Content
     * @param webhook whether one of the places is a webhook's, of which Discord's lost answers take half a minute each
     * @param machine whether the disk is filled, which takes root, and the clock stepped, which takes a C compiler
     * @param unpromised whether there are faults under which not all that the checker looks for is promised
     */
    record Wanted(boolean intent, boolean webhook, boolean machine, boolean unpromised) {}

    HistoryStage(Path directory, Wanted wanted) throws Exception {
        discord = opened(DiscordSimulator.start(SimulatorSettings.standard()));
        discord.allowMessageContent(wanted.intent());
        HistoryConfig.channels().forEach(discord::addChannel);
        seen = opened(new SeenRun(directory.resolve("seen"), mainAppStatus::get));
        config = new HistoryConfig(directory, wanted.webhook());
        Relay toDiscord = relay("Discord", discord.apiUrl(), 80);
        Relay toMainApp = relay("main app", seen.mainAppUrl(), 80);

        Map<String, String> settings = new HashMap<>(Map.of(
                "DISCORD_API_URL", toDiscord.url(),
                "DISCORD_TOKEN", discord.botToken(),
                "GUILD_ID", discord.guildId(),
                "MAIN_APP_URL", toMainApp.url(),
                "MAIN_APP_NOTIFY_PATH", "/notify",
                "MAIN_APP_API_KEY", "a-key-of-the-main-app-for-tests",
                "OPS_TOKEN", OPS_TOKEN,
                "GATEWAY_CONFIG", config.file().toString()));
        if (wanted.webhook()) {
            settings.put("PLACE_WEBHOOK_URL", discord.addWebhook("place-3"));
        }
        others.addAll(DiscordFaults.of(discord));
        others.add(mainAppFails());
        Path data = data(directory, wanted, settings);
        if (Infra.isReal()) {
            addServices(settings);
        }

        Map<String, String> own = new HashMap<>(settings);
        String consolePort = Integer.toString(FreePort.find());
        own.put("CONSOLE_PORT", consolePort);
        gateway = opened(new SupervisedGateway(process(directory, own)));
        gateway.process().set("GATEWAY_DATA_DIR", data.toString());
        console = new ConsoleClient("http://127.0.0.1:" + consolePort, OPS_TOKEN);
        kill = GatewayFaults.kill(gateway);
        others.add(GatewayFaults.pause(gateway));
        others.add(GatewayFaults.reload(console, config));
        if (Infra.isReal() && wanted.unpromised()) {
            Path second = directory.resolve("second");
            others.add(GatewayFaults.twoActives(gateway, opened(process(second, settings))));
        }
        if (!Infra.isReal()) {
            others.add(GatewayFaults.locked(data.resolve("gateway.db")));
            others.add(GatewayFaults.wipedEmbedded(data));
        }
    }

    RandomFaults faults(long seed, int faults, int kills) {
        return new RandomFaults(seed, faults, kills, kill, others);
    }

    private static GatewayProcess process(Path directory, Map<String, String> settings) throws IOException {
        return new GatewayProcess(Files.createDirectories(directory), settings);
    }

    private Path data(Path directory, Wanted wanted, Map<String, String> settings)
            throws IOException, InterruptedException {
        if (!wanted.machine()) {
            return directory.resolve("data");
        }
        ShiftedClock clock = ShiftedClock.make(directory);
        settings.putAll(clock.environment());
        others.add(GatewayFaults.step(clock));
        SmallDisk disk = SmallDisk.mount(directory.resolve("disk"));
        opened.addLast(disk);
        others.add(GatewayFaults.full(disk));
        return disk.folder().resolve("data");
    }

    /** The set that this test class has to itself, empty before and after. */
    private void addServices(Map<String, String> settings) throws IOException {
        Infra services = Infra.start().wiped();
        opened.addLast(services::wiped);
        settings.put(
                "RABBITMQ_URL", relay("RabbitMQ", services.rabbitmqUrl(), 5672).url());
        settings.put("REDIS_URL", relay("Redis", services.redisUrl(), 6379).url());
        settings.put(
                "DATABASE_URL",
                relay("PostgreSQL", services.databaseUrl(), 5432).url());
        others.add(GatewayFaults.wiped(services));
    }

    private Relay relay(String part, String url, int usualPort) throws IOException {
        Relay relay = opened(Relay.before(url, usualPort));
        others.addAll(NetworkFaults.of(part, relay));
        return relay;
    }

    private RandomFault mainAppFails() {
        return new RandomFault("main app", "main app: answers 4xx or 5xx", random -> {
            int status = NOT_NOW.get(random.nextInt(NOT_NOW.size()));
            mainAppStatus.set(status);
            return new RandomFault.Begun(
                    "the main app answers " + status,
                    RandomFault.between(random, 500, 6_000),
                    () -> mainAppStatus.set(200));
        });
    }

    private <T extends AutoCloseable> T opened(T part) {
        opened.push(part);
        return part;
    }

    @Override
    public void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }
}
