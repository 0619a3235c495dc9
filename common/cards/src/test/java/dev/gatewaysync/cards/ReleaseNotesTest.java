package dev.gatewaysync.cards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseNotesTest {
    private static final String RELEASE = "https://git.example/app/releases/tag/v1";

    @Test
    void generated_notes_read_as_on_the_release_page() {
        assertThat(shown("""
            <!-- Release notes generated using configuration in .github/release.yml at main -->

            ## What's Changed
            * Fix the *search* of snake_case by @somebody in https://git.example/app/pull/12
            * Faster `a_b` start (#13)

            **Full Changelog**: https://git.example/app/compare/v1.0.0...v1_1
            """)).isEqualTo("""
                            ## What's Changed
                            - Fix the *search* of snake\\_case by @somebody in https://git.example/app/pull/12
                            - Faster `a_b` start (#13)

                            **Full Changelog**: https://git.example/app/compare/v1.0.0...v1_1""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '\u0000',
            value = {
                "#### Small¦**Small**",
                "Title~n=====¦# Title",
                "- [ ] open~n- [x] done¦- ☐ open~n- ☑ done",
                "1. a~n2. b~n   - c¦1. a~n2. b~n  - c",
                "3) a~n4) b¦3. a~n4. b",
                "+ a~n+ b¦- a~n- b",
                "[the *docs*](https://a.example/x_y \"t\")¦[the docs](<https://a.example/x_y>)",
                "[snake_case](https://a.example/)¦[snake_case](<https://a.example/>)",
                "[relative](../x)¦relative",
                "[evil](javascript:alert(1))¦evil",
                "<https://a.example/x_y>¦https://a.example/x_y",
                "![shot](https://a.example/p.png)¦🖼️ [shot](<https://a.example/p.png>)",
                "[![badge](https://a.example/b.svg)](https://a.example/ci)¦[badge](<https://a.example/ci>)",
                "<img width=\"10\" alt=\"shot\" src=\"https://a.example/p.png\" />¦🖼️"
                        + " [shot](<https://a.example/p.png>)",
                "<img alt='shot' src=https://a.example/p.png>¦🖼️ [shot](<https://a.example/p.png>)",
                "see <img alt=\"shot\" src=\"https://a.example/p.png\"> here¦see 🖼️ [shot](<https://a.example/p.png>) here",
                "a<br>b¦a~nb",
                "a <b>bold</b> <!-- hidden --> z¦a bold  z",
                "<details><summary>More &amp; *more*</summary>~n~n- a~n~n</details>¦**More & \\*more\\***~n~n- a",
                "<!-- hidden¦",
                "| A | B |~n|---|---|~n| 1 | `x` |¦**A** · **B**~n1 · `x`",
                "> quote~n> more¦> quote~n> more",
                "> [!WARNING]~n> Mind the gap¦> **Warning**~n> Mind the gap",
                "a~n~n---~n~nb¦a~n~nb",
                "~~~js~nlet a = `b`;~n~~~¦```js~nlet a = `b`;~n```",
                "a~n~n    indented_code¦a~n~n```~nindented_code~n```",
                "~~gone~~ and *it* and __bold__¦~~gone~~ and *it* and **bold**",
                "||spoiler|| <@123> @everyone¦\\|\\|spoiler\\|\\| \\<@123> \\@everyone",
                "a\\*b 1\\. c¦a\\*b 1. c",
                "line one~nline two¦line one~nline two",
                "-# small¦\\-# small",
                "Hi @name, see #123 and org/app#4¦Hi @name, see #123 and org/app#4"
            })
    void what_discord_does_not_know_becomes_what_it_does(String notes, String expected) {
        assertThat(shown(notes.replace("~n", "\n"))).isEqualTo(expected == null ? "" : expected.replace("~n", "\n"));
    }

    @Test
    void notes_that_are_too_long_end_after_a_whole_item_and_lead_to_the_rest() {
        String notes = "## Fixed\n"
                + String.join(
                        "\n",
                        IntStream.range(0, 200).mapToObj(n -> "* **Item** " + n).toList());
        String cut = ReleaseNotes.of(notes, 500, RELEASE, "all of it");
        assertThat(cut.length()).isLessThanOrEqualTo(500);
        assertThat(cut.lines().toList().getLast()).isEqualTo("… [all of it](<" + RELEASE + ">)");
        assertThat(cut.lines().skip(1).limit(3)).containsExactly("- **Item** 0", "- **Item** 1", "- **Item** 2");
        assertThat(cut.lines().filter(line -> line.startsWith("-")))
                .allMatch(line -> line.matches("- \\*\\*Item\\*\\* \\d+"));
    }

    @Test
    void code_that_is_too_long_is_closed_and_no_heading_stands_alone() {
        String cut = ReleaseNotes.of("Run:\n```sh\n" + "echo *\n".repeat(200) + "```", 300, null, "all of it");
        assertThat(cut.length()).isLessThanOrEqualTo(300);
        assertThat(cut).contains("```sh\necho *\n").endsWith("echo *\n```\n…");
        assertThat(ReleaseNotes.of("Text\n\n## Next\n\n" + "word ".repeat(200), 100, null, "all of it"))
                .isEqualTo("Text\n…");
        assertThat(ReleaseNotes.of("word_ ".repeat(200), 60, null, "all of it"))
                .hasSizeLessThanOrEqualTo(60)
                .startsWith("word\\_ ");
    }

    private static String shown(String notes) {
        return ReleaseNotes.of(notes, 2000, RELEASE, "all of it");
    }
}
