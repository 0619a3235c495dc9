package dev.gatewaysync.discord.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.storage.NormalisedUrl;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
    private static final IgnoredAddresses USUAL = IgnoredAddresses.usual();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            see https://a.example.                          | https://a.example
            <https://a.example/x?y=z&w#f>                   | https://a.example/x?y=z&w#f
            [text](https://a.example/x) and more            | https://a.example/x
            [text](https://a.example/x),                    | https://a.example/x
            [text](<https://a.example/x>)                   | https://a.example/x
            [text](https://a.example/x "a title")           | https://a.example/x
            [text](https://a.example/Bus_(computing))       | https://a.example/Bus_(computing)
            [a](https://a.example/x)text                    | https://a.example/x
            https://en.wiki.example/Bus_(computing)         | https://en.wiki.example/Bus_(computing)
            (https://en.wiki.example/Bus_(computing)).      | https://en.wiki.example/Bus_(computing)
            **https://a.example/x**                         | https://a.example/x
            HTTP://A.EXAMPLE/x!?                            | HTTP://A.EXAMPLE/x
            `https://a.example/x`                           | https://a.example/x
            ```https://a.example/x```                       | https://a.example/x
            so: `https://a.example/x`, is it good?          | https://a.example/x
            “https://a.example/x”                           | https://a.example/x
            https://a.example/x…                            | https://a.example/x
            https://a.example/x。                            | https://a.example/x
            __https://a.example/x__                         | https://a.example/x
            ~~https://a.example/x~~                         | https://a.example/x
            > https://a.example/x                           | https://a.example/x
            https://a.example:8443/x                        | https://a.example:8443/x
            https://tool_kit.example/x                      | https://tool_kit.example/x
            https://bücher.example/ö                        | https://bücher.example/ö
            ftp://a.example http:// https://                |
            nothing here                                    |
            """)
    void an_address_ends_where_its_sentence_goes_on(String text, String url) {
        assertThat(Links.in(text, USUAL)).isEqualTo(url == null ? List.of() : List.of(url));
    }

    @Test
    void an_address_behind_bars_is_taken() {
        assertThat(Links.in("||https://a.example/x||", USUAL)).containsExactly("https://a.example/x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            tool.example                             | https://tool.example
            tool.example/start                       | https://tool.example/start
            look at tool.example, it is good         | https://tool.example
            look at www.tool.museum/x.               | https://www.tool.museum/x
            `tool.example/start`                     | https://tool.example/start
            <tool.example/start>                     | https://tool.example/start
            [my tool](tool.example/start)            | https://tool.example/start
            (see search.tool.co.uk)                  | https://search.tool.co.uk
            example.com:8080/x?y=z                   | https://example.com:8080/x?y=z
            Tool.Example/Start                       | https://Tool.Example/Start
            """)
    void an_address_without_its_scheme_is_understood(String text, String url) {
        assertThat(Links.in(text, USUAL)).containsExactly(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "see README.md and main.rs",
                "run install.sh, then setup.py",
                "node.js or vue.js",
                "write to me@tool.example",
                "mailto:me@tool.example",
                "it costs 3.50 or 1.2.3",
                "e.g. this, i.e. that",
                "Good.Thing it works",
                "and/or, he/she",
                "@someone.example hello",
                "<@123456789012345678> <#123456789012345678> <:tool.example:123456789012345678>",
                "ssh://git.tool.example/x",
                "..."
            })
    void what_only_looks_like_an_address_is_none(String text) {
        assertThat(Links.in(text, USUAL)).isEmpty();
    }

    @Test
    void each_address_counts_once_and_a_list_of_links_is_cut() {
        assertThat(Links.in(
                        "https://a.example/ https://A.example http://www.a.example#x a.example https://b.example",
                        USUAL))
                .containsExactly("https://a.example/", "https://b.example");
        String many =
                IntStream.range(0, 50).mapToObj(i -> "https://a.example/" + i).collect(Collectors.joining(" "));
        assertThat(Links.in(many, USUAL)).hasSize(Links.MOST);
    }

    @Test
    void tracking_parameters_make_no_second_suggestion() {
        assertThat(Links.in("https://a.example/x?utm_source=y https://a.example/x https://a.example/x?fbclid=1", USUAL))
                .containsExactly("https://a.example/x?utm_source=y");
    }

    @Test
    void pictures_and_uploads_do_not_use_up_the_places_of_what_is_suggested() {
        String pictures = IntStream.range(0, 9)
                .mapToObj(i -> "https://tenor.com/view/" + i)
                .collect(Collectors.joining("\n"));
        assertThat(Links.in(pictures + " https://a.example", USUAL)).containsExactly("https://a.example");
    }

    /** A seed of its own per text, so that a text that fails is found again. */
    @Test
    void whatever_is_written_gives_at_most_a_few_addresses_that_have_a_key() {
        String[] parts = {
            "https://", "http://", "HTTPS://", "a.example", "www.", "/x", "(", ")", "[", "](", "<", ">", "`", "```",
                    "|",
            "*", "_", " ", "\n", ":", "@", "?", "&", "utm_source=y", "=", "#", "\u00e4", "\ud83d\ude42", "\u200b",
                    "\u00a0",
            ":99999", ".", "..", "xn--", "%", "\\", "\"", "<@1>", "tenor.com", "discord.gg", "\ud800"
        };
        for (int seed = 0; seed < 4_000; seed++) {
            Random random = new Random(seed);
            String text = random.ints(1 + random.nextInt(30), 0, parts.length)
                    .mapToObj(i -> parts[i])
                    .collect(Collectors.joining());
            List<String> links = Links.in(text, USUAL);
            assertThat(links).describedAs("seed " + seed).hasSizeLessThanOrEqualTo(Links.MOST);
            assertThat(links)
                    .describedAs("seed " + seed)
                    .allSatisfy(url -> assertThat(NormalisedUrl.of(url)).isPresent())
                    .allSatisfy(url -> assertThat(url).doesNotContainPattern("[\\s<>\"`]"));
            assertThat(WrittenAddress.typed(text)
                            .map(url -> NormalisedUrl.of(url).isPresent())
                            .orElse(true))
                    .describedAs("seed " + seed)
                    .isTrue();
        }
    }

    @Test
    @Timeout(20)
    void a_long_message_is_read_in_no_time() {
        String text = "a.".repeat(1_000) + "-".repeat(1_000) + "(https://".repeat(200);
        assertThat(Links.in(text, USUAL)).isEmpty();
    }
}
