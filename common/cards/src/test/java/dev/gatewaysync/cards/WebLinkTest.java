package dev.gatewaysync.cards;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebLinkTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://a.example",
                "https://",
                "https://localhost/x",
                "not a url",
                "https://a.example/a b",
                "https://a.example:99999/",
                "https://a.example:65536",
                "https://a.example:-1/",
                "https://user:password@a.example/",
                "https://user@a.example/",
                "https://[::1]/",
                "https://.a.example/",
                "https://a..example/",
                "https://a%20b.example/",
                "https://straße.example/",
                "javascript:alert(1)"
            })
    void what_is_no_address_is_text(String address) {
        assertThat(WebLink.of(address)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS://a.example/ü, https://a.example/%C3%BC",
        "https://a.example:65535/x, https://a.example:65535/x",
        "https://a.example:/x, https://a.example/x",
        "https://Müller.example/x, https://xn--mller-kva.example/x",
        "https://例え.テスト, https://xn--r8jz45g.xn--zckzah",
        "https://my_app.example/a, https://my_app.example/a",
        "https://a.example?q=1#x, https://a.example?q=1#x",
        "https://93.184.216.34/x, https://93.184.216.34/x"
    })
    void an_address_is_made_ascii(String given, String expected) {
        assertThat(WebLink.of(given)).contains(expected);
    }

    @Test
    void what_is_too_long_is_no_link() {
        assertThat(WebLink.of("https://a.example/" + "x".repeat(2031))).isEmpty();
        assertThat(WebLink.of("https://a.example/" + "x".repeat(2030))).isPresent();
        assertThat(WebLink.of("https://" + "x".repeat(64) + ".example/")).isEmpty();
    }

    @Test
    void a_card_never_shows_the_credentials_of_an_address() {
        String card = Embed.of("x", Colour.BLUE, new CardFooter("App", null))
                .url("https://user:hunter2@a.example/x")
                .image("https://token@a.example/p.png", () -> "🖼️ Picture")
                .toJson()
                .toString();

        assertThat(card)
                .contains("https://a.example/x", "https://a.example/p.png")
                .doesNotContain("hunter2", "token");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '\u0000',
            value = {
                "snake_case kit¦[snake_case kit](<https://a.example/>)",
                "a * b¦[a * b](<https://a.example/>)",
                "Tool 👍¦[Tool 👍](<https://a.example/>)",
                "Tool *1*¦Tool \\*1\\* ([link](<https://a.example/>))",
                "_x_¦\\_x\\_ ([link](<https://a.example/>))",
                "x_y_ü¦[x_y_ü](<https://a.example/>)",
                "a_ b_¦a\\_ b\\_ ([link](<https://a.example/>))",
                "back\\slash¦back\\\\slash ([link](<https://a.example/>))",
                "a]b [c]¦a\\]b \\[c\\] ([link](<https://a.example/>))",
                "Guide at https://b.example/x_y¦Guide at https://b.example/x_y ([link](<https://a.example/>))",
                "join discord.gg/abc¦join discord.gg/abc ([link](<https://a.example/>))",
                "`code`¦\\`code\\` ([link](<https://a.example/>))",
                "~~x~~ ||y||¦\\~\\~x\\~\\~ \\|\\|y\\|\\| ([link](<https://a.example/>))"
            })
    void a_link_reads_as_its_name_was_typed(String name, String expected) {
        assertThat(WebLink.masked(name, 100, "https://a.example/")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/a_(b)_c, https://a.example/a_(b)_c",
        "https://a.example/a)b, https://a.example/a%29b",
        "https://a.example/a(b, https://a.example/a%28b",
        "https://a.example/(a(b)), https://a.example/%28a%28b%29%29"
    })
    void parentheses_in_a_link_do_not_end_it(String address, String expected) {
        assertThat(WebLink.masked("x", 50, address)).isEqualTo("[x](<" + expected + ">)");
    }

    @Test
    void a_name_without_an_address_is_shown_alone() {
        assertThat(WebLink.masked("snake_case", 50, null)).isEqualTo("snake\\_case");
        assertThat(WebLink.masked("\u3164", 50, "https://a.example/")).isEqualTo("[link](<https://a.example/>)");
    }
}
