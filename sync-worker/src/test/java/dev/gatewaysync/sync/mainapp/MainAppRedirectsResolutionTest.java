package dev.gatewaysync.sync.mainapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainAppRedirectsResolutionTest {
    /** The examples of RFC 3986, 5.4.1, and what is met beside them. */
    @ParameterizedTest
    @CsvSource({
        "http://a/b/c/d?q, g, http://a/b/c/g",
        "http://a/b/c/d?q, ?y, http://a/b/c/d?y",
        "http://a/b/c/d?q#s, ?y#z, http://a/b/c/d?y#z",
        "http://a/b/c/d?q, //g, http://g",
        "http://a/b/c/d?q, ../g, http://a/b/g",
        "http://a/b/c/d?q, /g, http://a/g",
        "http://a/b/c/d?q, http://x/y, http://x/y",
        "https://a.example, g, https://a.example/g",
        "https://a.example?q, ?y, https://a.example?y",
        "http://main_app:3000/list, ?page=2, http://main_app:3000/list?page=2",
    })
    void a_reference_means_what_the_standard_says(URI base, String reference, URI meant) {
        assertThat(MainAppRedirects.resolved(base, reference)).isEqualTo(meant);
    }
}
