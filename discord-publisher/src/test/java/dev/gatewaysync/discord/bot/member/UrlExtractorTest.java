package dev.gatewaysync.discord.bot.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.storage.catalog.NormalizedUrl;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlExtractorTest {
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
        assertThat(UrlExtractor.in(text, USUAL)).isEqualTo(url == null ? List.of() : List.of(url));
    }

    @Test
    void an_address_behind_bars_is_taken() {
        assertThat(UrlExtractor.in("||https://a.example/x||", USUAL)).containsExactly("https://a.example/x");
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
        assertThat(UrlExtractor.in(text, USUAL)).containsExactly(url);
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
        assertThat(UrlExtractor.in(text, USUAL)).isEmpty();
    }

    @Test
    void each_address_counts_once_and_a_list_of_links_is_cut() {
        assertThat(UrlExtractor.in(
                        "https://a.example/ https://A.example http://www.a.example#x a.example https://b.example",
                        USUAL))
                .containsExactly("https://a.example/", "https://b.example");
        String many =
                IntStream.range(0, 50).mapToObj(i -> "https://a.example/" + i).collect(Collectors.joining(" "));
        assertThat(UrlExtractor.in(many, USUAL)).hasSize(UrlExtractor.MOST);
    }

    @Test
    void tracking_parameters_make_no_second_suggestion() {
        assertThat(UrlExtractor.in(
                        "https://a.example/x?utm_source=y https://a.example/x https://a.example/x?fbclid=1", USUAL))
                .containsExactly("https://a.example/x?utm_source=y");
    }

    @Test
    void pictures_and_uploads_do_not_use_up_the_places_of_what_is_suggested() {
        String pictures = IntStream.range(0, 9)
                .mapToObj(i -> "https://tenor.com/view/" + i)
                .collect(Collectors.joining("\n"));
        assertThat(UrlExtractor.in(pictures + " https://a.example", USUAL)).containsExactly("https://a.example");
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
            List<String> links = UrlExtractor.in(text, USUAL);
            assertThat(links).describedAs("seed " + seed).hasSizeLessThanOrEqualTo(UrlExtractor.MOST);
            assertThat(links)
                    .describedAs("seed " + seed)
                    .allSatisfy(url -> assertThat(NormalizedUrl.of(url)).isPresent())
                    .allSatisfy(url -> assertThat(url).doesNotContainPattern("[\\s<>\"`]"));
            assertThat(WrittenAddress.typed(text)
                            .map(url -> NormalizedUrl.of(url).isPresent())
                            .orElse(true))
                    .describedAs("seed " + seed)
                    .isTrue();
        }
    }

    @Test
    @Timeout(60)
    void a_long_message_is_read_in_no_time() {
        String text = "a.".repeat(1_000) + "-".repeat(1_000) + "(https://".repeat(200);
        assertThat(UrlExtractor.in(text, USUAL)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I am done.in the end it took a day",
                "that is it.no idea why",
                "this is great.it works",
                "it helps.us all",
                "hard to find.to me at least",
                "try it.at home",
                "my work.be nice",
                "we play.live on Friday",
                "Finished.In the end it worked",
                "Released.Info follows",
                "e.g.this, i.e.that, e.g.in",
                "a.m.to p.m.at noon",
                "Node.js, Vue.js and Next.js",
                "v1.2.3 and 2.0.1",
                "pip install tool==1.0.dev or v2.1.dev",
                "readme.md, main.rs, run.sh, app.py, a.zip",
                "the file docs/readme.md/intro",
                "src/main.rs/lib.rs",
                "ASP.NET, VB.NET, System.IO and java.net",
                "console.info('x') and window.location",
                "this.app and self.media",
                "client.connect.io() or foo.dev(1)",
                "U.S.news",
                "10.000.000 of them, 3.5.at once",
                "me@example.com",
                "Mr.Be and Dr.No",
                "etc...and so on",
                "?.co or .app",
            })
    void words_with_dots_are_no_addresses(String text) {
        assertThat(UrlExtractor.in(text, USUAL)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "try tool.example/start, https://tool.example/start",
        "www.x.org is nice, https://www.x.org",
        "www.done.in, https://www.done.in",
        "done.in/the-end, https://done.in/the-end",
        "youtu.be/abc, https://youtu.be/abc",
        "t.me/channel, https://t.me/channel",
        "remove.bg/upload, https://remove.bg/upload",
        "bit.ly/3xyz, https://bit.ly/3xyz",
        "crontab.guru helps, https://crontab.guru",
        "excalidraw.com., https://excalidraw.com",
        "v0.dev, https://v0.dev",
        "EXAMPLE.COM, https://EXAMPLE.COM",
        "docs.socket.io?q=1, https://docs.socket.io?q=1",
        "cool.tools/x, https://cool.tools/x",
        "`linear.app`, https://linear.app",
        "(see heise.de), https://heise.de",
        "bücher.example, https://bücher.example",
        "a.b.example.com, https://a.b.example.com",
    })
    void addresses_without_scheme_that_people_write_are_found(String text, String url) {
        assertThat(UrlExtractor.in(text, USUAL)).containsExactly(url);
    }
}
