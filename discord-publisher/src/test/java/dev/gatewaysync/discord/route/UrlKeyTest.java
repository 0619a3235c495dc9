package dev.gatewaysync.discord.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlKeyTest {

    @ParameterizedTest
    @CsvSource({
        "https://Example.ORG, https://example.org",
        "HTTPS://example.org:443/, https://example.org",
        "http://example.org:80/a/, http://example.org/a",
        "http://example.org:443/a, http://example.org:443/a",
        "https://example.org/A//, https://example.org/A",
        "https://example.org/a?b=C/, https://example.org/a?b=C/",
        "https://example.org/a#b, https://example.org/a",
        "https://User@Example.org:/x, https://User@example.org/x"
    })
    void spellings_of_one_address_are_equal(String url, String key) {
        assertThat(UrlKey.of(url)).hasValue(key);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "example.org", "ftp://example.org", "https://", "https://a b.example", "javascript:alert(1)"
            })
    void what_is_no_web_address_has_no_key(String text) {
        assertThat(UrlKey.of(text)).isEmpty();
    }
}
