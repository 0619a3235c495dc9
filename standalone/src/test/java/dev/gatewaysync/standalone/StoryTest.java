package dev.gatewaysync.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.task.ManualClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StoryTest {
    private final ManualClock clock = new ManualClock();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

    @Test
    void a_step_is_told_when_it_is_done_with_the_time_that_it_took() {
        Story story = Story.plain(out, clock);
        String made = story.step("broker", () -> {
            clock.tick(Duration.ofMillis(2300));
            return "made";
        });
        assertThat(made).isEqualTo("made");
        assertThat(seen()).matches("  ✓ broker +2\\.3 s\n");
    }

    @Test
    void a_step_that_failed_is_marked_and_its_failure_goes_on() {
        Story story = Story.plain(out, clock);
        assertThatThrownBy(() -> story.step("broker", () -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(seen()).startsWith("  ✗ broker");
    }

    @Test
    void in_a_pipe_a_short_wait_is_not_worth_a_line_and_a_long_one_is_worth_one() throws InterruptedException {
        try (Story story = Story.plain(out, clock).begun()) {
            story.waits("short");
            tick(1);
            story.goesOn();
            story.waits("the numbers change once in 15 s");
            tick(10);
        }
        assertThat(seen()).isEqualTo("  … the numbers change once in 15 s\n");
    }

    @Test
    void on_a_terminal_a_line_says_what_is_under_way_and_for_how_long() throws InterruptedException {
        try (Story story = Story.onTerminal(out, 80, false, clock).begun()) {
            story.waits("the numbers change once in 15 s");
            tick(5);
        }
        assertThat(seen()).contains("the numbers change once in 15 s (4 s)").endsWith("\r\033[K");
    }

    @Test
    void colours_are_for_those_who_see_them() {
        assertThat(Story.onTerminal(out, 80, true, clock).tick()).contains("\033[32m");
        assertThat(Story.onTerminal(out, 80, false, clock).tick()).isEqualTo("✓");
        assertThat(Story.plain(out, clock).tick()).isEqualTo("✓");
    }

    private void tick(int seconds) throws InterruptedException {
        for (int i = 0; i < seconds * 2; i++) {
            clock.awaitWaiting(1);
            clock.tick(Duration.ofMillis(500));
        }
    }

    private String seen() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
