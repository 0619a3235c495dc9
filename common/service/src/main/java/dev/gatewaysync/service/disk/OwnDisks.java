package dev.gatewaysync.service.disk;

import dev.gatewaysync.service.settings.Settings;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much room there is in the folders that this service's settings name, whoever else is away. */
public final class OwnDisks {
    private static final Logger log = LoggerFactory.getLogger(OwnDisks.class);

    private final String service;
    private final List<Path> folders;

    public OwnDisks(String service, Settings settings) {
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
    }

    List<DiskReports.Disk> now(Instant now) {
        List<DiskReports.Disk> disks = new ArrayList<>();
        for (Path folder : folders) {
            try {
                if (Files.isDirectory(folder)) {
                    FileStore store = Files.getFileStore(folder);
                    disks.add(new DiskReports.Disk(
                            service, folder.toString(), store.getUsableSpace(), store.getTotalSpace(), now));
                }
            } catch (IOException e) {
                log.debug("The room in {} is not known now: {}", folder, e.toString());
            }
        }
        return disks;
    }
}
