package dev.gatewaysync.sync.catalog.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.config.expression.TextTemplate;
import dev.gatewaysync.sync.catalog.fetch.UnreadableDocument;
import dev.gatewaysync.sync.mainapp.MainAppRedirects;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageAddressesTest {
    private static final URI APP = URI.create("https://app.example/base");

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/p?page={{ page }}, https://shop.example/p?page=1",
        "https://shop.example/p?offset={{ (page - 1) * 50 }}, https://shop.example/p?offset=0",
        "/p?page={{ page }}, https://app.example/base/p?page=1",
        "list.json, https://app.example/base/list.json",
        "http://main_app:3000/p, http://main_app:3000/p",
    })
    void the_first_page_is_where_the_url_says(String url, String address) throws Exception {
        assertThat(addresses(url).first().uri()).hasToString(address);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://shop.example/p | catalogue.url gives no http or https address",
                "https:// | catalogue.url gives no http or https address",
                "https://shop.example/a b?key=hush | catalogue.url gives no http or https address",
            })
    void a_url_that_is_no_address_is_refused_without_being_told(String url, String reason) {
        assertThatThrownBy(() -> addresses(url).first())
                .isInstanceOf(UnreadableDocument.class)
                .hasMessage(reason);
    }

    @Test
    void a_path_needs_a_main_app() {
        assertThatThrownBy(() ->
                        new PageAddresses(TextTemplate.of("/p"), Optional.empty(), new MainAppRedirects()).first())
                .hasMessage("catalogue.url is no absolute address, and MAIN_APP_URL is not set");
    }

    @ParameterizedTest
    @CsvSource({
        "2, https://shop.example/p?page=2",
        "007, https://shop.example/p?page=007",
        "a+b/c==, https://shop.example/p?page=a%2Bb%2Fc%3D%3D",
        "a%2Bb, https://shop.example/p?page=a%2Bb",
        "/cursor/x==, https://shop.example/p?page=%2Fcursor%2Fx%3D%3D",
        "x y&z=1, https://shop.example/p?page=x%20y%26z%3D1",
        "?page=3, https://shop.example/p?page=3",
        "/q?page=4, https://shop.example/q?page=4",
        "https://cdn.example/5, https://cdn.example/5",
    })
    void what_next_gives_is_put_into_the_url_or_is_an_address(String next, String address) throws Exception {
        PageAddresses addresses = addresses("https://shop.example/p?page={{ page }}");
        URI first = addresses.first().uri();
        PageAddress after = addresses.after(first, first, next);

        assertThat(after.uri()).hasToString(address);
        assertThat(addresses.stored(after.stored())).isEqualTo(after);
    }

    @Test
    void without_a_place_for_a_page_everything_is_an_address_but_a_number() throws Exception {
        PageAddresses addresses = addresses("https://shop.example/a/p1.json");
        URI first = addresses.first().uri();

        assertThat(addresses.after(first, first, "p2.json").uri()).hasToString("https://shop.example/a/p2.json");
        assertThat(addresses.after(first, first, "/p3.json").uri()).hasToString("https://shop.example/p3.json");
        assertThatThrownBy(() -> addresses.after(first, first, "4"))
                .hasMessage("catalogue.next gives 4, and catalogue.url has no {{ page }} to put it in");
        assertThatThrownBy(() -> addresses.after(first, first, "p2.json"))
                .hasMessage("page 4 is at the address of page 2 again (catalogue.next)");
        assertThatThrownBy(() -> addresses.after(first, first, "ftp://x.example/"))
                .hasMessage("catalogue.next leads to something that is no http address");
    }

    @Test
    void ten_thousand_pages_are_enough() throws Exception {
        PageAddresses addresses = addresses("https://shop.example/p?page={{ page }}");
        URI page = addresses.first().uri();
        for (int i = 2; i <= PageAddresses.MOST_PAGES; i++) {
            addresses.after(page, page, Integer.toString(i));
        }
        assertThatThrownBy(() -> addresses.after(page, page, "10001"))
                .hasMessage("has more than 10000 pages (catalogue.next)");
    }

    private static PageAddresses addresses(String url) {
        return new PageAddresses(TextTemplate.of(url), Optional.of(APP), new MainAppRedirects());
    }
}
