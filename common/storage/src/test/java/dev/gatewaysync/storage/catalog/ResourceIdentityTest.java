package dev.gatewaysync.storage.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceIdentityTest {
    @ParameterizedTest
    @CsvSource({
        "http://tool.example/a, https://tool.example/a",
        "https://www.tool.example, https://tool.example/",
        "http://WWW.Tool.Example:80/, https://tool.example",
        "https://tool.example:443/a/, http://tool.example:80/a",
        "https://tool.example/?utm_source=x&utm_medium=y, https://tool.example",
        "https://tool.example/a?id=5&fbclid=IwAR0, https://tool.example/a?id=5",
        "https://tool.example/a?gclid=1&id=5, https://tool.example/a?id=5",
        "https://tool.example/a?UTM_Source=x, https://tool.example/a",
        "https://tool.example/a?msclkid=1&mc_cid=2&mc_eid=3&_hsenc=4&igshid=5&srsltid=6, https://tool.example/a",
        "https://tool.example/?, https://tool.example/",
        "https://tool.example/a?&id=5&, https://tool.example/a?id=5",
        "https://tool.example./a, https://tool.example/a",
        "https://tool.example/%7euser/a%2fb, https://tool.example/~user/a%2Fb",
        "https://пример.рф/a, https://xn--e1afmkfd.xn--p1ai/a",
        "https://tool.example/a#features, https://tool.example/a",
        "http://main_app:3000/a?ysclid=1, https://main_app:3000/a",
    })
    void spellings_of_one_place_are_one_resource(String one, String other) {
        assertThat(ResourceIdentity.key(one)).isPresent().isEqualTo(ResourceIdentity.key(other));
    }

    @ParameterizedTest
    @CsvSource({
        "https://tool.example/a, https://tool.example/A",
        "https://tool.example/?v=1, https://tool.example/?v=2",
        "https://tool.example/?ref=main, https://tool.example/",
        "https://tool.example:8443, https://tool.example",
        "http://tool.example:443, https://tool.example",
        "https://www2.tool.example, https://tool.example",
        "https://www.com, https://com",
        "https://tool.example/utm_source=x, https://tool.example/",
        "https://tool.example/a?x=utm_source, https://tool.example/a",
        "https://tool.example/a%2Fb, https://tool.example/a/b",
        "https://tool.example/a?b=%26c, https://tool.example/a?b=&c",
    })
    void other_places_stay_other_resources(String one, String other) {
        assertThat(ResourceIdentity.key(one)).isPresent().isNotEqualTo(ResourceIdentity.key(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tool.example", "htps://tool.example", "https://", "ftp://tool.example", "https://a b"})
    void what_is_no_absolute_http_url_has_none(String text) {
        assertThat(ResourceIdentity.key(text)).isEmpty();
    }

    @Test
    void a_key_fits_into_an_index_however_long_the_address_is() {
        String url = "https://tool.example/" + "ж".repeat(100_000);
        assertThat(ResourceIdentity.key(url).orElseThrow()).hasSize(64);
        assertThat(List.of(
                        ResourceIdentity.boundedKey("ai-tools"),
                        ResourceIdentity.boundedKey("x".repeat(201)).substring(0, 8)))
                .containsExactly(
                        "ai-tools", ResourceIdentity.boundedKey("x".repeat(201)).substring(0, 8))
                .doesNotContain("xxxxxxxx");
    }

    @Test
    void nothing_odd_breaks_it() {
        assertThat(ResourceIdentity.key("https://?")).isEmpty();
        assertThat(ResourceIdentity.text("https://a?b/c")).contains("a?b/c");
        assertThat(ResourceIdentity.text("https://a%zz/%")).contains("a%zz/%");
        assertThat(ResourceIdentity.text("https://" + "ü".repeat(300))).isPresent();
        assertThat(ResourceIdentity.text("https://[::1]:80/x")).contains("[::1]:80/x");
    }
}
