package dev.gatewaysync.ingest.outbound;

import dev.gatewaysync.service.settings.Settings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where events are kept while the broker is away: in {@code SPOOL_DIR}, else in {@code spool} below {@code
 * GATEWAY_DATA_DIR}. With neither set, or with {@code SPOOL_DIR=off}, there is no spool, and what the broker does not
 * confirm is refused: a directory that nobody chose may vanish with its container.
 */
public final class SpoolSettings {
    private SpoolSettings() {}

    /** Empty without a spool; what is wrong with it is left in {@code settings}. */
    public static Optional<Path> directory(Settings settings) {
        Optional<String> own = settings.text("SPOOL_DIR");
        if (own.isPresent()) {
            return own.filter(text -> !text.equalsIgnoreCase("off"))
                    .map(text -> settings.folder(
                            "SPOOL_DIR", Path.of("spool"), "must be a folder, or off", "/var/lib/gateway/spool"));
        }
        return settings.text("GATEWAY_DATA_DIR").map(data -> Path.of(data).resolve("spool"));
    }
}
