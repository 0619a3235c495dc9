package dev.gatewaysync.ingest.outbound;

import dev.gatewaysync.service.disk.LockFile;
import dev.gatewaysync.service.disk.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The spool's place on disk: the first {@code ingest-N.db} of the directory that no running instance holds, so that a
 * restarted instance finds its own events again and several instances may share a directory.
 */
final class SpoolFile implements AutoCloseable {
    private static final int MAX_INSTANCES = 100;

    private final Path database;
    private final LockFile lock;

    private SpoolFile(Path database, LockFile lock) {
        this.database = database;
        this.lock = lock;
    }

    /** @throws UncheckedIOException if the directory cannot be written */
    static SpoolFile claim(Path directory) {
        try {
            OwnerOnly.makeFolder(directory);
            for (int n = 0; n < MAX_INSTANCES; n++) {
                LockFile lock = LockFile.claim(directory.resolve("ingest-" + n + ".lock"));
                if (lock != null) {
                    Path database = directory.resolve("ingest-" + n + ".db");
                    // SQLite gives its log and its index the modes of the database.
                    OwnerOnly.makeFile(database);
                    return new SpoolFile(database, lock);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The spool directory " + directory + " cannot be used", e);
        }
        throw new IllegalStateException("All " + MAX_INSTANCES + " spools in " + directory + " are in use");
    }

    /** That may still be written to its disk; all there could be where the disk does not say. */
    long usableBytes() {
        try {
            return Files.getFileStore(database).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    Path database() {
        return database;
    }

    @Override
    public void close() {
        lock.close();
    }
}
