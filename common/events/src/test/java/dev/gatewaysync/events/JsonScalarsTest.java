package dev.gatewaysync.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class JsonScalarsTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'\"2048\"', 2048",
                "2048, 2048",
                "1984, 1984",
                "-7, -7",
                "1.10, 1.10",
                "2.0, 2.0",
                "1e3, 1000",
                "0.5, 0.5",
                "12345678901234567890123, 12345678901234567890123",
                "1e999999999, 1E+999999999",
                "1e-999999999, 1E-999999999",
                "true, true",
                "false, false"
            })
    void a_value_is_read_as_the_text_that_it_says(String json, String text) {
        assertThat(JsonScalars.text(strictly(json))).contains(text);
        assertThat(JsonScalars.text(EventJson.mapper().readTree(json))).contains(text);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "594, 594",
                "'\"594\"', 594",
                "'\" 594 \"', 594",
                "'\"+594\"', 594",
                "'\"007\"', 7",
                "594.0, 594",
                "'\"594.00\"', 594",
                "5.94e2, 594",
                "0, 0",
                "'\"0\"', 0",
                "-0.0, 0",
                "9007199254740991, 9007199254740991"
            })
    void a_number_or_a_text_is_read_as_the_count_that_it_says(String json, long count) {
        assertThat(JsonScalars.count(strictly(json))).contains(count);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{}",
                "true",
                "\"\"",
                "\"many\"",
                "\"1,512\"",
                "\"1.512\"",
                "\"0x10\"",
                "1.5",
                "-1",
                "\"-1\"",
                "1e999999999",
                "9007199254740992",
                "\"1e3\"",
                "\"١٢\""
            })
    void anything_else_is_no_count(String json) {
        assertThat(JsonScalars.count(strictly(json))).isEmpty();
    }

    @Test
    void null_what_is_absent_and_containers_are_no_text() {
        JsonNode object = strictly("{\"a\":null,\"b\":[],\"c\":{}}");
        assertThat(JsonScalars.text(null)).isEmpty();
        assertThat(JsonScalars.text(object.path("none"))).isEmpty();
        assertThat(JsonScalars.text(object.path("a"))).isEmpty();
        assertThat(JsonScalars.text(object.path("b"))).isEmpty();
        assertThat(JsonScalars.text(object.path("c"))).isEmpty();
    }

    private static JsonNode strictly(String json) {
        return EventJson.readStrictly(json.getBytes(StandardCharsets.UTF_8));
    }
}
