package dev.gatewaysync.standalone;

import dev.gatewaysync.service.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * A database of no bytes beside the rest of an earlier run: a full disk or a slip of the hand has emptied it. SQLite takes
 * such a file for a new database, and the history would be lost without a word.
 */
final class EmptiedDatabase {
    /** A first start that is killed leaves an empty file too, and a secrets file of the same moment. */
    private static final Duration FIRST_START = Duration.ofMinutes(2);

    private EmptiedDatabase() {}

    /**
     * @param hasStarted whether everything has been up with this database
     * @throws StartFailedException saying how to go on
     */
    static void refuse(Path database, Settings settings, boolean hasStarted) {
        Path backups = Path.of(settings.text("BACKUP_DIR", "logs/backups"));
        try {
            if (settings.text("DATABASE_URL").isPresent() || !isEmptied(database)) {
                return;
            }
            boolean hasBackups = hasFiles(backups);
            if (hasStarted || hasBackups || isOlder(database.resolveSibling("secrets.env"), database)) {
                throw new StartFailedException("the database " + database.toAbsolutePath()
                        + " is empty (0 bytes), and the data beside it are of earlier runs: something has emptied it, such as a"
                        + " full disk. Move it away and start; then restore a backup"
                        + (hasBackups ? " of " + backups.toAbsolutePath() : "")
                        + ": ./gateway backup restore FILE. Without one the history begins anew");
            }
        } catch (IOException e) {
            throw new StartFailedException(
                    "the database " + database.toAbsolutePath() + " cannot be read (" + e.getMessage() + ")");
        }
    }

    /** What is in its write-ahead log alone comes back by itself. */
    private static boolean isEmptied(Path database) throws IOException {
        Path log = database.resolveSibling(database.getFileName() + "-wal");
        return Files.exists(database) && Files.size(database) == 0 && (Files.notExists(log) || Files.size(log) == 0);
    }

    private static boolean isOlder(Path file, Path database) throws IOException {
        return Files.exists(file)
                && Files.getLastModifiedTime(file)
                        .toInstant()
                        .plus(FIRST_START)
                        .isBefore(Files.getLastModifiedTime(database).toInstant());
    }

    private static boolean hasFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(Files::isRegularFile);
        }
    }
}
