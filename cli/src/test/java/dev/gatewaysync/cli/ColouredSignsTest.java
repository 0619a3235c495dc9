package dev.gatewaysync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ColouredSignsTest {
    private final StringWriter seen = new StringWriter();

    @Test
    void the_sign_that_a_line_begins_with_has_its_colour_and_nothing_else() throws IOException {
        write(true, Map.of("TERM", "xterm"), "✓ fine ✓\n  ✗ not fine\n! look! at this\nplain\n");
        assertThat(seen.toString())
                .isEqualTo(
                        "\033[32m✓\033[0m fine ✓\n  \033[31m✗\033[0m not fine\n\033[33m!\033[0m look! at this\nplain\n");
    }

    @Test
    void without_a_terminal_with_no_color_and_on_a_dumb_one_nothing_has() throws IOException {
        write(false, Map.of(), "✓ fine\n");
        write(true, Map.of("NO_COLOR", "1"), "✓ fine\n");
        write(true, Map.of("TERM", "dumb"), "✓ fine\n");
        assertThat(seen.toString()).isEqualTo("✓ fine\n".repeat(3));
    }

    @Test
    void an_empty_no_color_counts_for_nothing() throws IOException {
        write(true, Map.of("NO_COLOR", ""), "✓ fine\n");
        assertThat(seen.toString()).contains("\033[32m");
    }

    private void write(boolean terminal, Map<String, String> environment, String text) throws IOException {
        try (Writer out = ColouredSigns.on(seen, terminal, environment)) {
            out.write(text);
        }
    }
}
