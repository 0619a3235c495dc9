package dev.gatewaysync.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class EventContractTest {
    private static final Instant NOON = Instant.parse("2025-09-06T12:00:00Z");

    @Test
    void every_permitted_record_has_exactly_one_type() {
        assertThat(Arrays.stream(BuiltInType.values()).map(BuiltInType::eventClass))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(GatewayEvent.class.getPermittedSubclasses())
                        .filter(type -> type != OwnEvent.class)
                        .<Class<? extends GatewayEvent>>map(type -> type.asSubclass(GatewayEvent.class))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void the_golden_sample_is_valid_and_survives_the_round_trip_with_every_field(BuiltInType type) {
        JsonNode sample = EventJson.mapper().readTree(EventSchemas.sample(type));
        ObjectNode data = (ObjectNode) sample.get("data");
        assertThat(sample.get("type").asString()).isEqualTo(type.wireName());
        assertThat(EventSchemas.problems(type, data)).isEmpty();

        EventEnvelope envelope =
                new EventEnvelope("id-1", type, Source.MAIN_APP, NOON, NOON, data, null, new Batch("b", 1, 2));
        EventEnvelope back = EventJson.fromBytes(EventJson.toBytes(envelope));

        assertThat(back).isEqualTo(envelope);
        assertThat(back.event()).isInstanceOf(type.eventClass());
        // Through text, because the tree tells an int from a long and JSON does not.
        JsonNode typed =
                EventJson.mapper().readTree(EventJson.toData(back.event()).toString());
        data.propertyNames().stream()
                .filter(name -> !name.equals("timestamp"))
                .forEach(name -> assertThat(typed.get(name)).as(name).isEqualTo(data.get(name)));
        assertThat(EventSchemas.problems(type, typed)).isEmpty();
        assertThat(EventDescription.of(back.event())).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource
    void a_record_refuses_exactly_what_its_schema_calls_missing(BuiltInType type) {
        JsonNode required =
                EventJson.mapper().readTree(EventSchemas.document(type)).path("required");
        for (JsonNode field : required) {
            ObjectNode data = sampleData(type);
            data.remove(field.asString());
            assertThat(EventSchemas.problems(type, data))
                    .containsExactly(new Problem("/" + field.asString(), "is required"));
        }
        ObjectNode withUnknown = sampleData(type).put("somethingNew", new java.math.BigDecimal("99999999999999999999"));
        assertThat(EventSchemas.problems(type, withUnknown)).isEmpty();
    }

    @Test
    void every_problem_is_listed_at_once_with_its_pointer_and_the_fix() {
        JsonNode data = EventJson.mapper().readTree("""
                {"name": "", "category": 7, "url": "ftp://files", "tags": ["ok", null]}""");
        assertThat(EventSchemas.problems(BuiltInType.RESOURCE_ADDED, data))
                .containsExactlyInAnyOrder(
                        new Problem("/name", "must not be empty"),
                        new Problem("/category", "must be a string, not a number (7)"),
                        new Problem("/url", "must be an absolute http or https URL, such as https://example.com/page"),
                        new Problem("/tags/1", "must be a string, not null"));
    }

    @Test
    void a_required_text_of_which_nothing_can_be_seen_is_empty() {
        for (String nothing : List.of("\u00a0", "\u3164", "\u200b\u2060", "\ufeff\u202f", "\u2800", " \u00ad ")) {
            ObjectNode data =
                    EventJson.mapper().createObjectNode().put("name", nothing).put("category", "Tools");
            assertThat(EventSchemas.problems(BuiltInType.RESOURCE_ADDED, data))
                    .containsExactly(new Problem("/name", "must not be empty"));
        }
    }

    @Test
    void statistics_need_a_number_in_range() {
        assertThat(problems("{}"))
                .containsExactly(
                        new Problem("", "must have at least one of resourceCount, categoryCount and totalUsers"));
        assertThat(problems("{\"resourceCount\": -1}"))
                .containsExactly(new Problem("/resourceCount", "must be at least 0"));
        assertThat(problems("{\"resourceCount\": 1.5}"))
                .containsExactly(new Problem("/resourceCount", "must be an integer, not a number (1.5)"));
        assertThat(problems("{\"resourceCount\": 1e300}"))
                .containsExactly(new Problem("/resourceCount", "must be at most 9007199254740991"));
        assertThat(problems("{\"resourceCount\": 99999999999999999999}"))
                .containsExactly(new Problem("/resourceCount", "must be at most 9007199254740991"));
        assertThat(problems("{\"resourceCount\": 600.0}")).isEmpty();
    }

    @Test
    void a_duplicate_key_and_trailing_text_are_refused() {
        assertThatThrownBy(() -> EventJson.readStrictly("{\"a\":1,\"a\":2}".getBytes()))
                .hasMessageContaining("Duplicate");
        assertThatThrownBy(() -> EventJson.readStrictly("{} {}".getBytes())).hasMessageContaining("railing");
        assertThatThrownBy(() -> EventJson.readStrictly(
                        "[".repeat(33).concat("]".repeat(33)).getBytes()))
                .hasMessageContaining("nesting depth");
        assertThat(EventJson.readStrictly("[".repeat(32).concat("]".repeat(32)).getBytes())
                        .isArray())
                .isTrue();
    }

    @Test
    void bytes_that_are_no_event_are_a_malformed_event() {
        assertThatThrownBy(() -> EventJson.fromBytes("{\"type\":\"app-deployed\"}".getBytes()))
                .isInstanceOf(MalformedEventException.class);
        assertThatThrownBy(() -> EventJson.fromBytes("{\"type\":\"no-such-type\"}".getBytes()))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageContaining("no-such-type");
    }

    @Test
    void an_event_of_a_communitys_own_type_travels_with_how_it_is_filed() {
        OwnType type = new OwnType("order-placed", UpdateCategory.FEATURES, Priority.HIGH);
        ObjectNode data = EventJson.mapper().createObjectNode().put("item", "Mug");
        EventEnvelope envelope =
                new EventEnvelope("id-1", type, new Source("shop"), NOON, NOON, data, null, new Batch("b", 1, 2));

        EventEnvelope back = EventJson.fromBytes(EventJson.toBytes(envelope));

        assertThat(back).isEqualTo(envelope);
        assertThat(back.category()).isEqualTo(UpdateCategory.FEATURES);
        assertThat(back.type().priority()).isEqualTo(Priority.HIGH);
        assertThat(back.event()).isEqualTo(new OwnEvent(type, data));
        assertThat(EventDescription.of(back.event())).isEqualTo("order-placed: Mug");
    }

    private static java.util.List<Problem> problems(String data) {
        return EventSchemas.problems(BuiltInType.STATS_UPDATED, EventJson.readStrictly(data.getBytes()));
    }

    private static ObjectNode sampleData(BuiltInType type) {
        return (ObjectNode)
                EventJson.mapper().readTree(EventSchemas.sample(type)).get("data");
    }
}
