package dev.gatewaysync.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The part of the disk that the broker's store leaves free. Below it the store takes nothing more, so that the spool and the
 * database beside it can still write.
 *
 * @param directory on the disk in question
 * @param bytes left free
 */
record DiskReserve(Path directory, long bytes) {
    private static final long MIB = 1024 * 1024;

    /** The store's own default is 5 GiB, which many a small machine does not have free at all. */
    static final long DEFAULT_BYTES = 100 * MIB;

    /** What the store needs beyond the reserve to open at all: two of its files, and what it writes while it recovers. */
    private static final long TO_OPEN = 28 * MIB;

    /** Whether the store can open; true where the file system does not say. */
    boolean isThere() {
        return free() >= bytes + TO_OPEN;
    }

    /** As a person reads it: what is free, where, and what is needed. */
    String shortage() {
        return "the disk with " + directory.toAbsolutePath() + " has " + free() / MIB + " MiB free, and it needs "
                + (bytes + TO_OPEN) / MIB + " MiB (it leaves " + bytes / MIB + " MiB of the disk alone)";
    }

    private long free() {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
