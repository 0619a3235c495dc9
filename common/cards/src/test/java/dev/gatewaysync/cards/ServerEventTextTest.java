package dev.gatewaysync.cards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.language.Language;
import org.junit.jupiter.api.Test;

class ServerEventTextTest {
    /** Shown as #1VBNEVM. */
    private static final String SIGN = "76babb74";

    private final ServerEventText text = new ServerEventText("My\nApp", () -> Language.ENGLISH);

    @Test
    void its_name_says_in_one_line_and_in_the_servers_language_what_it_is() {
        assertThat(text.name("Move\nof *it*")).isEqualTo("Maintenance: Move of *it*");
        assertThat(new ServerEventText("App", () -> Language.GERMAN).name("Umzug"))
                .isEqualTo("Wartung: Umzug");
        assertThat(text.name("x".repeat(200))).hasSize(100).endsWith("x…");
    }

    @Test
    void its_description_is_what_was_written_and_ends_with_the_sign_however_long_it_is() {
        assertThat(text.description("*Now*", SIGN)).isEqualTo("\\*Now\\*\n\n#1VBNEVM");
        assertThat(text.description("x".repeat(2_000), SIGN)).hasSize(1_000).endsWith("x…\n\n#1VBNEVM");
    }

    @Test
    void an_event_is_recognised_by_the_sign_at_its_end() {
        assertThat(ServerEventText.isSigned(text.description("Now", SIGN), SIGN))
                .isTrue();
        assertThat(ServerEventText.isSigned(text.description("Now", SIGN), "00000000"))
                .isFalse();
        assertThat(ServerEventText.isSigned("#1VBNEVM is over", SIGN)).isFalse();
    }

    @Test
    void it_takes_place_in_the_app_which_is_the_reason_in_the_servers_log_too() {
        assertThat(text.location()).isEqualTo("My App");
        assertThat(text.reason()).isEqualTo("My App has told of a maintenance");
        assertThat(new ServerEventText("y".repeat(101), () -> Language.ENGLISH).location())
                .hasSize(100);
    }
}
