package dev.gatewaysync.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Colours the sign that a line begins with, for those who see it: on a terminal, and not with {@code NO_COLOR}. */
final class ColouredSigns extends Writer {
    private static final Map<Character, String> COLOURS = Map.of('✓', "\033[32m", '✗', "\033[31m", '!', "\033[33m");
    private static final String PLAIN = "\033[0m";

    private final Writer out;
    private boolean lineHasBegun;

    private ColouredSigns(Writer out) {
        this.out = out;
    }

    /** @see <a href="https://no-color.org">NO_COLOR</a> */
    static Writer on(Writer out, boolean terminal, Map<String, String> environment) {
        boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        return terminal && wanted ? new ColouredSigns(out) : out;
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(text[i]);
        }
    }

    private void write(char sign) throws IOException {
        @Nullable String colour = lineHasBegun ? null : COLOURS.get(sign);
        if (colour == null) {
            out.write(sign);
        } else {
            out.write(colour + sign + PLAIN);
        }
        if (sign == '\n') {
            lineHasBegun = false;
        } else if (sign != ' ') {
            lineHasBegun = true;
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
