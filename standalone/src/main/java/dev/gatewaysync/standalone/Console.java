package dev.gatewaysync.standalone;

import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.task.MonotonicClock;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What goes where. The story of the start, its progress and the banner, is for people, and the log for programs and for
 * later. On a terminal one reads the story, and the log is in a file. Elsewhere {@code start} is a service: its log is on
 * standard output, every line of it, and the story on standard error. The demo is a story everywhere. {@code --log} brings the
 * log to standard output; where that is no terminal, the story leaves it alone.
 *
 * @param story told to
 * @param logInFile whether the log is in the data directory, and warnings and errors alone on standard output
 */
record Console(Story story, boolean logInFile) {
    private static final int STANDARD_COLUMNS = 80;
    /** A line that is broken cannot be written anew. */
    private static final int LEAST_COLUMNS = 40;

    /** The start script says what is a terminal: to Java there is a console without one, too. */
    static Console of(boolean demo, boolean log) {
        boolean terminal = Boolean.getBoolean("gateway.terminal");
        boolean logInFile = !log && (terminal || demo);
        if (terminal || logInFile) {
            Story story = story(FileDescriptor.out, terminal);
            // The log's console looks it up for every line.
            System.setOut(story.out());
            return new Console(story, logInFile);
        }
        // Plain, for a terminal may show standard output, too, by way of another program.
        return new Console(story(FileDescriptor.err, false), logInFile);
    }

    /** In UTF-8, whatever the locale: signs of a start under an init system, too, are to be read. */
    private static Story story(FileDescriptor descriptor, boolean terminal) {
        PrintStream out = new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
        String kind = System.getenv("TERM");
        int columns = Integer.getInteger("gateway.columns", STANDARD_COLUMNS);
        if (!terminal || kind == null || kind.equals("dumb") || columns < LEAST_COLUMNS) {
            return Story.plain(out, MonotonicClock.system());
        }
        String noColor = System.getenv("NO_COLOR");
        return Story.onTerminal(out, columns, noColor == null || noColor.isEmpty(), MonotonicClock.system());
    }

    Optional<String> logFile(Settings settings) {
        return logInFile
                ? Optional.of(settings.text("GATEWAY_DATA_DIR", "data") + "/" + DataDirectory.LOG
                        + "; warnings are shown here, too, and with --log everything")
                : Optional.empty();
    }
}
