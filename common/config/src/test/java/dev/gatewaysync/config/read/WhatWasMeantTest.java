package dev.gatewaysync.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is right in another language or another place of the file is answered with what is right here. */
class WhatWasMeantTest {
    private static final String FILE = """
            version: 1
            types:
              order-placed: { fields: { page: url, secure: boolean } }
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            routes: [{ to: [], when: "type == 'custom' && id" }] ¦ is no expression: ¦ ; here == is written =, && is written and
            routes: [{ to: [], when: "type = 'custom' || id" }] ¦ is no expression: ¦ ; here || is written or
            routes: [{ to: [], when: "type !== 'custom'" }] ¦ is no expression: ¦ ; here !== is written !=
            routes: [{ to: [], when: "!id" }] ¦ is no expression: ¦ ; here !x is written $not(x)
            routes: [{ to: [], when: "!(id) and type != '==' and id" }] ¦ is no expression: ¦ ; here !x is written $not(x)
            cards: { custom: { text: "{{ a === b }}" } } ¦ has an expression that cannot be read: ¦ ; here === is written =
            cards: { custom: { fields: [{ name: a, value: b, when: "{{ loaves }}" }] } } ¦ is no expression: ¦ ; an expression stands here by itself, write it without {{ }}
            routes: [{ to: [], when: "{{ data.loaves }} > 3" }] ¦ is no expression: ¦ ; an expression stands here by itself, write it without {{ }}
            a: { fields: { x: string! } } ¦ 'string!' is not known here ¦ , did you mean 'text!'?
            a: { fields: { x: str } } ¦ 'str' is not known here ¦ , did you mean 'text'?
            a: { fields: { x: int } } ¦ 'int' is not known here ¦ , did you mean 'integer'?
            a: { fields: { x: Bool } } ¦ 'Bool' is not known here ¦ , did you mean 'boolean'?
            a: { fields: { x: date! } } ¦ 'date!' is not known here ¦ , did you mean 'time!'?
            a: { fields: { x: array } } ¦ 'array' is not known here ¦ , did you mean 'list'?
            a: { fields: { x: float } } ¦ 'float' is not known here ¦ , did you mean 'number'?
            a: { fields: { x: link } } ¦ 'link' is not known here ¦ , did you mean 'url'?
            a: { fields: { x: map } } ¦ 'map' is not known here ¦ , did you mean 'object'?
            routes: [{ to: big-batches }] ¦ must be a list, not a text ¦ ; write [big-batches]
            quiet: { from: "22:00", to: "07:00", hold: bread-baked } ¦ must be a list, not a text ¦ ; write [bread-baked]
            cards: { custom: { fields: amount } } ¦ must be a list, not a text ¦ not a text
            cards: { order-placed: { digest: { every: day } } } ¦ 'digest' is there only for resource-added ¦ ; events are collected by digest at a route
            cards: { order-placed: { digest: daily } } ¦ 'digest' is there only for resource-added ¦ ; events are collected by digest at a route
            cards: { order-placed: { end: { colour: red } } } ¦ 'end' is there only for app-status-changed and maintenance ¦ maintenance
            sources: { a: { auth: { bearer: "${S}" }, events: [{ type: custom, data: { title: $cut(body.x, 3), key: body.k } }] } } ¦ is no expression: ¦ ; a text with a comma in { } needs quotes
            """)
    void the_mistake_is_said_with_what_to_write(String line, String beginning, String end) {
        boolean isType = line.startsWith("a: ");
        assertThat(read(isType ? "  " + line : line).problems().getFirst().message())
                .startsWith(beginning)
                .contains(end);
    }

    @Test
    void what_is_in_quotes_is_no_sign_of_another_language() {
        assertThat(read("routes: [{ to: [], when: \"type = 'wow! a == b\" }]")
                        .problems()
                        .getFirst()
                        .message())
                .isEqualTo("is no expression: string literal must be terminated by a matching quote");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            buttons: [{ label: Order, url: "/order" }]              | 57
            buttons: [{ label: Order, url: "/order/{{ id }}" }]     | 57
            buttons: [{ label: Order, url: shop.example }]          | 57
            url: "/order"                                           | 31
            image: loaf.png                                         | 33
            thumbnail: "ftp://shop.example/loaf.png"                | 37
            cases: [{ when: "true", image: loaf.png }]              | 57
            """)
    void an_address_that_can_be_none_is_noted(String part, int column) {
        ConfigFile file = read("cards: { order-placed: { " + part + " } }");
        assertThat(file.problems()).isEmpty();
        assertThat(file.notes())
                .extracting(note -> note.message(), note -> note.line())
                .containsExactly(tuple(
                        "is no http or https address, so the card has none; write all of it, such as"
                                + " https://shop.example/order",
                        4));
        assertThat(file.notes().getFirst().column()).isEqualTo(column);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "url: \"\"",
                "url: \"{{ page }}\"",
                "url: \"https://shop.example/{{ id }}\"",
                "url: \"HTTPS://shop.example\"",
                "url: \"http{{ secure ? 's' : '' }}://shop.example\"",
                "buttons: [{ label: Order, url: \"https://shop.example/order\" }]"
            })
    void an_address_that_can_be_one_is_not_noted(String part) {
        ConfigFile file = read("cards: { order-placed: { " + part + " } }");
        assertThat(file.problems()).isEmpty();
        assertThat(file.notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title: body.media[0].href, key: body.key",
                "title: body.media[kind = 'a'].href",
                "title: \"$cut(body.title, 100)\"",
                "title: $join(body.tags, ', ')",
                "title: \"body.loud ? 'a' : 'b'\"",
            })
    void brackets_in_braces_need_no_quotes(String data) {
        assertThat(read("sources: { a: { auth: { bearer: \"${S}\" }, events: [{ type: custom, data: { " + data
                                + " } }] } }")
                        .problems())
                .isEmpty();
    }

    @Test
    void what_is_no_yaml_is_looked_for_behind_what_quotes_have_mended() {
        ConfigFile file = read("""
                sources:
                  a: { auth: { bearer: "${S}" }, events: [{ type: custom, data: { title: body.media[0].href } }] }
                routes: [{ to: [ }
                """);
        assertThat(file.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(6);
            assertThat(problem.message()).startsWith("is no YAML: ");
        });
    }

    private static ConfigFile read(String line) {
        return ConfigFile.of(FILE + line, name -> Optional.of("a-secret-of-the-bakery"));
    }
}
