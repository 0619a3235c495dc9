package dev.gatewaysync.sync.retention;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.service.disk.OwnerOnly;
import dev.gatewaysync.storage.history.UpdateTimeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JacksonException;

/** The folder of the archive: gzip of one update a line, with its life, the oldest first. A file is whole or not there. */
final class ArchiveFolder {
    private static final String UNFINISHED = ".history-";
    private static final String UNFINISHED_END = ".part";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path directory;

    ArchiveFolder(Path directory) {
        this.directory = directory;
    }

    static String newName(Instant now) {
        return "history-" + TIME.format(now) + "-"
                + UUID.randomUUID().toString().substring(0, 8) + ".ndjson.gz";
    }

    /**
     * Writes the file, or writes it again; then it is on the disk, also after a power cut.
     *
     * @param life of an update; one that is gone is left out
     * @return those that cannot be read, and so are not in the file
     * @throws IOException if what can be read back is not what was to be written
     */
    List<String> write(String name, List<String> ids, Function<String, Optional<UpdateTimeline>> life)
            throws IOException {
        OwnerOnly.makeFolder(directory);
        // For its owner alone, as all temporary files are.
        Path unfinished = Files.createTempFile(directory, UNFINISHED, UNFINISHED_END);
        try {
            List<String> written = new ArrayList<>(ids.size());
            List<String> unreadable = new ArrayList<>();
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(unfinished), 1 << 16)) {
                for (String id : ids) {
                    try {
                        Optional<byte[]> line = life.apply(id).map(EventJson.mapper()::writeValueAsBytes);
                        if (line.isPresent()) {
                            out.write(line.get());
                            out.write('\n');
                            written.add(id);
                        }
                    } catch (JacksonException e) {
                        unreadable.add(id);
                    }
                }
            }
            if (!ids(unfinished).equals(written)) {
                throw new IOException("The archive file " + name + " does not hold what was written into it");
            }
            force(unfinished);
            Files.move(unfinished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            force(directory);
            return unreadable;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Removes what killed workers left half written. A worker that still writes one finds it gone, and begins again later. */
    void removeUnfinished() throws IOException {
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, UNFINISHED + "*" + UNFINISHED_END)) {
                for (Path file : left) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static List<String> ids(Path file) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file), 1 << 16), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> EventJson.mapper().readTree(line).path("id").asString(""))
                    .toList();
        }
    }

    /** A folder too: the new name in it must not be lost either. */
    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
