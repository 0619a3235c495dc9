package dev.gatewaysync.storage.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalizedUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://Example.COM, https://example.com",
        "HTTPS://example.com/, https://example.com",
        "https://example.com:443/a/, https://example.com/a",
        "http://example.com:80, http://example.com",
        "http://example.com:443/, http://example.com:443",
        "https://example.com/a#part, https://example.com/a",
        "https://example.com/?q=A, https://example.com?q=A",
        "https://example.com/a/?q=A/, https://example.com/a?q=A/",
        "https://example.com/Path/Case, https://example.com/Path/Case",
        "https://user:Pw@Example.com/, https://user:Pw@example.com",
        "https://User@Example.com:/x, https://User@example.com/x",
        "https://example.com/A//, https://example.com/A",
        "https://example.com/a|b, https://example.com/a|b",
        "'  https://example.com ', https://example.com",
        "https://пример.рф/, https://пример.рф",
    })
    void spellings_of_one_address_are_one_key(String url, String key) {
        assertThat(NormalizedUrl.of(url)).contains(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "/path",
                "//example.com",
                "ftp://example.com",
                "https://",
                "https:///a",
                "javascript:alert(1)",
                "https://a b"
            })
    void what_is_no_absolute_http_url_is_none(String url) {
        assertThat(NormalizedUrl.of(url)).isEmpty();
    }

    @Test
    void null_is_none() {
        assertThat(NormalizedUrl.of(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://Example.com:443//a//?x#y", "http://A/b/", "https://a:8443/"})
    void normalising_twice_changes_nothing(String url) {
        String once = NormalizedUrl.of(url).orElseThrow();
        assertThat(NormalizedUrl.of(once)).contains(once);
    }
}
