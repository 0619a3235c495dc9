package dev.gatewaysync.specification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was found in one run, as a file of its own in the folder of all runs: {@code violation …} lines, written at once,
 * and {@code checked <requests> <answers> of <seen>} at the end. The same violation is written once.
 */
final class SpecificationReport {

    private static final Logger log = LoggerFactory.getLogger(SpecificationReport.class);

    private final Path file;
    private final Set<String> written = new TreeSet<>();
    private long seen;
    private long requests;
    private long answers;

    SpecificationReport(Path folder) {
        try {
            Files.createDirectories(folder);
            file = folder.resolve(ProcessHandle.current().pid() + "-" + System.nanoTime() + ".txt");
        } catch (IOException e) {
            throw new UncheckedIOException("The reports on Discord's specification cannot be written to " + folder, e);
        }
    }

    synchronized void seen() {
        seen++;
    }

    synchronized void checked(String side) {
        if (side.equals("request")) {
            requests++;
        } else {
            answers++;
        }
    }

    synchronized void violated(String side, String operation, String problem) {
        var line = "violation " + side + " " + operation + ": " + problem;
        // Places in a list count as one: a hundred messages with the same fault are one fault.
        if (written.add(line.replaceAll("/\\d+(?=/|\\b)", "/0"))) {
            log.error("discord.specification {}", line);
            append(List.of(line));
        }
    }

    /** @param left what there was no time for */
    synchronized void finish(long left) {
        append(List.of("checked " + requests + " " + answers + " of " + seen + (left > 0 ? ", left out " + left : "")));
    }

    private void append(List<String> lines) {
        try {
            Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("The report " + file + " cannot be written", e);
        }
    }
}
