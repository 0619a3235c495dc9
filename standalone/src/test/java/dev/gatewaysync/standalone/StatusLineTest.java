package dev.gatewaysync.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StatusLineTest {
    private static final String CLEAR = "\r\033[K";

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final StatusLine line = new StatusLine(terminal, 20);

    @Test
    void a_line_takes_the_place_of_the_one_before() {
        line.draw("broker 1 s");
        line.draw("broker 2 s");
        assertThat(seen()).isEqualTo(CLEAR + "broker 1 s" + CLEAR + "broker 2 s");
    }

    @Test
    void what_somebody_else_writes_stands_alone_on_its_line() throws IOException {
        line.draw("broker 1 s");
        write("WARN something\n");
        line.draw("broker 2 s");
        line.erase();
        assertThat(seen()).isEqualTo(CLEAR + "broker 1 s" + CLEAR + "WARN something\n" + CLEAR + "broker 2 s" + CLEAR);
    }

    @Test
    void nothing_is_drawn_into_a_line_that_is_not_at_its_end() throws IOException {
        write("half");
        line.draw("broker 1 s");
        assertThat(seen()).isEqualTo("half");
    }

    @Test
    void a_line_is_never_wider_than_the_terminal_which_would_break_it_in_two() {
        line.draw("broker 1 s, Redis 1 s, console 1 s");
        assertThat(seen().substring(CLEAR.length())).hasSizeLessThan(20).endsWith("…");
    }

    private void write(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        line.write(bytes, 0, bytes.length);
    }

    private String seen() {
        return terminal.toString(StandardCharsets.UTF_8);
    }
}
