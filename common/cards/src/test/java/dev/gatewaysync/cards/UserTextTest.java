package dev.gatewaysync.cards;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                "0. first¦0\\. first",
                "9. last¦9\\. last",
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://de.wikipedia.org/wiki/Überfall_auf_X",
                "https://en.wikipedia.org/wiki/Alien_(film)_2",
                "https://a.example/*/x*",
                "https://a.example/a|b~c_d_",
                "https://a.example/?a[]=1&b={x}^2",
                "https://a.example/@everyone",
                "https://müller.example/straße_1",
                "https://例え.テスト/a_b",
                "https://under_score.example/a_b",
                "https://a.example:8080/x_y;z,w!v'u$t",
                "https://a.example/back\\slash_",
                "http://a.example/#- item"
            })
    void an_address_stays_as_it_is_wherever_it_stands(String address) {
        assertThat(UserText.escaped(address, 1000)).isEqualTo(address);
        assertThat(UserText.escaped("_see_ " + address + "\n*x*", 1000))
                .isEqualTo("\\_see\\_ " + address + "\n\\*x\\*");
        assertThat(UserText.escaped("(" + address + ").", 1000)).isEqualTo("(" + address + ").");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '\u0000',
            value = {
                "see https://a.example/x, y¦see https://a.example/x, y",
                "(see https://a.example/x_y).¦(see https://a.example/x_y).",
                "(https://a.example/(x))¦(https://a.example/(x))",
                "**https://a.example/x**¦\\*\\*<https://a.example/x>\\*\\*",
                "_https://a.example/x_¦\\_<https://a.example/x>\\_",
                "<https://a.example/x_y>¦\\<<https://a.example/x_y>>",
                "`https://a.example/x_y`¦\\`<https://a.example/x_y>\\`",
                "[a](https://a.example/x)**b**¦\\[a\\](<https://a.example/x>)\\*\\*b\\*\\*",
                "[https://a.example/x]¦\\[<https://a.example/x>\\]",
                "\"https://a.example/x_y\" z¦\"<https://a.example/x_y>\" z",
                "https://a.example/x,\"b¦<https://a.example/x>,\"b",
                "HTTPS://A.example/x_y¦HTTPS://A.example/x\\_y",
                "https://¦https://",
                "xhttps://a.example/_b_¦xhttps://a.example/_b_"
            })
    void an_address_ends_where_its_reader_says(String typed, String expected) {
        assertThat(UserText.escaped(typed, 1000)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "https://user:secret@a.example/x,https://a.example/x",
        "see postgres://app:s3cr_et@db/x now,see postgres://db/x now",
        "https://me@a.example/x,https://me@a.example/x",
        "https://a.example/x:y@z,https://a.example/x:y@z"
    })
    void credentials_in_an_address_are_not_published(String typed, String expected) {
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
        assertThat(UserText.cut("a🙂b", 3)).isEqualTo("a…");
        assertThat(UserText.cut("🙂🙂", 2)).isEqualTo("…");
    }

    @Test
    void what_just_fits_is_whole_and_of_more_there_is_as_much_as_fits() {
        assertThat(UserText.cut("abc", 3)).isEqualTo("abc");
        assertThat(UserText.cut("abcd", 3)).isEqualTo("ab…");
        assertThat(UserText.cut("abcd", 1)).isEqualTo("…");
        assertThat(UserText.cut("abcd", 0)).isEmpty();
        assertThat(UserText.escaped("abc", 3)).isEqualTo("abc");
        assertThat(UserText.escaped("*b*", 5)).isEqualTo("\\*b\\*");
        assertThat(UserText.escaped("*b*", 4)).isEqualTo("\\*b…");
        assertThat(UserText.escaped("*b*", 1)).isEqualTo("…");
        assertThat(UserText.escaped("*b*", 0)).isEmpty();
    }

    @Test
    void markdown_is_cut_between_two_words_with_room_to_close_a_fence() {
        assertThat(UserText.cutMarkdown("aaa bbb ccc", 11)).isEqualTo("aaa bbb ccc");
        assertThat(UserText.cutMarkdown("aaa bbb ccc", 10)).isEqualTo("aaa…");
        assertThat(UserText.cutMarkdown("aaa bbb ccc", 6)).isEqualTo("…");
        assertThat(UserText.cutMarkdown("aaa bbb ccc", 5)).isEmpty();
        assertThat(UserText.cutMarkdown("```\nab cd ef gh", 14)).isEqualTo("```\nab cd…\n```");
    }

    @Test
    void a_mark_at_the_beginning_of_any_line_shows_as_typed_behind_white_space_too() {
        assertThat(UserText.escaped("a\n \t- b\n  # c\nd - e", 100)).isEqualTo("a\n \t\\- b\n  \\# c\nd - e");
    }

    @Test
    void in_one_line_all_white_space_is_a_single_space() {
        assertThat(UserText.line("a\tb  c \n\n d e")).isEqualTo("a b c d e");
        assertThat(UserText.line("a\tb")).isEqualTo("a b");
        assertThat(UserText.line("a  b")).isEqualTo("a b");
        assertThat(UserText.line("a\nb")).isEqualTo("a b");
        assertThat(UserText.line(null)).isEmpty();
    }

    @Test
    void an_address_that_is_cut_is_no_link_to_somewhere_else() {
        assertThat(UserText.escaped("https://a.example/" + "x_".repeat(50), 30))
                .isEqualTo("https\\://a.example/x\\_x\\_x\\_x…");
    }

    @Test
    void control_characters_and_broken_surrogates_are_gone() {
        assertThat(UserText.clean(" a\u0000b\ud800c\n")).isEqualTo("ab\uFFFDc");
        assertThat(UserText.clean("a\u001fb\u007fc\u0080d\u009fe")).isEqualTo("abcde");
        assertThat(UserText.clean("a\u007fb")).isEqualTo("ab");
        assertThat(UserText.clean("a\u009fb")).isEqualTo("ab");
        assertThat(UserText.clean("a\udc00")).isEqualTo("a\uFFFD");
        assertThat(UserText.clean("a\udfff")).isEqualTo("a\uFFFD");
        assertThat(UserText.clean("a\ud800")).isEqualTo("a\uFFFD");
        assertThat(UserText.clean("a\ud83d\ud83d\ude42")).isEqualTo("a\uFFFD🙂");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r", "\n", "\u0085", "\u2028", "\u2029", "\u000B", "\f"})
    void whatever_breaks_a_line_breaks_it_once(String lineBreak) {
        assertThat(UserText.clean("a" + lineBreak + "b")).isEqualTo("a\nb");
        assertThat(UserText.line("a" + lineBreak + "b")).isEqualTo("a b");
        assertThat(UserText.escaped("a" + lineBreak + "- b", 100)).isEqualTo("a\n\\- b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "\u00a0",
                "\u2007",
                "\u202f",
                "\ufeff",
                "\u3000",
                "\u115f",
                "\u1160",
                "\u3164",
                "\uffa0",
                "\u2800",
                "\u200b",
                "\u200d\u2060",
                "\u202e\u200f",
                "\ufe0f",
                "\u00ad",
                "\u034f",
                "\u180e",
                "\u0000\t\n",
                "\u00a0 \u3164\u200b"
            })
    void what_nobody_sees_is_left_out(String nothing) {
        assertThat(UserText.clean(nothing)).isEmpty();
        assertThat(UserText.clean(nothing + "a b" + nothing).strip()).startsWith("a b");
        Embed embed = Embed.of("Title", Colour.BLUE, new CardFooter("App", null))
                .description(nothing)
                .field("Name", nothing)
                .markdownField(nothing, "value", true);
        assertThat(embed.toJson().has("description")).isFalse();
        assertThat(embed.toJson().has("fields")).isFalse();
    }

    @Test
    void what_joins_an_emoji_stays() {
        assertThat(UserText.clean("👩\u200d💻 ❤\ufe0f")).isEqualTo("👩\u200d💻 ❤\ufe0f");
        assertThat(UserText.clean("🏴\udb40\udc67\udb40\udc62\udb40\udc73\udb40\udc63\udb40\udc74\udb40\udc7f"))
                .hasSize(14);
    }
}
