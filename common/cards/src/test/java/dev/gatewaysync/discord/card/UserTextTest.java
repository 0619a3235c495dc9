package dev.gatewaysync.discord.card;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '"',
            value = {
                "*bold*¦\\*bold\\*",
                "snake_case¦snake\\_case",
                "`code`¦\\`code\\`",
                "||spoiler||¦\\|\\|spoiler\\|\\|",
                "~~no~~¦\\~\\~no\\~\\~",
                "> quote¦\\> quote",
                ">>> quote¦\\>>> quote",
                "# heading¦\\# heading",
                "### heading¦\\### heading",
                "C# and a > b¦C# and a > b",
                "- item¦\\- item",
                "-# small¦\\-# small",
                "1. first¦1\\. first",
                "0.5 and -5 - dash¦0.5 and -5 - dash",
                "[x](y)¦\\[x\\](y)",
                "<@123>¦\\<@123>",
                "<#123>¦\\<#123>",
                "a@b.example @everyone¦a@b.example \\@everyone",
                "back\\slash¦back\\\\slash",
                "see https://a.example/a_b_c for more¦see https://a.example/a_b_c for more"
            })
    void markdown_shows_as_typed(String typed, String expected) {
        assertThat(UserText.escaped(typed, 1000)).isEqualTo(expected);
    }

    @Test
    void a_cut_leaves_no_half_escape_and_no_half_character() {
        for (int most = 1; most < 12; most++) {
            String cut = UserText.escaped("*🙂*🙂*🙂*🙂", most);
            assertThat(cut.length()).isLessThanOrEqualTo(most);
            assertThat(cut).endsWith("…").doesNotContain("\\…");
            assertThat(cut.codePoints()).noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
        }
        assertThat(UserText.cut("🙂🙂", 3)).isEqualTo("🙂…");
    }

    @Test
    void control_characters_and_broken_surrogates_are_gone() {
        assertThat(UserText.clean(" a\u0000b\ud800c\n")).isEqualTo("ab\uFFFDc");
    }

    @ParameterizedTest
    @CsvSource({"ftp://a.example", "https://", "https://localhost/x", "not a url", "https://a.example/a b"})
    void what_is_no_address_is_text(String address) {
        assertThat(WebLink.of(address)).isEmpty();
    }

    @Test
    void addresses_are_made_ascii_and_their_scheme_lower_case() {
        assertThat(WebLink.of("HTTPS://a.example/ü")).contains("https://a.example/%C3%BC");
        assertThat(WebLink.masked("a]b", 50, "https://a.example/(x)")).isEqualTo("[a\\]b](https://a.example/%28x%29)");
    }
}
