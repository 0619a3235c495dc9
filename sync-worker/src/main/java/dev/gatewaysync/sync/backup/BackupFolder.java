package dev.gatewaysync.sync.backup;

import dev.gatewaysync.service.disk.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of the backups. Their names sort by the time they were made; what is not finished has another ending. */
final class BackupFolder {
    private static final String SUFFIX = ".ndjson.gz";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Path directory;

    BackupFolder(Path directory) {
        this.directory = directory;
    }

    String name(Instant now) {
        return "gateway-" + TIME.format(now) + SUFFIX;
    }

    /** @throws UnusableBackupException if it is no plain name: a request must not reach other folders */
    Path file(String name) {
        if (!name.matches("[A-Za-z0-9._-]{1,200}") || name.startsWith(".")) {
            throw new UnusableBackupException("'" + name + "' is not the name of a file in the backup folder");
        }
        return directory.resolve(name);
    }

    /** An empty folder for one restore, in the same place, since only there is surely enough room. */
    Path scratch() throws IOException {
        OwnerOnly.makeFolder(directory);
        return Files.createTempDirectory(directory, ".scratch-");
    }

    /** Empty, and for its owner alone, whatever the folder is: in it will be all that the database holds. */
    Path unfinished(String name) throws IOException {
        OwnerOnly.makeFolder(directory);
        Path file = directory.resolve(name + ".part");
        OwnerOnly.makeFile(file);
        return file;
    }

    /** From here on it is a backup, also after a power cut. */
    void finish(Path unfinished, String name) throws IOException {
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(unfinished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Removes all but the newest, and what a killed worker left unfinished.
     *
     * @param spared stays in any case
     * @return the names of the backups removed
     */
    List<String> prune(int keep, @Nullable String spared, Instant now) throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.list(directory)) {
            names = files.map(file -> file.getFileName().toString()).toList();
        }
        for (String name : names) {
            Path file = directory.resolve(name);
            if ((name.endsWith(".part") || name.startsWith(".scratch-"))
                    && Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(ABANDONED))) {
                delete(file);
            }
        }
        List<String> old = names.stream()
                .filter(name -> name.startsWith("gateway-") && name.endsWith(SUFFIX))
                .sorted(Comparator.reverseOrder())
                .skip(keep)
                .filter(name -> !name.equals(spared))
                .toList();
        for (String name : names) {
            // Of a version before this one.
            if (name.startsWith("gateway-") && name.endsWith(SUFFIX)) {
                OwnerOnly.close(directory.resolve(name));
            }
        }
        for (String name : old) {
            Files.deleteIfExists(directory.resolve(name));
        }
        return old;
    }

    static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
