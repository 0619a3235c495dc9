package dev.gatewaysync.discord.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedPictureTest {
    @Test
    void the_picture_of_the_open_graph_protocol_is_taken() throws IOException {
        assertThat(of("<html prefix='og: https://ogp.me/ns#'><head><title>A</title>"
                        + "<meta property='og:image' content='https://a.example/b.png'>"))
                .contains("https://a.example/b.png");
    }

    @Test
    void its_address_may_be_relative() throws IOException {
        assertThat(of("<meta property='og:image' content=' /b c.png?x=1&amp;y=2 '>"))
                .contains("https://page.example/b%20c.png?x=1&y=2");
    }

    @Test
    void by_https_where_there_are_both() throws IOException {
        assertThat(of("<meta property='og:image' content='http://a.example/b.png'>"
                        + "<meta property='og:image:secure_url' content='https://a.example/b.png'>"))
                .contains("https://a.example/b.png");
    }

    @Test
    void the_first_of_several_that_can_be_shown() throws IOException {
        assertThat(of("<meta property='og:image' content='data:image/png;base64,AAAA'>"
                        + "<meta property='og:image' content='https://a.example/2.png'>"
                        + "<meta property='og:image' content='https://a.example/3.png'>"))
                .contains("https://a.example/2.png");
    }

    @Test
    void what_x_calls_it_is_taken_where_there_is_nothing_else() throws IOException {
        assertThat(of("<meta name='twitter:image' content='https://a.example/t.png'>"))
                .contains("https://a.example/t.png");
        assertThat(of("<meta name='twitter:image' content='https://a.example/t.png'>"
                        + "<meta name='og:image' content='https://a.example/o.png'>"))
                .contains("https://a.example/o.png");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no html at all",
                "<meta property='og:image'>",
                "<meta property='og:image' content=''>",
                "<meta property='og:image' content='http://a.example/b.png'>",
                "<meta property='og:image' content='javascript:alert(1)'>",
                "<meta property='og:image' content='https://localhost/b.png'>",
                "<meta property='og:image' content='https://[::1]/b.png'>",
                "<!-- <meta property='og:image' content='https://a.example/b.png'> -->",
                "<script>\"<meta property='og:image' content='https://a.example/b.png'>\"</script>"
            })
    void nothing_else_is_a_picture(String html) throws IOException {
        assertThat(of(html)).isEmpty();
    }

    @Test
    void one_with_too_long_an_address_is_none() throws IOException {
        assertThat(of("<meta property='og:image' content='https://a.example/" + "x".repeat(2_048) + "'>"))
                .isEmpty();
    }

    @Test
    void a_charset_that_nobody_knows_does_no_harm() throws IOException {
        byte[] html = "<meta property='og:image' content='https://a.example/b.png'>".getBytes(StandardCharsets.UTF_8);
        assertThat(NamedPicture.of(new Page(URI.create("https://page.example"), html, "no-such:charset")))
                .contains("https://a.example/b.png");
    }

    @Test
    void a_page_that_was_cut_or_is_nested_without_end_is_read() throws IOException {
        String head = "<meta property='og:image' content='https://a.example/b.png'>";
        assertThat(of(head + "<div>".repeat(50_000))).contains("https://a.example/b.png");
        assertThat(of(head + "<p class='x")).contains("https://a.example/b.png");
    }

    private static Optional<String> of(String html) throws IOException {
        return NamedPicture.of(
                new Page(URI.create("https://page.example/x/"), html.getBytes(StandardCharsets.UTF_8), "utf-8"));
    }
}
