package dev.gatewaysync.standalone;

import dev.gatewaysync.config.read.BuiltInCards;
import dev.gatewaysync.console.ConsoleApplication;
import dev.gatewaysync.discord.PublisherApplication;
import dev.gatewaysync.ingest.IngestApplication;
import dev.gatewaysync.language.Language;
import dev.gatewaysync.service.ServerProbe;
import dev.gatewaysync.service.Service;
import dev.gatewaysync.service.ServiceDefinition;
import dev.gatewaysync.service.StartFailure;
import dev.gatewaysync.service.log.LogTarget;
import dev.gatewaysync.service.log.Logging;
import dev.gatewaysync.service.reload.CurrentConfig;
import dev.gatewaysync.service.settings.InvalidSettingsException;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.sync.WorkerApplication;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * All services in one JVM. What is not configured is embedded: broker, Redis, SQLite, and a Discord simulator when neither
 * a token nor a webhook is set. State is in the data directory and survives a restart and a kill.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Gateway.class);

    /** In the order in which they stop: the front door first, so that what was accepted is still worked on. */
    private static final List<ServiceDefinition> SERVICES = List.of(
            IngestApplication.DEFINITION,
            PublisherApplication.DEFINITION,
            WorkerApplication.DEFINITION,
            ConsoleApplication.DEFINITION);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Map<String, ConfigurableApplicationContext> services = new LinkedHashMap<>();
    private final Story story;
    private final Settings settings;
    private final DataOwner owner;
    private final List<String> notes;
    private final Path secretsFile;
    private final Optional<SimulatedDiscord> simulator;
    private final Optional<DemoApp> demoApp;

    private Gateway(Settings given, StartMode mode, DataDirectory directory, Story story) {
        this.story = story;
        opened(directory);
        boolean simulated = usesSimulator(given);
        boolean demo = mode == StartMode.DEMO;
        this.owner = new DataOwner(directory.path());
        owner.claim(given, simulated, demo || mode == StartMode.ADOPTING).forEach(log::warn);
        Path database = directory.resolve("gateway.db");
        EmptiedDatabase.refuse(database, given, owner.hasStarted());
        this.notes = story.step(
                isAskedOutside(given) ? "servers that are set" : "database",
                () -> ServerProbe.ask(given.withDefaults(Map.of("DATABASE_URL", "jdbc:sqlite:" + database))));
        notes.forEach(log::warn);
        GeneratedSecrets secrets = GeneratedSecrets.in(
                directory.resolve("secrets.env"),
                Map.of("WEBHOOK_SECRET", GeneratedSecrets::random, "OPS_TOKEN", GeneratedSecrets::random));
        this.secretsFile = secrets.file();
        Map<String, String> defaults = new LinkedHashMap<>(secrets.values());
        defaults.put("GATEWAY_DATA_DIR", directory.path().toString());
        this.simulator = simulated
                ? Optional.of(opened(story.step(
                        "simulated Discord",
                        () -> SimulatedDiscord.start(directory, given.port("SIMULATOR_PORT", 3003)))))
                : Optional.empty();
        simulator.ifPresent(discord -> {
            discord.prepare(CurrentConfig.read(given).get());
            defaults.putAll(discord.settings());
        });
        this.demoApp =
                demo && given.text("MAIN_APP_URL").isEmpty() ? Optional.of(opened(DemoApp.start())) : Optional.empty();
        demoApp.ifPresent(app -> defaults.put("MAIN_APP_URL", app.url()));
        if (demo || mode == StartMode.ADOPTING) {
            String server = given.text("GUILD_ID").orElse(defaults.get("GUILD_ID"));
            if (server != null) {
                defaults.put("GATEWAY_ADOPT_DATA", server);
            }
        }
        Embedded embedded = Embedded.start(directory, given, story);
        embedded.parts().forEach(this::opened);
        defaults.putAll(embedded.settings());
        this.settings = given.withDefaults(defaults);
    }

    /**
     * Returns when every service is ready.
     *
     * @param demo also serves a sample main app, unless one is configured
     * @throws StartFailedException saying what is in the way
     * @throws dev.gatewaysync.service.settings.InvalidSettingsException if a setting is wrong; nothing has been started then
     */
    public static Gateway start(Settings settings, boolean demo) {
        return start(settings, demo ? StartMode.DEMO : StartMode.NORMAL, Story.untold(), false);
    }

    /** @param logInFile whether the log is in the data directory, and warnings alone on the console; else all of it is there */
    static Gateway start(Settings settings, StartMode mode, Story story, boolean logInFile) {
        DataDirectory directory = story.step("settings, ports, folders", () -> {
            check(settings);
            return DataDirectory.open(Path.of(settings.text("GATEWAY_DATA_DIR", "data")));
        });
        Logging.initializeOnce(settings, logInFile ? LogTarget.ofFile(directory.logFile()) : LogTarget.ofConsole());
        directory.report();
        Service.warn(settings);
        Gateway gateway = new Gateway(settings, mode, directory, story);
        try {
            gateway.startServices();
            gateway.simulator.ifPresent(gateway::playedWith);
            gateway.owner.started();
            // Or the first card would wait for it, and the next start: its classes are in the archive that this one
            // leaves.
            Thread.ofPlatform().daemon().name("first-card").start(() -> BuiltInCards.in(Language.ENGLISH.code()));
            return gateway;
        } catch (RuntimeException e) {
            gateway.close();
            throw e;
        }
    }

    /**
     * Reads every setting of every service, and looks at ports and folders, before anything starts.
     *
     * @throws dev.gatewaysync.service.settings.InvalidSettingsException with all that is wrong, one line each
     */
    static void check(Settings given) {
        Map<String, String> made = new LinkedHashMap<>(Map.of(
                "WEBHOOK_SECRET", GeneratedSecrets.random(),
                "OPS_TOKEN", GeneratedSecrets.random(),
                "RABBITMQ_URL", "amqp://embedded",
                "REDIS_URL", "redis://embedded",
                "DATABASE_URL", "jdbc:sqlite:embedded"));
        if (usesSimulator(given) && given.text("GUILD_ID").isEmpty()) {
            made.put("DISCORD_TOKEN", "of-the-simulator");
            made.put("GUILD_ID", "1191168916194360747");
        }
        Settings whole = given.withDefaults(made);
        if (usesSimulator(given)) {
            whole.listeningPort("SIMULATOR_PORT", 3003);
        }
        whole.folder("GATEWAY_DATA_DIR", Path.of("data"), "must be a folder", "/var/lib/gateway-sync");
        Service.check(SERVICES, whole);
    }

    public Settings settings() {
        return settings;
    }

    public URI ingestUrl() {
        return URI.create("http://localhost:" + localPort(IngestApplication.DEFINITION));
    }

    public URI consoleUrl() {
        return URI.create("http://localhost:" + localPort(ConsoleApplication.DEFINITION));
    }

    public Path secretsFile() {
        return secretsFile;
    }

    /** What did not answer at the start and may do so later, one sentence each. */
    List<String> notes() {
        return notes;
    }

    /** The simulator's page, if Discord is simulated. */
    public Optional<String> simulatorUrl() {
        return simulator.map(SimulatedDiscord::webUrl);
    }

    Optional<DemoApp> demoApp() {
        return demoApp;
    }

    /** A part of a running service. */
    public <T> T part(ServiceDefinition service, Class<T> type) {
        return context(service).getBean(type);
    }

    @Override
    public void close() {
        for (ServiceDefinition service : SERVICES) {
            ConfigurableApplicationContext context = services.get(service.name());
            if (context != null) {
                closeQuietly(context);
            }
        }
        while (!opened.isEmpty()) {
            closeQuietly(opened.pop());
        }
    }

    /** Only the simulated Discord, and the sample app beside it: nothing of a real one can be broken from its page. */
    private void playedWith(SimulatedDiscord discord) {
        part(PublisherApplication.DEFINITION, CurrentConfig.class).listen(discord::prepare);
        discord.offerTroubles(
                DemoTroubles.guide(this), demoApp.map(DemoTroubles::of).orElse(List.of()));
    }

    private void startServices() {
        Map<ServiceDefinition, CompletableFuture<ConfigurableApplicationContext>> starting = new LinkedHashMap<>();
        for (ServiceDefinition service : SERVICES) {
            starting.put(
                    service,
                    CompletableFuture.supplyAsync(
                            () -> story.step(service.name(), () -> Service.start(service, settings, false)),
                            task -> new Thread(task, service.name()).start()));
        }
        List<RuntimeException> failures = new ArrayList<>();
        starting.forEach((service, future) -> {
            try {
                services.put(service.name(), future.join());
            } catch (CompletionException e) {
                failures.add(failure(service, e.getCause() == null ? e : e.getCause()));
            }
        });
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    private RuntimeException failure(ServiceDefinition service, Throwable cause) {
        if (cause instanceof InvalidSettingsException invalid) {
            return invalid;
        }
        return StartFailure.explain(cause, settings)
                .<RuntimeException>map(StartFailedException::new)
                .orElseGet(() -> new IllegalStateException(service.name() + " did not start", cause));
    }

    private ConfigurableApplicationContext context(ServiceDefinition service) {
        ConfigurableApplicationContext context = services.get(service.name());
        if (context == null) {
            throw new IllegalStateException(service.name() + " is not running");
        }
        return context;
    }

    private String localPort(ServiceDefinition service) {
        return String.valueOf(context(service).getEnvironment().getProperty("local.server.port"));
    }

    private <T extends AutoCloseable> T opened(T part) {
        opened.push(part);
        return part;
    }

    private static boolean isAskedOutside(Settings settings) {
        return List.of("RABBITMQ_URL", "REDIS_URL", "DATABASE_URL").stream()
                .anyMatch(name -> settings.text(name).isPresent());
    }

    private static boolean usesSimulator(Settings settings) {
        return settings.text("DISCORD_TOKEN").isEmpty()
                && settings.text("DISCORD_WEBHOOK_URL").isEmpty();
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            log.warn("{} did not stop cleanly: {}", part, e.toString());
        }
    }
}
