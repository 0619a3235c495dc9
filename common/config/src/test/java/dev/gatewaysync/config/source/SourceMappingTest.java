package dev.gatewaysync.config.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.read.ConfigFile;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceMappingTest {
    private static final GatewayConfig CONFIG = config("""
            version: 1
            types:
              order-placed:
                category: statistics
                priority: high
                fields:
                  item: text!
                  amount: number
                  buyer: text
                  at: time
            sources:
              shop:
                auth: { bearer: "${SECRET}" }
                id: headers."x-shop-delivery"
                events:
                  - when: body.kind = 'order.created' and body.test != true
                    type: order-placed
                    data: { item: body.line_items[0].title, amount: $number(body.total), buyer: body.customer.name }
                  - when: body.kind = 'order.cancelled'
                    ignore: "cancelled"
                  - when: body.kind = 'bug'
                    type: bug-fixed
                    data: "{ 'title': body.title, 'timestamp': body.at }"
                  - when: body.kind = 'slow'
                    type: bug-fixed
                    data: ( $f := function($n) { $f($n + 1) }; $f(0) )
                  - when: body.kind = 'long'
                    type: bug-fixed
                    data: |
                      ( $t := $pad('', 200000, 'x'); { "title": "x", "more": [1..20].$t } )
                  - when: body.kind = 'list'
                    type: bug-fixed
                    data: "body.line_items"
                  - when: $number(body.kind) > 5
                    type: bug-fixed
                    data: { title: query.title }
              plain:
                auth: { bearer: "${SECRET}" }
                events:
                  - type: order-placed
              lab:
                preset: gitlab
                auth: { secret: "${SECRET}" }
                id: body.no
                events:
                  - when: body.object_kind = 'release' and $contains(body.tag, '-rc')
                    ignore: "not for members"
            """);

    @Test
    void the_first_rule_that_is_true_makes_the_event() {
        SourceOutcome.Event event = event(of(
                "shop",
                "{'kind':'order.created','line_items':[{'title':' Mug '},{'title':'Cup'}],'total':'12.50',"
                        + "'customer':{'name':'Ada'}}",
                "X-Shop-Delivery",
                "d-7"));
        assertThat(event.type()).hasToString("order-placed");
        assertThat(event.type().category()).hasToString("STATISTICS");
        assertThat(event.data()).hasToString("{\"item\":\"Mug\",\"amount\":12.5,\"buyer\":\"Ada\"}");
        assertThat(event.key()).isEqualTo("d-7");
        assertThat(event.rule()).isEqualTo("rule 1");
        assertThat(event.timestamp()).isNull();
    }

    @Test
    void a_value_that_is_missing_leaves_its_field_out() {
        assertThat(event(of("shop", "{'kind':'order.created','line_items':[{'title':'Mug'}],'customer':null}"))
                        .data())
                .hasToString("{\"item\":\"Mug\"}");
    }

    @Test
    void a_list_of_one_is_a_list_where_the_type_has_one() {
        ConfigFile file = ConfigFile.of("""
                version: 1
                types: { order-placed: { fields: { items: list } } }
                sources:
                  shop: { auth: { bearer: "${S}" }, events: [{ type: order-placed, data: { items: body.lines.title } }] }
                """, name -> Optional.of("0123456789abcdef"));
        SourceMapping mapping =
                new SourceMapping(file.config(), file.config().source("shop").orElseThrow());
        for (String lines : List.of("[{'title':'Teapot'}]", "[{'title':'Teapot'},{'title':'Cup'}]")) {
            SourceOutcome outcome = mapping.of(new SourceRequest(json("{'lines':" + lines + "}"), Map.of(), Map.of()));
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            SourceOutcome.Event.class,
                            event -> assertThat(event.data().path("items").isArray())
                                    .isTrue());
        }
    }

    @Test
    void a_rule_may_say_that_a_request_is_nothing_and_no_rule_says_so_too() {
        assertThat(of("shop", "{'kind':'order.cancelled'}")).isEqualTo(new SourceOutcome.Ignored("cancelled"));
        assertThat(of("shop", "{'kind':'order.created','test':true}")).isInstanceOf(SourceOutcome.Refused.class);
        assertThat(of("shop", "{'kind':'3'}")).isEqualTo(new SourceOutcome.Ignored("no rule of the source matches"));
    }

    @Test
    void what_the_type_does_not_take_is_said_in_the_words_of_the_door_with_the_rule_that_made_it() {
        assertThat(problems(of("shop", "{'kind':'order.created','total':1}")))
                .containsExactly(new Problem("/data/item", "is required (rule 1, item: body.line_items[0].title)"));
        assertThat(problems(of("plain", "{'item':7,'amount':'much','at':'yesterday'}")))
                .extracting(Problem::pointer)
                .containsExactlyInAnyOrder("/data/amount", "/data/at");
        assertThat(problems(of("shop", "{'kind':'bug','title':'x','at':'yesterday'}")))
                .extracting(Problem::pointer)
                .containsExactly("/data/timestamp");
    }

    @Test
    void the_time_of_the_data_is_the_events() {
        SourceOutcome.Event event = event(of("shop", "{'kind':'bug','title':'x','at':'2026-03-01T11:00:00+0100'}"));
        assertThat(event.timestamp()).hasToString("2026-03-01T10:00:00Z");
    }

    @Test
    void without_data_the_whole_body_is_the_events() {
        assertThat(event(of("plain", "{'item':'Mug','colour':'blue'}")).data())
                .hasToString("{\"item\":\"Mug\",\"colour\":\"blue\"}");
        assertThat(problems(of("plain", "['Mug']")))
                .containsExactly(
                        new Problem("", "rule 1 takes the whole body as the event's data, and that is no object"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'kind':'slow'}               | `data` of rule 4: takes longer than 100 ms
            {'kind':'list'}               | `data` of rule 6 gives nothing, not an object
            {'kind':'list','line_items':[1,2]} | `data` of rule 6 gives a list, not an object
            {'kind':'x'}                  | `when` of rule 7: takes something for a number that is none
            {'kind':'order.created','line_items':[{'title':'a'}],'total':'x'} | field 'amount' in `data` of rule 1: takes something for a number that is none
            """)
    void a_rule_that_fails_says_which_and_why(String body, String message) {
        assertThat(problems(of("shop", body))).containsExactly(new Problem("", message));
    }

    @Test
    void a_rule_that_makes_too_much_is_refused() {
        assertThat(problems(of("shop", "{'kind':'long'}")))
                .containsExactly(new Problem("/data", "has more than 262144 characters (rule 5)"));
    }

    @Test
    void rules_see_headers_in_lower_case_and_the_query() {
        SourceRequest request =
                new SourceRequest(json("{'kind':'7'}"), Map.of(), Map.of("title", List.of("From the query")));
        assertThat(event(new SourceMapping(CONFIG, CONFIG.source("shop").orElseThrow()).of(request))
                        .data()
                        .path("title")
                        .asString())
                .isEqualTo("From the query");
    }

    @Test
    void a_key_that_is_no_text_is_refused_and_one_that_is_missing_is_none() {
        String release = "{'object_kind':'release','action':'create','tag':'v1','no':";
        assertThat(event(of("lab", release + "7}")).key()).isEqualTo("7");
        assertThat(event(of("lab", release + "null}")).key()).isNull();
        assertThat(event(of("lab", release + "' '}")).key()).isNull();
        assertThat(problems(of("lab", release + "[1]}")))
                .containsExactly(new Problem("", "`id` gives a list, not a text or a number"));
    }

    @Test
    void rules_of_ones_own_come_before_those_of_the_preset() {
        assertThat(of("lab", "{'object_kind':'release','action':'create','tag':'v1-rc1'}"))
                .isEqualTo(new SourceOutcome.Ignored("not for members"));
        assertThat(event(of("lab", "{'object_kind':'release','action':'create','tag':'v1'}"))
                        .rule())
                .isEqualTo("rule 1 of the preset gitlab");
    }

    private static GatewayConfig config(String file) {
        ConfigFile read = ConfigFile.of(file, name -> Optional.of("a-secret-of-the-source"));
        assertThat(read.problems()).isEmpty();
        return read.config();
    }

    private static SourceOutcome of(String source, String body, String... header) {
        return new SourceMapping(CONFIG, CONFIG.source(source).orElseThrow())
                .of(new SourceRequest(
                        json(body), header.length == 0 ? Map.of() : Map.of(header[0], header[1]), Map.of()));
    }

    private static tools.jackson.databind.JsonNode json(String singleQuoted) {
        return EventJson.readStrictly(singleQuoted.replace('\'', '"').getBytes());
    }

    private static SourceOutcome.Event event(SourceOutcome outcome) {
        assertThat(outcome).isInstanceOf(SourceOutcome.Event.class);
        return (SourceOutcome.Event) outcome;
    }

    private static List<Problem> problems(SourceOutcome outcome) {
        assertThat(outcome).isInstanceOf(SourceOutcome.Refused.class);
        return ((SourceOutcome.Refused) outcome).problems();
    }
}
