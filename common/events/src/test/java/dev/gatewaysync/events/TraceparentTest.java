package dev.gatewaysync.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceparentTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String WHOLE = "00-" + TRACE + "-00f067aa0ba902b7-01";

    @Test
    void a_place_in_a_trace_is_kept_as_it_is() {
        assertThat(Traceparent.read(WHOLE)).hasValue(new Traceparent(WHOLE, TRACE));
        assertThat(Traceparent.read(" " + WHOLE + "\t")).hasValue(new Traceparent(WHOLE, TRACE));
    }

    @Test
    void of_a_later_version_what_is_known_counts() {
        assertThat(Traceparent.read("cc-" + TRACE + "-00f067aa0ba902b7-03-what-comes-later"))
                .hasValue(new Traceparent(WHOLE, TRACE));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01more",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902bg-01"
            })
    void what_is_not_written_as_the_spec_says_is_no_place(String header) {
        assertThat(Traceparent.read(header)).isEmpty();
    }
}
