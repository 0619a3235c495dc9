package dev.gatewaysync.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The wall clock of one process and its children, and of nobody else: a library that the process is started with adds to it what
 * stands in a file. Time that only goes forward stays. It takes Linux and a C compiler.
 */
final class ShiftedClock {
    private static final Path SOURCE = Path.of("recovery/proof/clock.c");

    private final Path library;
    private final Path file;

    private ShiftedClock(Path library, Path file) {
        this.library = library;
        this.file = file;
    }

    static ShiftedClock make(Path directory) throws IOException, InterruptedException {
        Path library = directory.resolve("clock.so");
        Process compiler = new ProcessBuilder(
                        "cc", "-shared", "-fPIC", "-O2", "-o", library.toString(), SOURCE.toString(), "-ldl")
                .inheritIO()
                .start();
        if (!compiler.waitFor(1, TimeUnit.MINUTES) || compiler.exitValue() != 0) {
            throw new IOException("The clock could not be compiled");
        }
        ShiftedClock clock = new ShiftedClock(library, directory.resolve("clock"));
        clock.shift(Duration.ZERO);
        return clock;
    }

    /** What the process is started with. */
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "CLOCK_FILE", file.toString());
    }

    /** Takes hold within a tenth of a second. */
    void shift(Duration by) throws IOException {
        Path written = Files.writeString(file.resolveSibling("clock.new"), by.toSeconds() + "\n");
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
