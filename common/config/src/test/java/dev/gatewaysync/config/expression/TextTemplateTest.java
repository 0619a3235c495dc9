package dev.gatewaysync.config.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.events.EventJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class TextTemplateTest {
    private static final JsonNode DATA = EventJson.mapper()
            .readTree("{\"item\": \"Mug\", \"amount\": 12.50, \"tags\": [\"a\", \"b\"], \"o\": {\"x\": 1}}");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            no expression               | no expression
            {{ item }}: {{ amount }}    | Mug: 12.5
            [{{ missing }}]             | []
            {{ tags }}                  | a, b
            {{ o }}                     | {"x":1}
            {{ {"a": {"b": item}}.a.b }}| Mug
            {{ "}}" & item }}           | }}Mug
            {{ item ? '{' & item : '' }}| {Mug
            a } b {{ item }} {          | a } b Mug {
            """)
    void fills_in_what_the_expressions_say(String template, String text) {
        assertThat(TextTemplate.of(template).of(DATA)).isEqualTo(text);
    }

    @Test
    void only_what_comes_from_the_event_is_escaped() {
        assertThat(TextTemplate.of("**{{ item }}**").of(DATA, String::toUpperCase))
                .isEqualTo("**MUG**");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a {{ item          | 2
            a {{ item }        | 2
            a {{ }}            | 4
            a {{ item + }}     | 12
            """)
    void a_mistake_is_placed_in_the_whole_text(String template, int position) {
        assertThatThrownBy(() -> TextTemplate.of(template))
                .isInstanceOfSatisfying(
                        ExpressionException.class,
                        e -> assertThat(e.position()).as(e.getMessage()).isEqualTo(position));
    }
}
