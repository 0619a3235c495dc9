package dev.gatewaysync.standalone;

import dev.gatewaysync.service.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * What the services need around them, for services in processes of their own: broker, Redis, a database file, a Discord and
 * a main app, all local. The image's build starts it to run each service once, because an ahead-of-time cache holds what
 * such a run loaded. How to reach everything is written to {@code settings.env} in the folder that is the only argument.
 */
public final class TrainingMain {
    private TrainingMain() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 1) {
            System.err.println("Usage: TrainingMain FOLDER");
            System.exit(2);
        }
        CountDownLatch stop = new CountDownLatch(1);
        StopSignals.onStop(signal -> stop.countDown());
        Deque<AutoCloseable> opened = new ArrayDeque<>();
        DataDirectory directory = DataDirectory.open(Path.of(arguments[0]));
        opened.push(directory);
        Map<String, String> settings = new TreeMap<>();
        SimulatedDiscord discord = SimulatedDiscord.start(directory, 0);
        opened.push(discord);
        settings.putAll(discord.settings());
        DemoApp app = DemoApp.start();
        opened.push(app);
        settings.put("MAIN_APP_URL", app.url());
        Embedded embedded = Embedded.start(directory, new Settings(Map.of()), Story.untold());
        embedded.parts().forEach(opened::push);
        settings.putAll(embedded.settings());
        settings.put("WEBHOOK_SECRET", GeneratedSecrets.random());
        settings.put("OPS_TOKEN", GeneratedSecrets.random());
        write(settings, directory.resolve("settings.env"));
        stop.await();
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
        System.exit(0);
    }

    /** It appears whole: who finds it may read it. */
    private static void write(Map<String, String> settings, Path file) throws IOException {
        String text = settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                .collect(Collectors.joining());
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(unfinished, text);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
