package dev.gatewaysync.discord.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinksTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            see https://a.example.                          | https://a.example
            <https://a.example/x?y=z&w#f>                   | https://a.example/x?y=z&w#f
            [text](https://a.example/x) and more            | https://a.example/x
            https://en.wiki.example/Bus_(computing)         | https://en.wiki.example/Bus_(computing)
            (https://en.wiki.example/Bus_(computing)).      | https://en.wiki.example/Bus_(computing)
            **https://a.example/x**                         | https://a.example/x
            HTTP://A.EXAMPLE/x!?                            | HTTP://A.EXAMPLE/x
            ftp://a.example http:// https://                |
            nothing here                                    |
            """)
    void an_address_ends_where_its_sentence_goes_on(String text, String url) {
        assertThat(Links.in(text)).isEqualTo(url == null ? java.util.List.of() : java.util.List.of(url));
    }

    @Test
    void each_address_counts_once_and_a_list_of_links_is_cut() {
        assertThat(Links.in("https://a.example/ https://A.example https://a.example#x https://b.example"))
                .containsExactly("https://a.example/", "https://b.example");
        String many =
                IntStream.range(0, 50).mapToObj(i -> "https://a.example/" + i).collect(Collectors.joining(" "));
        assertThat(Links.in(many)).hasSize(Links.MOST);
    }
}
