package dev.gatewaysync.sync.mainapp;

import dev.gatewaysync.service.settings.Secret;
import dev.gatewaysync.service.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.util.unit.DataSize;

/**
 * What the operator set for this service.
 *
 * @param mainApp without its trailing slash; empty switches everything off that needs the main app
 * @param appName what members know the main app as
 * @param catalogPath of the index, below {@code mainApp}
 * @param maxDocument largest catalogue document read, unpacked
 * @param documentTimeout for one document, from connecting to its last byte
 */
public record WorkerSettings(
        Optional<URI> mainApp,
        Optional<Secret> mainAppApiKey,
        String appName,
        String catalogPath,
        DataSize maxDocument,
        Duration documentTimeout,
        Duration quickSyncInterval,
        Duration fullSyncInterval) {

    /** Reports invalid values through {@code settings}. */
    public static WorkerSettings of(Settings settings) {
        return new WorkerSettings(
                settings.httpUrl("MAIN_APP_URL", "https://app.example"),
                settings.secrets("MAIN_APP_API_KEY").stream().findFirst(),
                settings.text("APP_NAME", "Everything Gateway"),
                settings.value(
                        "MAIN_APP_CATALOG_PATH",
                        "/data/categories.json",
                        "must be a path that starts with /",
                        "/data/categories.json",
                        WorkerSettings::path),
                settings.value(
                        "CATALOG_MAX_SIZE",
                        DataSize.ofMegabytes(20),
                        "must be a size of at most 512MB",
                        "20MB",
                        WorkerSettings::documentSize),
                settings.duration("CATALOG_TIMEOUT", "15s"),
                settings.duration("QUICK_SYNC_INTERVAL", "1h"),
                settings.duration("FULL_SYNC_INTERVAL", "24h"));
    }

    /** The catalogue's index; empty if no main app is set. */
    public Optional<URI> catalogIndex() {
        return mainApp.map(base -> URI.create(base + catalogPath));
    }

    private static String path(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("not a path");
        }
        URI.create(text);
        return text;
    }

    private static DataSize documentSize(String text) {
        DataSize size = DataSize.parse(text);
        if (size.toBytes() < 1 || size.compareTo(DataSize.ofMegabytes(512)) > 0) {
            throw new IllegalArgumentException("out of range");
        }
        return size;
    }
}
