package dev.gatewaysync.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.config.ConfigProblem;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an expression of a source reads and no request has: it would be nothing, and nobody would hear of it. */
class SourceNamesTest {
    private static final String FILE = """
            version: 1
            sources:
              bakery:
                auth: { bearer: "${BAKERY_SECRET}" }
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            id: headers."X-Bakery-Event"                        | 9  | 'X-Bakery-Event' is found in no request: names of headers are in lower case, in quotes; write headers."x-bakery-event"
            id: headers.X-Bakery-Event                          | 9  | headers.X-Bakery-Event is a subtraction: names of headers are in lower case, in quotes; write headers."x-bakery-event"
            id: headers.x-bakery-event                          | 9  | headers.x-bakery-event is a subtraction: names of headers are in lower case, in quotes; write headers."x-bakery-event"
            id: "'bakery:' & headers.x-bakery-event"            | 22 | headers.x-bakery-event is a subtraction: names of headers are in lower case, in quotes; write headers."x-bakery-event"
            id: headers['X-Bakery-Event']                       | 9  | headers['X-Bakery-Event'] is all headers: names of headers are in lower case, in quotes; write headers."x-bakery-event"
            id: $lookup(headers, 'X-Bakery-Event')              | 9  | 'X-Bakery-Event' is found in no request: names of headers are in lower case, in quotes; write headers."x-bakery-event"
            id: $.headers.Etag                                  | 9  | 'Etag' is found in no request: names of headers are in lower case, in quotes; write headers."etag"
            id: event.id                                        | 9  | 'event' is nothing that a request has, did you mean body.event.id?; it has body, headers and query
            id: bdoy.id                                         | 9  | 'bdoy' is nothing that a request has, did you mean 'body'?; it has body, headers and query
            id: type                                            | 9  | 'type' is nothing that a request has, did you mean body.type?; it has body, headers and query
            """)
    void is_noted_in_an_id(String id, int column, String note) {
        ConfigFile file = read(FILE + "    " + id + "\n    events: [{ type: custom }]\n");
        assertThat(file.problems()).isEmpty();
        assertThat(file.notes()).extracting(ConfigProblem::message).containsExactly(note);
        assertThat(file.notes().getFirst().line()).isEqualTo(5);
        assertThat(file.notes().getFirst().column()).isGreaterThanOrEqualTo(column);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            { type: custom, when: headers.X-Kind = 'a' }
            { type: custom, data: { title: "headers.X-Kind" } }
            { type: custom, data: { title: body.title, details: { kind: headers.X-Kind } } }
            { type: custom, data: "{ 'title': headers.X-Kind }" }
            { type: custom, about: headers.X-Kind }
            { type: custom, time: headers.X-Kind }
            """)
    void is_noted_wherever_a_source_says_it(String rule) {
        ConfigFile file = read(FILE + "    events:\n      - " + rule + "\n");
        assertThat(file.problems()).isEmpty();
        assertThat(file.notes())
                .extracting(ConfigProblem::message)
                .containsExactly("headers.X-Kind is a subtraction: names of headers are in lower case, in quotes;"
                        + " write headers.\"x-kind\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            headers."x-bakery-event"
            headers.host
            $lookup(headers, 'x-bakery-event')
            headers.`x-bakery-event`
            body.headers."X-Mailer" & body.total - body.tax
            body.text = 'headers.X-Kind'
            query.limit-1
            $join(body.items[kind = 'a'].name, ',')
            $map(body.items, function($item) { $item.name & $item.id })
            body.items.(name & id)
            ($first := body.items[0]; $first.name)
            """)
    void what_a_request_may_have_is_not_noted(String id) {
        ConfigFile file = read(FILE + "    id: |\n      " + id + "\n    events: [{ type: custom }]\n");
        assertThat(file.problems()).isEmpty();
        assertThat(file.notes()).isEmpty();
    }

    private static ConfigFile read(String text) {
        return ConfigFile.of(text, name -> Optional.of("a-secret-of-the-bakery"));
    }
}
