package dev.gatewaysync.config.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.events.EventJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is worked out without the engine is what the engine says: it is asked where the same stands in parentheses. */
class SimpleExpressionTest {
    private static final JsonNode DATA = EventJson.mapper().readTree("""
            {"text": "Mug", "empty": "", "number": 12.50, "whole": 3, "large": 12345678901234567890, "yes": true, "no": false,
             "none": null, "list": ["a", "b"], "one": ["a"], "nothing": [], "numbers": [1, 2.0], "nested": [["a"], ["b"]],
             "o": {"x": 1, "list": [{"y": "p"}, {"y": "q"}], "deep": {"z": "end"}}, "and": "a word"}
            """);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text",
                "empty",
                "number",
                "whole",
                "large",
                "yes",
                "no",
                "none",
                "list",
                "one",
                "nothing",
                "numbers",
                "nested",
                "missing",
                "o",
                "o.x",
                "o.missing",
                "o.x.y",
                "o.list",
                "o.list.y",
                "o.deep.z",
                "list.x",
                "text.x",
                "$",
                "text = 'Mug'",
                "text = 'mug'",
                "text != 'Mug'",
                "missing = 'Mug'",
                "missing != 'Mug'",
                "none != 'Mug'",
                "yes = true",
                "yes = false",
                "no = false",
                "no != true",
                "missing != true",
                "whole = '3'",
                "list = 'a'",
                "one = 'a'",
                "o.deep.z = \"end\"",
                "text='Mug'"
            })
    void a_simple_expression_says_what_the_engine_says(String source) {
        JsonNode simple = Expression.of(source).of(DATA);
        JsonNode engine = Expression.of("(" + source + ")").of(DATA);

        assertThat(TextTemplate.shown(simple)).isEqualTo(TextTemplate.shown(engine));
        assertThat(simple.isMissingNode()).isEqualTo(engine.isMissingNode());
        assertThat(simple.isBoolean()).isEqualTo(engine.isBoolean());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$cut(text, 20)",
                "$line(list, 5, 1)",
                "$time('x')",
                "$link(text, 'https://a.example')",
                "$cut(missing)"
            })
    void a_format_is_the_same_with_the_engine_and_without(String source) {
        JsonNode simple = Expression.ofCard(source).of(DATA);
        JsonNode engine = Expression.ofCard("(" + source + ")").of(DATA);

        assertThat(FormattedValue.in(simple)).isEqualTo(FormattedValue.in(engine));
        assertThat(simple.isMissingNode()).isEqualTo(engine.isMissingNode());
    }

    @Test
    void what_joins_a_format_with_a_text_is_told_how_to_write_it() {
        assertThatThrownBy(() -> Expression.ofCard("$time(text) & '!'").of(DATA))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("it stands alone in its {{ }}");
    }

    @Test
    void a_path_does_not_ask_the_engine() {
        assertThat(SimpleExpression.read(" o.deep.z ", false)).isNotNull();
        assertThat(SimpleExpression.read("status = 'done'", false)).isNotNull();
        assertThat(SimpleExpression.read("$cut(text, 20)", true)).isNotNull();
        assertThat(SimpleExpression.read("$cut(text, 20)", false)).isNull();
        assertThat(SimpleExpression.read("a and b", false)).isNull();
        assertThat(SimpleExpression.read("and", false)).isNull();
        assertThat(SimpleExpression.read("list[0]", false)).isNull();
    }

    @Test
    void what_is_beside_the_input_is_seen_where_that_has_no_such_field() {
        ExpressionInput input = ExpressionInput.of(DATA, new ExpressionInput.Beside() {
            @Override
            public java.util.List<String> names() {
                return java.util.List.of("text", "type");
            }

            @Override
            public String value(String name) {
                return "beside";
            }
        });

        assertThat(Expression.of("text").of(input).asString()).isEqualTo("Mug");
        assertThat(Expression.of("type").of(input).asString()).isEqualTo("beside");
        assertThat(Expression.of("text & type").of(input).asString()).isEqualTo("Mugbeside");
    }
}
