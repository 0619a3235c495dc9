package dev.gatewaysync.standalone;

import dev.gatewaysync.service.disk.LockFile;
import dev.gatewaysync.service.disk.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder with everything that must outlive the process; one gateway at a time holds it. */
final class DataDirectory implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DataDirectory.class);

    static final String LOG = "logs/gateway.log";

    private final Path path;
    private final LockFile lock;
    private final long closedToOthers;

    private DataDirectory(Path path, LockFile lock, long closedToOthers) {
        this.path = path;
        this.lock = lock;
        this.closedToOthers = closedToOthers;
    }

    /** @throws StartFailedException if another gateway holds it or it cannot be written */
    static DataDirectory open(Path path) {
        try {
            boolean isNew = Files.notExists(path);
            Files.createDirectories(path);
            LockFile lock = LockFile.claim(path.resolve("gateway.lock"));
            if (lock == null) {
                throw new StartFailedException("another gateway is running on the data directory "
                        + path.toAbsolutePath() + ". Stop it, or set GATEWAY_DATA_DIR to another folder");
            }
            // It holds secrets, members' names and the tokens of their interactions; so do the backups beside it.
            long closed = OwnerOnly.mend(path);
            return new DataDirectory(path, lock, isNew ? 0 : closed);
        } catch (IOException e) {
            throw cannotBeWritten(path, e);
        }
    }

    private static StartFailedException cannotBeWritten(Path path, IOException e) {
        return new StartFailedException("the data directory " + path.toAbsolutePath() + " cannot be written ("
                + e.getMessage() + "). Set GATEWAY_DATA_DIR to a folder that can");
    }

    /** To be called when there is a log, which is in the directory itself. */
    void report() {
        if (closedToOthers > 0) {
            log.info(
                    "data.closed {} folders and files in {} are no longer open to other users",
                    closedToOthers,
                    path.toAbsolutePath());
        }
    }

    Path path() {
        return path;
    }

    /** For everything that happens on these data, where it goes to no console; its owner's alone. */
    Path logFile() {
        Path file = path.resolve(LOG);
        try {
            OwnerOnly.makeFolder(path.resolve("logs"));
            OwnerOnly.makeFile(file);
            return file;
        } catch (IOException e) {
            throw cannotBeWritten(path, e);
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() {
        lock.close();
    }
}
