package dev.gatewaysync.service;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says every 30 s how much room there is in the folders that this service's settings name. */
final class DiskReporter extends BackgroundService {
    private static final Logger log = LoggerFactory.getLogger(DiskReporter.class);
    private static final Duration REPEAT = Duration.ofSeconds(30);

    private final String service;
    private final List<Path> folders;
    private final DiskReports reports;
    private final String instance = UUID.randomUUID().toString();
    private final InstantSource clock;

    DiskReporter(String service, Settings settings, DiskReports reports, InstantSource clock) {
        super("disk-report");
        this.service = service;
        this.folders = Stream.of(
                        settings.text("GATEWAY_DATA_DIR", "data"),
                        settings.text("BACKUP_DIR", "logs/backups"),
                        settings.text("SPOOL_DIR", "off"),
                        settings.text("HISTORY_ARCHIVE_DIR", "off"))
                .filter(folder -> !folder.equals("off"))
                .distinct()
                .map(Path::of)
                .toList();
        this.reports = reports;
        this.clock = clock;
    }

    @Override
    protected Duration round() {
        for (Path folder : folders) {
            try {
                if (Files.isDirectory(folder)) {
                    FileStore store = Files.getFileStore(folder);
                    reports.tell(
                            new DiskReports.Disk(
                                    service,
                                    folder.toString(),
                                    store.getUsableSpace(),
                                    store.getTotalSpace(),
                                    clock.instant()),
                            instance);
                }
            } catch (IOException | RuntimeException e) {
                log.debug("The room in {} is not reported now: {}", folder, e.toString());
            }
        }
        return REPEAT;
    }
}
