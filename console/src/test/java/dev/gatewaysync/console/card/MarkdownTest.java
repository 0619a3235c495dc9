package dev.gatewaysync.console.card;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTest {
    @Test
    void escapes_are_taken_off_and_nothing_escaped_is_markup() {
        assertThat(Markdown.spans("\\*\\*not bold\\*\\* \\[no\\](https://x.example) C:\\dir"))
                .extracting(Span::kind, Span::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("text", "**not bold** [no]("),
                        org.assertj.core.groups.Tuple.tuple("link", "https://x.example"),
                        org.assertj.core.groups.Tuple.tuple("text", ") C:\\dir"));
    }

    @Test
    void bold_links_and_times_are_drawn() {
        assertThat(Markdown.spans("**12** in [a \\[b\\]](https://x.example/p%28) at <t:1757160000:f>"))
                .containsExactly(
                        Span.of("bold", "12"),
                        Span.of("text", " in "),
                        new Span("link", "a [b]", "https://x.example/p%28"),
                        Span.of("text", " at "),
                        Span.of("time", "6 September 2025 at 12:00 UTC"));
    }

    @Test
    void only_the_web_is_linked() {
        assertThat(Markdown.spans("[x](javascript:alert(1)) data:text/html <t:99999999999999999999:f>"))
                .extracting(Span::kind)
                .containsOnly("text");
    }

    @Test
    void links_in_brackets_headings_and_code_are_drawn_as_discord_does() {
        assertThat(Markdown.spans(
                        "## What *changed\n- [a_b](<https://x.example/p_(q)>) `c*d` \\_<https://x.example/y_>"))
                .containsExactly(
                        Span.of("bold", "What *changed"),
                        Span.of("text", "\n- "),
                        new Span("link", "a_b", "https://x.example/p_(q)"),
                        Span.of("text", " "),
                        Span.of("code", "c*d"),
                        Span.of("text", " _"),
                        new Span("link", "https://x.example/y_", "https://x.example/y_"));
        assertThat(Markdown.spans("a\n```sh\necho **\n```\nsee https://x.example/ü_*x."))
                .containsExactly(
                        Span.of("text", "a\n"),
                        Span.of("code", "echo **"),
                        Span.of("text", "\nsee "),
                        new Span("link", "https://x.example/ü_*x", "https://x.example/ü_*x"),
                        Span.of("text", "."));
    }
}
