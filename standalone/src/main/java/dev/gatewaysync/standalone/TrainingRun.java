package dev.gatewaysync.standalone;

import dev.gatewaysync.http.BoundedHttpClient;
import dev.gatewaysync.http.HttpRequests;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.storage.history.UpdateHistory;
import dev.gatewaysync.storage.history.UpdateTimeline;
import dev.gatewaysync.sync.WorkerApplication;
import dev.gatewaysync.sync.catalog.SyncKind;
import dev.gatewaysync.sync.schedule.SyncService;
import dev.gatewaysync.task.CarrierThreads;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One run of everything, on embedded services, a simulated Discord and free local ports, that nobody waits for: what it loads, links and
 * finds worth compiling is kept in an ahead-of-time cache, for the starts that somebody waits for. {@code TrainingRun FOLDER} keeps its
 * data in the folder and ends by itself; {@code TrainingRun FOLDER stay} goes on until it is told to stop, for programs that are to be
 * trained beside it and find in {@code settings.env}, once all is done, how to reach it. The exit code is 1 where its event was not shown
 * in Discord in time.
 */
public final class TrainingRun {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LARGEST_ANSWER = 1 << 20;
    private static final List<String> PORTS = List.of(
            "WEBHOOK_PORT",
            "CONSOLE_PORT",
            "SIMULATOR_PORT",
            "INGEST_METRICS_PORT",
            "WORKER_METRICS_PORT",
            "PUBLISHER_METRICS_PORT",
            "CONSOLE_METRICS_PORT");

    private TrainingRun() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            System.err.println("Usage: TrainingRun FOLDER [stay]");
            System.exit(2);
        }
        CountDownLatch stop = new CountDownLatch(1);
        StopSignals.onStop(signal -> stop.countDown());
        CarrierThreads.allowForNativeCalls(GatewayMain.NATIVE_CALLS);
        HttpRequests.allowHostHeader();
        Path folder = Path.of(arguments[0]).toAbsolutePath();
        boolean shown;
        try (Gateway gateway = Gateway.start(settings(folder), true)) {
            shown = use(gateway, stop);
            write(gateway, folder.resolve("settings.env"));
            if (arguments.length > 1) {
                stop.await();
            }
        }
        System.exit(shown ? 0 : 1);
    }

    private static Settings settings(Path folder) {
        Map<String, String> settings = new HashMap<>();
        settings.put("GATEWAY_DATA_DIR", folder.toString());
        settings.put("BACKUP_DIR", folder.resolve("backups").toString());
        settings.put("BIND_ADDRESS", "127.0.0.1");
        PORTS.forEach(port -> settings.put(port, "0"));
        return new Settings(settings);
    }

    /**
     * What every gateway does: takes events, shows them, looks what the main app has, tells how it is.
     *
     * @return whether the first event was shown
     */
    private static boolean use(Gateway gateway, CountDownLatch stop) throws InterruptedException, IOException {
        FrontDoor frontDoor = new FrontDoor(gateway);
        String first = "";
        for (String body : DemoEvents.bodies(gateway.settings().text("MAIN_APP_URL", "https://app.example"))) {
            String id = frontDoor.post(body);
            first = first.isEmpty() ? id : first;
        }
        gateway.part(WorkerApplication.DEFINITION, SyncService.class).run(SyncKind.FULL, "training", false);
        for (String path : List.of("/", "/updates", "/api/v1/status", "/api/v1/stats")) {
            ask(gateway.consoleUrl() + path, gateway.settings().text("OPS_TOKEN", ""));
        }
        for (String path : List.of("/health", "/stats", "/updates/recent")) {
            ask(gateway.ingestUrl() + path, gateway.settings().text("WEBHOOK_SECRET", ""));
        }
        UpdateHistory history = gateway.part(WorkerApplication.DEFINITION, UpdateHistory.class);
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!isShown(history.find(first))) {
            if (Instant.now().isAfter(deadline) || stop.await(25, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isShown(Optional<UpdateTimeline> life) {
        return life.map(found -> found.update().synced()).orElse(false);
    }

    private static void ask(String url, String token) throws IOException, InterruptedException {
        try (BoundedHttpClient client = BoundedHttpClient.http1(PATIENCE)) {
            client.send(
                    HttpRequests.to(URI.create(url))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    PATIENCE,
                    LARGEST_ANSWER);
        }
    }

    /** It appears whole: who finds it may read it. */
    private static void write(Gateway gateway, Path file) throws IOException {
        String text = "OPS_TOKEN=" + gateway.settings().text("OPS_TOKEN", "") + "\nWEBHOOK_SECRET="
                + gateway.settings().text("WEBHOOK_SECRET", "") + "\nCONSOLE_PORT="
                + gateway.consoleUrl().getPort() + "\nWEBHOOK_PORT="
                + gateway.ingestUrl().getPort() + "\n";
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(unfinished, text);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
