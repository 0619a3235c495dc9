package dev.gatewaysync.simulator.guild;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Remembers the guild over restarts: one JSON object a line, appended before the client is answered. An acknowledged
 * message therefore survives the death of the process. It does not survive a power cut: nothing is forced to the disk.
 */
final class Journal implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Journal.class);

    private final JsonMapper json = JsonMapper.builder().build();
    private final @Nullable FileChannel file;

    private Journal(@Nullable FileChannel file) {
        this.file = file;
    }

    static Journal none() {
        return new Journal(null);
    }

    static List<JournalEntry> read(Path path) {
        var json = JsonMapper.builder().build();
        var entries = new ArrayList<JournalEntry>();
        try {
            // Not readAllLines: it refuses a file that was cut inside a character.
            var text = Files.exists(path) ? new String(Files.readAllBytes(path), StandardCharsets.UTF_8) : "";
            for (String line : text.lines().toList()) {
                entries.add(json.readValue(line, JournalEntry.class));
            }
        } catch (JacksonException unreadable) {
            // The process died in the middle of its last line, which therefore no client was told about.
            log.warn("journal.cut after {} entries of {}: the rest is left out", entries.size(), path);
        } catch (IOException e) {
            throw new UncheckedIOException("The simulator cannot read its state file " + path, e);
        }
        return entries;
    }

    /** Replaces the file by {@code state}, all or nothing, and appends from there. */
    static Journal compacted(Path path, List<JournalEntry> state) {
        try {
            var absolute = path.toAbsolutePath();
            var fresh = absolute.resolveSibling(absolute.getFileName() + ".new");
            Files.createDirectories(absolute.resolveSibling("."));
            Files.deleteIfExists(fresh);
            var channel = FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var journal = new Journal(channel);
            state.forEach(journal::append);
            moveOver(fresh, absolute);
            return journal;
        } catch (IOException e) {
            throw new UncheckedIOException("The simulator cannot write its state file " + path, e);
        }
    }

    private static void moveOver(Path fresh, Path path) throws IOException {
        try {
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    void append(JournalEntry entry) {
        if (file == null) {
            return;
        }
        try {
            var line = ByteBuffer.wrap((json.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                file.write(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The simulator cannot append to its state file", e);
        }
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The simulator cannot close its state file", e);
        }
    }
}
