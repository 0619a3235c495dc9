package dev.gatewaysync.config.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.read.ConfigFile;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.MalformedEventException;
import dev.gatewaysync.events.Source;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class ConfiguredRoutesTest {
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    @Test
    void every_match_is_sent_to_and_a_stop_ends_the_list() {
        ConfiguredRoutes routes = routes("""
                - { when: "type = 'custom'", to: [a], mention: "123456789012345678", silent: true }
                - { when: data.amount > 5, to: [b, a] }
                - { when: "type = 'custom' and data.amount > 7", to: [c], stop: true }
                - { to: [d] }
                """);

        assertThat(targets(routes, "custom", "{\"title\":\"x\",\"amount\":6}")).contains(List.of("a", "b", "d"));
        assertThat(targets(routes, "custom", "{\"title\":\"x\",\"amount\":8}")).contains(List.of("a", "b", "c"));
        assertThat(targets(routes, "bug-fixed", "{\"title\":\"x\"}")).contains(List.of("d"));
        Placement merged = placements(routes, "custom", "{\"title\":\"x\",\"amount\":6}")
                .orElseThrow()
                .getFirst();
        assertThat(merged.options()).isEqualTo(new DeliveryOptions(Set.of("123456789012345678"), false, false, null));
    }

    /** Whether messages get a thread and are published is said by the target, unless the route says it. */
    @Test
    void a_route_wins_over_what_its_target_says_of_threads_and_publishing() {
        ConfigFile file = ConfigFile.of("""
                version: 1
                targets:
                  news: { channel: news, thread: true, publish: true }
                  log: { channel: log, thread: "123456789012345678" }
                routes:
                  - { when: type = 'custom', to: [news, log] }
                  - { when: type = 'bug-fixed', to: [news], thread: false, publish: false }
                  - { when: type = 'maintenance', to: [log, announcements], publish: true, thread: true }
                """, name -> Optional.empty());
        assertThat(file.problems()).isEmpty();
        ConfiguredRoutes routes = new ConfiguredRoutes(file::config, InstantSource.fixed(NOON));

        assertThat(options(routes, "custom", "{\"title\":\"x\"}")).containsExactly("true true", "false null");
        assertThat(options(routes, "bug-fixed", "{\"title\":\"x\"}")).containsExactly("false false");
        assertThat(options(routes, "maintenance", "{\"status\":\"started\",\"message\":\"x\"}"))
                .containsExactly("true true", "true true");
        assertThat(file.config().target("log").orElseThrow().thread()).isEqualTo("123456789012345678");
    }

    private static List<String> options(ConfiguredRoutes routes, String type, String data) {
        return placements(routes, type, data).orElseThrow().stream()
                .map(placement ->
                        placement.options().thread() + " " + placement.options().publish())
                .toList();
    }

    /** At noon the quiet hours have begun. */
    @Test
    void a_digest_that_is_due_in_quiet_hours_comes_at_their_end_with_what_they_hold_and_in_time_with_the_rest() {
        ConfigFile file = ConfigFile.of("""
                version: 1
                routes:
                  - { when: type = 'maintenance', to: [announcements], digest: { every: day, at: "14:00" } }
                  - { when: type != 'maintenance', to: [announcements], digest: { every: day, at: "13:00" } }
                quiet: { from: "11:30", to: "13:30", hold: [custom], silence: [bug-fixed, maintenance] }
                """, name -> Optional.empty());
        ConfiguredRoutes routes = new ConfiguredRoutes(file::config, InstantSource.fixed(NOON));

        assertThat(shown(routes, "custom", "{\"title\":\"x\"}")).isEqualTo("2026-01-05T13:30:00Z collected true false");
        assertThat(shown(routes, "bug-fixed", "{\"title\":\"x\"}"))
                .isEqualTo("2026-01-05T13:00:00Z collected true true");
        assertThat(shown(routes, "feature-released", "{\"featureName\":\"x\"}"))
                .isEqualTo("2026-01-05T13:00:00Z collected true false");
        assertThat(shown(routes, "maintenance", "{\"status\":\"started\",\"message\":\"x\"}"))
                .as("is heard in the digest, which is after them")
                .isEqualTo("2026-01-05T14:00:00Z collected true false");
    }

    private static String shown(ConfiguredRoutes routes, String type, String data) {
        EventEnvelope event = event(type, data, Source.MAIN_APP);
        Placement placement =
                routes.inQuiet(event, routes.of(event).orElseThrow().getFirst());
        return placement.notBefore() + " collected " + placement.isCollected() + " "
                + placement.options().silent();
    }

    @Test
    void of_several_routes_to_one_place_the_soonest_shows_it_and_it_is_silent_only_if_all_are() {
        String atSix = "- { to: [a], silent: true, digest: { every: day, at: \"18:00\" } }\n";
        String atTwo = "- { to: [a], silent: true, digest: { every: day, at: \"14:00\" } }\n";
        String atOnce = "- { to: [a] }\n";
        Instant two = Instant.parse("2026-01-05T14:00:00Z");
        DeliveryOptions silent = new DeliveryOptions(Set.of(), true, false, null);

        assertThat(first(routes(atSix + atTwo))).isEqualTo(new Placement("a", silent, two, true));
        assertThat(first(routes(atTwo + atSix))).isEqualTo(new Placement("a", silent, two, true));
        assertThat(first(routes(atTwo + atOnce))).isEqualTo(Placement.usual("a"));
        assertThat(first(routes(atOnce + atTwo))).isEqualTo(Placement.usual("a"));
    }

    private static Placement first(ConfiguredRoutes routes) {
        return placements(routes, "custom", "{\"title\":\"x\"}").orElseThrow().getFirst();
    }

    @Test
    void the_places_that_the_file_names_are_known_before_anything_goes_there() {
        assertThat(routes("- { to: [a] }").targets()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void nowhere_is_an_answer_and_no_match_is_none() {
        ConfiguredRoutes routes = routes("- { when: source = 'sync', to: [] }");

        assertThat(placements(routes, "custom", "{\"title\":\"x\"}")).isEmpty();
        assertThat(routes.of(event("resource-added", "{\"name\":\"x\",\"category\":\"y\"}", Source.SYNC)))
                .contains(List.of());
    }

    /** Conditions that look as if they were of one type, and are true of another all the same. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            type = 'custom'                                          | custom
            type="custom" and data.amount > 1                        | custom
            type = 'custom' and data.amount > 1 or type = 'bug-fixed'|
            type = 'custom' and false ? false : true                 |
            type = 'custom' or true                                  |
            $not(type = 'custom')                                    |
            data.amount = 6 and type = 'custom'                      |
            type = 'custom' & ''                                     |
            """)
    void only_what_cannot_match_another_type_is_left_out_by_its_type(String when, String type) {
        GatewayConfig config = config("- { when: \"" + when.replace("\"", "\\\"") + "\", to: [a] }");

        assertThat(RouteIndex.onlyType(config.routes().getFirst())).isEqualTo(type);
    }

    @Test
    void a_condition_that_does_not_fit_is_not_true_and_one_that_never_ends_fails_the_event() {
        ConfiguredRoutes odd = routes("- { when: data.title > 5, to: [a] }");
        assertThat(placements(odd, "custom", "{\"title\":\"x\"}")).isEmpty();

        ConfiguredRoutes endless = routes("- { when: '($f := function($n) { $f($n + 1) }; $f(0))', to: [a] }");
        assertThatThrownBy(() -> placements(endless, "custom", "{\"title\":\"x\"}"))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageContaining("Route 1 of gateway.yml takes longer than");
    }

    private static Optional<List<String>> targets(ConfiguredRoutes routes, String type, String data) {
        return placements(routes, type, data)
                .map(placements -> placements.stream().map(Placement::target).toList());
    }

    private static Optional<List<Placement>> placements(ConfiguredRoutes routes, String type, String data) {
        return routes.of(event(type, data, Source.MAIN_APP));
    }

    private static EventEnvelope event(String type, String data, Source source) {
        ObjectNode json = (ObjectNode) EventJson.mapper().readTree(data);
        return new EventEnvelope(
                "id", GatewayConfig.NONE.eventType(type).orElseThrow(), source, NOON, NOON, json, null, null);
    }

    private static ConfiguredRoutes routes(String yaml) {
        GatewayConfig config = config(yaml);
        return new ConfiguredRoutes(() -> config, InstantSource.fixed(NOON));
    }

    private static GatewayConfig config(String routes) {
        ConfigFile file = ConfigFile.of(
                "version: 1\ntargets: { a: { channel: a }, b: { channel: b }, c: { channel: c }, d: { channel: d } }\n"
                        + "routes:\n" + routes.indent(2),
                name -> Optional.empty());
        assertThat(file.problems()).isEmpty();
        return file.config();
    }
}
