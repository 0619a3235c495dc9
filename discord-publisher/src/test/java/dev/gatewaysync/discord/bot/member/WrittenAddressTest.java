package dev.gatewaysync.discord.bot.member;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type where a form asks for an address. */
class WrittenAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://tool.example/start, https://tool.example/start",
        "tool.example, https://tool.example",
        "tool.example/start, https://tool.example/start",
        "' tool.example/start ', https://tool.example/start",
        "<https://tool.example/start>, https://tool.example/start",
        "<tool.example>, https://tool.example",
        "`https://tool.example`, https://tool.example",
        "www.tool.museum, https://www.tool.museum",
        "README.md, https://README.md",
        "tool.example:8443/x, https://tool.example:8443/x",
        "http://tool.example, http://tool.example",
        "HTTPS://Tool.Example/X, HTTPS://Tool.Example/X",
        "tool.example/x?y=z#w, https://tool.example/x?y=z#w",
        "https://tool.example/x., https://tool.example/x",
        "(https://tool.example/x), https://tool.example/x",
        "bücher.example, https://bücher.example",
        "xn--bcher-kva.example, https://xn--bcher-kva.example",
        "tool_kit.example/a, https://tool_kit.example/a"
    })
    void is_understood(String typed, String url) {
        assertThat(WrittenAddress.typed(typed)).hasValue(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "",
                "https://",
                "ftp://tool.example",
                "javascript:alert(1)",
                "me@tool.example",
                "https://user:secret@tool.example",
                "https://(tool.example",
                "https://tool.example:99999/",
                "two words.example more",
                "https://a b.example",
                "1.2.3.4.",
                "tool."
            })
    void is_no_address(String typed) {
        assertThat(WrittenAddress.typed(typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://tool.example, true",
        "mailto:me@tool.example, true",
        "tool.example:8080, false",
        "nonsense, false"
    })
    void another_scheme_is_told_from_none(String typed, boolean other) {
        assertThat(WrittenAddress.hasOtherScheme(typed)).isEqualTo(other);
    }
}
