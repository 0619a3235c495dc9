package dev.gatewaysync.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class TextSanitizerTest {
    @Test
    void every_text_is_trimmed_however_deep_and_nothing_else_changes() {
        assertThat(TextSanitizer.trimmed(
                        json("{\"a\":\" x \",\"b\":[\" y \",{\"c\":\"\\tz\\n\"}],\"n\":1.50,\"t\":true,\" k \":null}")))
                .hasToString("{\"a\":\"x\",\"b\":[\"y\",{\"c\":\"z\"}],\"n\":1.50,\"t\":true,\" k \":null}");
    }

    @Test
    void what_no_database_or_utf8_takes_is_replaced() {
        assertThat(TextSanitizer.storable("a\u0000b\uD83Dc\uDE00d\uD83D\uDE00"))
                .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uD83D\uDE00");
        assertThat(TextSanitizer.kept(json("{\"a\\u0000\":\" \\ud800 \"}"))).hasToString("{\"a\uFFFD\":\" \uFFFD \"}");
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) EventJson.readStrictly(text.getBytes());
    }
}
