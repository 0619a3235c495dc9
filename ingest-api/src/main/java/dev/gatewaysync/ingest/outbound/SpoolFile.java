package dev.gatewaysync.ingest.outbound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The spool's place on disk: the first {@code ingest-N.db} of the directory that no running instance holds, so that a
 * restarted instance finds its own events again and several instances may share a directory.
 */
final class SpoolFile implements AutoCloseable {
    private static final int MAX_INSTANCES = 100;

    private final Path database;
    private final FileChannel lockFile;

    private SpoolFile(Path database, FileChannel lockFile) {
        this.database = database;
        this.lockFile = lockFile;
    }

    /** @throws UncheckedIOException if the directory cannot be written */
    static SpoolFile claim(Path directory) {
        try {
            Files.createDirectories(directory);
            for (int n = 0; n < MAX_INSTANCES; n++) {
                FileChannel lockFile = FileChannel.open(
                        directory.resolve("ingest-" + n + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                if (lock(lockFile) != null) {
                    return new SpoolFile(directory.resolve("ingest-" + n + ".db"), lockFile);
                }
                lockFile.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The spool directory " + directory + " cannot be used", e);
        }
        throw new IllegalStateException("All " + MAX_INSTANCES + " spools in " + directory + " are in use");
    }

    Path database() {
        return database;
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
