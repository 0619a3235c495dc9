package dev.gatewaysync.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class EventDataTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "resource-added | {\"name\":2048,\"category\":\"g\"} | {\"name\":\"2048\",\"category\":\"g\"}",
                "resource-added | {\"name\":\"n\",\"category\":7} | {\"name\":\"n\",\"category\":\"7\"}",
                "resource-added | {\"name\":true,\"category\":\"g\"} | {\"name\":\"true\",\"category\":\"g\"}",
                "resource-added | {\"name\":\"n\",\"category\":\"g\",\"tags\":[1984,null,\"a\",2.50]} | {\"name\":\"n\",\"category\":\"g\",\"tags\":[\"1984\",\"a\",\"2.50\"]}",
                "resource-added | {\"name\":\"n\",\"category\":\"g\",\"url\":null,\"description\":null,\"tags\":null,\"timestamp\":null} | {\"name\":\"n\",\"category\":\"g\"}",
                "resource-added | {\"name\":\"n\",\"category\":\"g\",\"url\":\"\",\"timestamp\":\" \",\"description\":\"\"} | {\"name\":\"n\",\"category\":\"g\",\"description\":\"\"}",
                "resource-added | {\"name\":\"n\",\"category\":\"g\",\"url\":\"\\u00a0https://e.example/a b\\u200b\"} | {\"name\":\"n\",\"category\":\"g\",\"url\":\"https://e.example/a%20b\"}",
                "resource-added | {\"name\":\"n\",\"category\":\"g\",\"url\":\"https://e.example/a\\n  b\"} | {\"name\":\"n\",\"category\":\"g\",\"url\":\"https://e.example/a%20%20b\"}",
                "resource-added | {\"name\":\"n\",\"category\":\"g\",\"url\":\"http://main_app:3000/x\"} | {\"name\":\"n\",\"category\":\"g\",\"url\":\"http://main_app:3000/x\"}",
                "resource-added | {\"name\":\"n\",\"category\":\"g\",\"url\":\"https://bücher.example/ü\"} | {\"name\":\"n\",\"category\":\"g\",\"url\":\"https://bücher.example/ü\"}",
                "resource-added | {\"name\":\"n\",\"category\":\"g\",\"url\":\"http://[::1]:8080/\"} | {\"name\":\"n\",\"category\":\"g\",\"url\":\"http://[::1]:8080/\"}",
                "app-deployed | {\"version\":1.10} | {\"version\":\"1.10\"}",
                "app-deployed | {\"version\":7,\"changes\":[12,null]} | {\"version\":\"7\",\"changes\":[\"12\"]}",
                "app-deployed | {\"version\":\"1\",\"timestamp\":1757160000} | {\"version\":\"1\",\"timestamp\":\"2025-09-06T12:00:00Z\"}",
                "app-deployed | {\"version\":\"1\",\"timestamp\":\"2025-09-06 12:00+0000\"} | {\"version\":\"1\",\"timestamp\":\"2025-09-06T12:00:00Z\"}",
                "maintenance | {\"status\":\"started\",\"message\":404,\"startTime\":1757160000000,\"endTime\":null} | {\"status\":\"started\",\"message\":\"404\",\"startTime\":\"2025-09-06T12:00:00Z\"}",
                "stats-updated | {\"resourceCount\":\"594\",\"categoryCount\":null,\"totalUsers\":\"\"} | {\"resourceCount\":594}",
                "stats-updated | {\"resourceCount\":\" 594.0 \"} | {\"resourceCount\":594}",
                "stats-updated | {\"resourceCount\":1,\"otherStats\":null} | {\"resourceCount\":1}",
                "custom | {\"title\":7,\"priority\":null,\"image\":\"\",\"fields\":[{\"name\":\"Price\",\"value\":12.50,\"inline\":\"true\"},null]} | {\"title\":\"7\",\"fields\":[{\"name\":\"Price\",\"value\":\"12.50\",\"inline\":true}]}",
                "feature-released | {\"featureName\":\"f\",\"prerelease\":\"true\",\"descriptionFormat\":null} | {\"featureName\":\"f\",\"prerelease\":true}"
            })
    void a_field_is_read_as_what_it_says(String type, String given, String read) {
        ObjectNode data = read(type, given);
        assertThat(data).hasToString(read);
        assertThat(EventSchemas.problems(BuiltInType.named(type).orElseThrow(), data))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "app-deployed | {\"version\":null} | /version is required",
                "custom | {\"title\":\" \"} | /title must not be empty",
                "custom | {\"title\":\"t\",\"priority\":\"urgent\"} | '/priority must be one of [\"high\",\"normal\",\"low\"]'",
                "custom | {\"title\":\"t\",\"fields\":[{\"name\":\"n\"}]} | /fields/0/value is required",
                "custom | {\"title\":\"t\",\"fields\":[{\"name\":\"n\",\"value\":{}}]} | '/fields/0/value must be a string, not an object'",
                "custom | {\"title\":\"t\",\"fields\":{\"n\":\"v\"}} | '/fields must be an array, not an object'",
                "custom | {\"title\":\"t\",\"image\":\"picture.png\"} | /image must be an absolute http or https URL, such as https://example.com/page",
                "app-deployed | {\"version\":[1]} | /version must be a string, not an array",
                "app-deployed | {\"version\":\"1\",\"changes\":\"one\"} | '/changes must be an array, not a string (\"one\")'",
                "app-deployed | {\"version\":\"1\",\"url\":\"https://exa mple.com/\"} | /url must be an absolute http or https URL, such as https://example.com/page",
                "app-deployed | {\"version\":\"1\",\"url\":7} | /url must be a string, not a number (7)",
                "app-deployed | {\"version\":\"1\",\"timestamp\":\"2025-09-06\"} | /timestamp must be an ISO-8601 date and time with an offset, such as 2025-09-06T12:00:00Z",
                "stats-updated | {\"resourceCount\":\"1,512\"} | '/resourceCount must be an integer, not a string (\"1,512\")'",
                "stats-updated | {\"resourceCount\":\"-1\"} | /resourceCount must be at least 0",
                "stats-updated | {\"resourceCount\":\"99999999999999999999\"} | /resourceCount must be at most 9007199254740991",
                "stats-updated | {\"resourceCount\":\"1.5\"} | '/resourceCount must be an integer, not a string (\"1.5\")'",
                "stats-updated | {\"resourceCount\":null} | ' must have at least one of resourceCount, categoryCount and totalUsers'"
            })
    void what_cannot_be_read_is_named(String type, String given, String problem) {
        assertThat(EventSchemas.problems(BuiltInType.named(type).orElseThrow(), read(type, given)))
                .extracting(found -> found.pointer() + " " + found.message())
                .containsExactly(problem);
    }

    @Test
    void a_custom_event_has_at_most_twenty_five_fields() {
        String fields = "{\"name\":\"n\",\"value\":\"v\"},".repeat(26);
        String data = "{\"title\":\"t\",\"fields\":[" + fields.substring(0, fields.length() - 1) + "]}";
        assertThat(EventSchemas.problems(BuiltInType.CUSTOM, read("custom", data)))
                .containsExactly(new Problem("/fields", "must have at most 25 entries, not 26"));
    }

    @ParameterizedTest
    @EnumSource
    void a_sample_is_read_as_it_stands_and_unknown_fields_are_not_touched(BuiltInType type) {
        ObjectNode data = (ObjectNode)
                EventJson.mapper().readTree(EventSchemas.sample(type)).get("data");
        data.putNull("unknownNull")
                .put("unknownNumber", 7)
                .putArray("unknownList")
                .addNull();
        // Through text, because the tree tells an int from a long and JSON does not.
        assertThat(EventData.read(EventSchemas.of(type), data)).hasToString(data.toString());
    }

    /** Every text that comes from outside has a length that both databases can hold. */
    @ParameterizedTest
    @EnumSource
    void every_text_of_an_event_from_outside_has_a_greatest_length_that_is_enforced(BuiltInType type) {
        if (type.origin() != BuiltInType.Origin.MAIN_APP) {
            return;
        }
        EventSchemas.of(type).node().path("properties").properties().forEach(field -> {
            JsonNode rule = field.getValue().has("items") ? field.getValue().path("items") : field.getValue();
            if (!rule.path("type").asString("").equals("string") || rule.has("format") || rule.has("enum")) {
                return;
            }
            int max = rule.path("maxLength").asInt(0);
            assertThat(max).as(field.getKey()).isBetween(1, 262_144);
            ObjectNode data = (ObjectNode)
                    EventJson.mapper().readTree(EventSchemas.sample(type)).get("data");
            String start = rule.has("pattern") ? "https://e.example/" : "";
            String longest = start + "\uD83D\uDE00".repeat(max - start.length());
            boolean isList = field.getValue().has("items");
            set(data, field.getKey(), longest, isList);
            assertThat(EventSchemas.problems(type, data)).isEmpty();
            set(data, field.getKey(), longest + "x", isList);
            assertThat(EventSchemas.problems(type, data))
                    .containsExactly(new Problem(
                            "/" + field.getKey() + (isList ? "/0" : ""),
                            "must have at most " + max + " characters, not " + (max + 1)));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            custom       | {"title":"t","fields":[null,{"name":"a"},null,{"value":"b"}]} | /fields/1/value,/fields/3/name
            app-deployed | {"version":"v","changes":[null,"one",null,null,{},"two",[]]}  | /changes/4,/changes/6
            app-deployed | {"version":"v","changes":["one",{}]}                          | /changes/1
            app-deployed | {"changes":[null]}                                            | /version
            """)
    void a_problem_is_named_where_it_was_sent_also_behind_a_null(String type, String data, String pointers) {
        EventSchema schema = EventSchemas.of(BuiltInType.named(type).orElseThrow());
        ObjectNode sent = (ObjectNode) EventJson.readStrictly(data.getBytes(StandardCharsets.UTF_8));
        ObjectNode read = EventData.read(schema, sent);
        assertThat(EventData.asSent(sent, read, schema.problems(read)))
                .extracting(Problem::pointer)
                .containsExactlyInAnyOrder(pointers.split(","));
    }

    @Test
    void a_text_of_space_alone_is_read_in_time_in_proportion_to_its_length() {
        String spaces = " ".repeat(200_000);
        ObjectNode data = EventJson.mapper().createObjectNode().put("name", "n").put("category", "c");
        data.put("url", "https://e.example/" + spaces + "x");
        assertThat(EventData.read(EventSchemas.of(BuiltInType.RESOURCE_ADDED), data)
                        .path("url")
                        .asString())
                .hasSize(18 + 3 * 200_000 + 1);
    }

    private static void set(ObjectNode data, String field, String value, boolean isList) {
        if (isList) {
            data.putArray(field).add(value);
        } else {
            data.put(field, value);
        }
    }

    private static ObjectNode read(String type, String data) {
        return EventData.read(EventSchemas.of(BuiltInType.named(type).orElseThrow()), (ObjectNode)
                EventJson.readStrictly(data.getBytes(StandardCharsets.UTF_8)));
    }
}
