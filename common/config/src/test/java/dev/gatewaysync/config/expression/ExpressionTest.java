package dev.gatewaysync.config.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.events.EventJson;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ExpressionTest {
    private static final JsonNode EVENT = json("""
            {"type": "order-placed", "source": "shop",
             "data": {"item": "Mug", "amount": 120.5, "tags": ["new", "blue"], "note": "A-17 and B-4", "none": null}}
            """);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            type = 'order-placed' and data.amount >= 100        | true
            data.item & '!'                                     | "Mug!"
            $formatNumber(data.amount, '0.00')                  | "120.50"
            data.tags[0]                                        | "new"
            $count(data.tags)                                   | 2
            data.amount * 2                                     | 241
            {"a": data.item, "b": missing}                      | {"a":"Mug"}
            $contains(data.note, /[a-z]-17/i)                   | true
            $contains(data.note, 'B-4')                         | true
            $match(data.note, /([A-Z])-([0-9]+)/).groups[0]     | ["A","B"]
            $replace(data.note, /([A-Z])-([0-9]+)/, '$2$1')     | "17A and 4B"
            $replace('a.b.c', '.', '-')                         | "a-b-c"
            $substring('🐞 ab', 0, 100)                         | "🐞 ab"
            $substring('a🐞b🐞c', 1, 2)                         | "🐞b"
            $substring('🐞 ab', 2)                              | "ab"
            $substring('🐞 ab', -2)                             | "ab"
            $substring('🐞 ab', -9, 2)                          | "🐞 "
            $substring('ab', 3, 1)                              | ""
            $substring('ab', 0, -1)                             | ""
            $replace('a.b.c', '.', '-', 1)                      | "a-b.c"
            $split('a, b ,c', /\\s*,\\s*/)                      | ["a","b","c"]
            $split('a.b', '.')                                  | ["a","b"]
            $pad('7', -3, '0')                                  | "007"
            $text('  Mug ')                                     | "Mug"
            $text(data.amount) & $text(true)                    | "120.5true"
            $text(' ') ?? $text(data.tags) ?? $text(data) ?? 1  | 1
            $text(data.none) ?? $text(data.missing) ?? 'none'   | "none"
            $cut('a🐞b🐞c', 3) & $cut('abc', 3) & $cut('abc', 0)  | "a🐞…abc"
            data.missing != true                                | true
            data.item != 'Mug'                                  | false
            data.item != 'Cup' and $not(data.amount != 120.5)   | true
            $encodeUrlComponent('a b')                          | "a%20b"
            ['x1', 'y'] ~> $filter(/[0-9]/)                     | "x1"
            $join($map(data.tags, function($t) { '#' & $t }), ' ') | "#new #blue"
            """)
    void says_what_the_language_says(String expression, String result) {
        assertThat(Expression.of(expression).of(EVENT).toString()).isEqualTo(result);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data.missing", "data.none", "$contains(data.missing, 'x')", "data.tags[5]"})
    void what_is_not_there_is_nothing(String expression) {
        assertThat(Expression.of(expression).of(EVENT).isMissingNode()).isTrue();
        assertThat(Expression.of(expression).isTrueOf(EVENT)).isFalse();
    }

    @Test
    void a_number_that_is_larger_than_any_is_nothing() {
        JsonNode input = EventJson.readStrictly("{\"a\":1e400,\"b\":-1e999999,\"c\":1e-999999,\"d\":1}".getBytes());
        assertThat(Expression.of("[a, b, c, d]").of(input)).hasToString("[0,1]");
    }

    @Test
    void a_whole_number_keeps_all_its_digits() {
        JsonNode input = EventJson.readStrictly("{\"id\":123456789012345678901234567890}".getBytes());
        assertThat(Expression.of("{'ids': [id, 1]}").of(input))
                .hasToString("{\"ids\":[123456789012345678901234567890,1]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "'true'", "data.tags", "data"})
    void only_true_is_true(String expression) {
        assertThat(Expression.of(expression).isTrueOf(EVENT)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            data.amount >                      | 13
            data.(item                         | 10
            data.item = 'Mug                   | 16
            $contains(data.item, /(?=x)/)      | -1
            """)
    void what_cannot_be_read_says_where(String expression, int position) {
        assertThatThrownBy(() -> Expression.of(expression))
                .isInstanceOfSatisfying(
                        ExpressionException.class,
                        e -> assertThat(e.position()).as(e.getMessage()).isEqualTo(position));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A loop that never ends, in one level and in ever more.
                "($f := function($n) { $f($n + 1) }; $f(0))",
                "($f := function($n) { 1 + $f($n + 1) }; $f(0))",
                "($f := function() { $map([1..1000], function($i) { $map([1..1000], function($j) { $i * $j }) }) }; $f())",
                // Ten megabytes and more.
                "$pad('x', 10000000)",
                "$pad('x', -1000000000)",
                "$reduce([1..40], function($a, $b) { $a & $a }, 'xxxxxxxx')",
                "[1..1000000]",
                "$join($map([1..90000], function($i) { 'xxxxxxxxxxxxxxxxxxxx' }))",
                // What is not the event's.
                "$now()",
                "$millis()",
                "$random()",
                "$shuffle([1, 2])",
                "$eval('1 + 1')",
                "data.item + 1",
            })
    void nothing_holds_up_or_fills_the_service(String expression) {
        long start = System.nanoTime();
        Expression compiled = Expression.of(expression);
        assertThatThrownBy(() -> compiled.of(EVENT)).isInstanceOf(ExpressionException.class);
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$contains(text, /(a+)+$/)",
                "$match(text, /(a|aa)+$/)",
                "$replace(text, /(a*)*b/, '')",
                "$split(text, /(a+)+!$/)",
                "[text] ~> $filter(/(a+)+$/)",
                "/(a+)+$/(text)",
                "($r := /(x+x+)+y/; $contains(text, $r))",
            })
    void a_regular_expression_takes_time_that_is_linear_in_the_text(String expression) {
        JsonNode input = json("{\"text\": \"" + "a".repeat(5_000) + "!\"}");
        long start = System.nanoTime();
        Expression.of(expression).of(input);
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }

    @Test
    void several_threads_may_ask_one_expression() throws Exception {
        Expression expression = Expression.of("$sum(numbers) & ':' & $contains(name, /n[0-9]+/)");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> tasks = IntStream.range(0, 500)
                    .<Callable<Boolean>>mapToObj(i -> () -> expression
                            .of(json("{\"numbers\": [" + i + ", 1], \"name\": \"n" + i + "\"}"))
                            .stringValue()
                            .equals((i + 1) + ":true"))
                    .toList();
            for (Future<Boolean> done : threads.invokeAll(tasks)) {
                assertThat(done.get()).isTrue();
            }
        }
    }

    @Test
    void no_expression_sees_what_another_called_something() {
        Expression naming = Expression.of("($x := 5; $x)");
        Expression asking = Expression.of("$x");

        assertThat(naming.of(EVENT).intValue()).isEqualTo(5);
        assertThat(asking.of(EVENT).isMissingNode()).isTrue();
    }

    private static JsonNode json(String text) {
        return EventJson.mapper().readTree(text);
    }

    @Test
    void a_list_that_is_said_over_and_over_ends_at_a_bound() {
        JsonNode many = EventJson.mapper()
                .valueToTree(IntStream.range(0, 50_000).boxed().toList());
        assertThatThrownBy(() ->
                        Expression.of("($all := $; [1..200].{ \"all\": $all })").of(many))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("values");
    }

    @Test
    void a_function_that_there_is_not_is_refused_before_anything_is_worked_out() {
        assertThatThrownBy(() -> Expression.of("item & $formatNumbr(amount, '0')"))
                .isInstanceOfSatisfying(ExpressionException.class, e -> {
                    assertThat(e.reason())
                            .isEqualTo(
                                    "calls $formatNumbr, and there is no such function; did you mean $formatNumber?");
                    assertThat(e.position()).isEqualTo(7);
                });
        assertThatThrownBy(() -> Expression.of("$nothing(1)"))
                .hasMessage("calls $nothing, and there is no such function");
        assertThatThrownBy(() -> Expression.of("a ? b : [1].$nowhere($)"))
                .hasMessage("calls $nowhere, and there is no such function");
    }

    @Test
    void functions_that_an_expression_makes_or_is_given_are_called_as_any() {
        for (String own : List.of(
                "($twice := function($n) { $n * 2 }; $twice(4))",
                "$map([1, 2], function($n, $i) { $n + $i })",
                "(function($f) { $f(2) })(function($n) { $n })",
                "[1, 2] ~> $sum()",
                "($first := $substring(?, 0, 1); $first('abc'))",
                "$cut($text(title), 10)",
                "'$nowhere(1)'",
                "$match('$nowhere(', /\\$nowhere\\(/)")) {
            assertThatCode(() -> Expression.of(own)).as(own).doesNotThrowAnyException();
        }
    }
}
