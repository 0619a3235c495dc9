package dev.gatewaysync.service.log;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the log lines of a process go.
 *
 * @param file null for none; at 10 MB it is packed and begun anew, and what is packed takes 50 MB at most
 * @param console whether the console has every line; else it has warnings and errors only, as text
 */
public record LogTarget(@Nullable Path file, boolean console) {
    /** Every line on the console and in no file: what keeps the output keeps the log. */
    public static LogTarget ofConsole() {
        return new LogTarget(null, true);
    }

    /** Every line in the file; warnings and errors on the console, too. */
    public static LogTarget ofFile(Path file) {
        return new LogTarget(file, false);
    }
}
