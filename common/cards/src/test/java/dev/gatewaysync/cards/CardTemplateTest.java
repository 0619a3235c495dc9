package dev.gatewaysync.cards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.read.ConfigFile;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.EventType;
import dev.gatewaysync.events.OwnType;
import dev.gatewaysync.events.Priority;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.events.UpdateCategory;
import dev.gatewaysync.language.Language;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a card of {@code gateway.yml} can say, built in or not. */
class CardTemplateTest {
    private static final OwnType OWN = new OwnType("match", UpdateCategory.GENERAL, Priority.NORMAL);

    @Test
    void a_list_has_a_line_for_each_and_says_how_many_more_there_are() {
        JsonNode card = own(
                """
                title: Players
                text: "On the field:"
                list: { each: players, item: "• **{{ name }}** {{ goals }}", most: 2, more: "and {{ more }} more" }
                """,
                "{\"players\": [{\"name\": \"A*\", \"goals\": 2}, {\"name\": \"B\"}, {\"name\": \"C\"}, {\"name\": \"D\"}]}");

        assertThat(card.path("description").asString()).isEqualTo("On the field:\n• **A\\*** 2\n• **B**\nand 2 more");
    }

    @Test
    void of_a_long_list_there_are_as_many_lines_as_have_room_beside_the_text_and_the_number_of_the_others() {
        String players = String.join(",", Collections.nCopies(100, "{\"name\": \"" + "n".repeat(98) + "\"}"));
        String list =
                "title: Players\nlist: { each: players, item: \"• {{ name }}\", most: 50, more: \"and {{ more }} more\" }\n";

        List<String> lines = own(list, "{\"players\": [" + players + "]}")
                .path("description")
                .asString()
                .lines()
                .toList();
        assertThat(lines).hasSize(40);
        assertThat(lines.getLast()).isEqualTo("and 61 more");

        String below = own(list + "text: \"" + "x".repeat(1_000) + "\"\n", "{\"players\": [" + players + "]}")
                .path("description")
                .asString();
        assertThat(below.lines()).hasSize(1 + 30 + 1);
        assertThat(below).endsWith("\nand 70 more");
    }

    @Test
    void what_an_event_puts_into_an_address_cannot_end_it() {
        JsonNode card = own("""
                title: Search
                url: "https://a.example/?q={{ q }}&n=1"
                thumbnail: "https://a.example/{{ q }}.png"
                """, "{\"q\": \"a b<c\"}");

        assertThat(card.path("url").asString()).isEqualTo("https://a.example/?q=a%20b%3Cc&n=1");
        assertThat(card.at("/thumbnail/url").asString()).isEqualTo("https://a.example/a%20b%3Cc.png");
    }

    @Test
    void an_image_that_the_event_names_is_told_even_if_it_cannot_be_shown_and_one_that_is_made_up_is_left_out() {
        String data = "{\"picture\": \"no address\"}";

        assertThat(own("title: A\nimage: \"{{ picture }}\"\n", data)
                        .at("/fields/0")
                        .toString())
                .contains("🖼️ Picture", "no address");
        assertThat(own("title: A\nimage: \"shot {{ picture }}\"\n", data).has("fields"))
                .isFalse();
        assertThat(own("title: A\nimage: \"{{ missing }}\"\n", data).has("fields"))
                .isFalse();
    }

    @Test
    void a_value_beside_other_words_of_a_title_leaves_room_for_them_and_one_alone_takes_all_of_it() {
        String data = "{\"name\": \"" + "n".repeat(300) + "\"}";

        assertThat(own("title: \"Look: {{ name }}\"\n", data).path("title").asString())
                .isEqualTo("Look: " + "n".repeat(199) + "…");
        assertThat(own("title: \"{{ name }}\"\n", data).path("title").asString())
                .isEqualTo("n".repeat(255) + "…");
    }

    @Test
    void what_is_empty_or_no_colour_is_not_shown() {
        JsonNode card = own("""
                title: "{{ missing }}"
                color: "{{ colour }}"
                fields:
                  - { name: Empty list, value: "1", when: "list" }
                  - { name: Empty object, value: "2", when: "object" }
                  - { name: Blank, value: "3", when: "blank" }
                  - { name: Zero, value: "4", when: "zero" }
                """, "{\"colour\": \"red\", \"list\": [], \"object\": {}, \"blank\": \" \", \"zero\": 0}");

        assertThat(card.path("title").asString()).isEqualTo("match");
        assertThat(card.path("color").asInt()).isEqualTo(Colour.BLUE.rgb());
        assertThat(card.path("fields")
                        .valueStream()
                        .map(field -> field.path("name").asString()))
                .containsExactly("Zero");
    }

    @Test
    void an_expression_that_fails_is_named_by_the_part_of_the_card() {
        assertThatThrownBy(() ->
                        own("title: \"{{ item = 'bad' ? $pad('x', 10000000) : item }}\"\n", "{\"item\": \"bad\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the title of its card in gateway.yml ");
    }

    @Test
    void a_case_that_is_so_replaces_what_it_says_and_a_later_one_wins() {
        String template = """
                title: Result
                color: "#3498DB"
                text: draw
                cases:
                  - { when: home > away, text: "home wins", color: "#2ECC71" }
                  - { when: final = true, title: "Final result" }
                """;

        assertThat(own(template, "{\"home\": 2, \"away\": 1, \"final\": true}").toString())
                .contains("Final result", "home wins", "3066993");
        assertThat(own(template, "{\"home\": 1, \"away\": 1}").toString()).contains("\"Result\"", "draw", "3447003");
    }

    @Test
    void fields_are_made_for_each_of_a_list() {
        JsonNode card = own(
                """
                title: Groups
                fields:
                  - { name: Before, value: "1" }
                  - { each: groups, name: "{{ name }}", value: "{{ $line(teams) }}", inline: wide != true, when: teams }
                """,
                "{\"groups\": [{\"name\": \"A\", \"teams\": [\"x\", \"y\"]}, {\"name\": \"B\", \"teams\": []},"
                        + " {\"name\": \"C\", \"teams\": [\"z\"], \"wide\": true}]}");

        assertThat(card.path("fields").toString())
                .isEqualTo("[{\"name\":\"Before\",\"value\":\"1\",\"inline\":false},"
                        + "{\"name\":\"A\",\"value\":\"x, y\",\"inline\":true},"
                        + "{\"name\":\"C\",\"value\":\"z\",\"inline\":false}]");
    }

    @Test
    void a_value_is_shown_by_its_format_and_cannot_say_one_itself() {
        JsonNode card = own(
                """
                title: "{{ $cut(long, 5) }}"
                text: |-
                  {{ $time(at) }} {{ $grouped(many) }} {{ $duration(seconds) }}
                  {{ $link('All of *it*', url) }}
                  {{ at ? $time(at) : 'never' }} {{ items.$cut($, 3) }} {{ fake }}
                """,
                "{\"long\": \"abcdefgh\", \"at\": \"2025-09-06T12:00:00Z\", \"many\": 12345, \"seconds\": 7500,"
                        + " \"url\": \"https://a.example/\", \"items\": [\"abcd\", \"e\"], \"fake\": \"<t:1:f>\"}");

        assertThat(card.path("title").asString()).isEqualTo("abcd…");
        assertThat(card.path("description").asString())
                .isEqualTo("<t:1757160000:f> 12,345 2 h 5 min\n"
                        + "All of \\*it\\* ([link](<https://a.example/>))\n"
                        + "<t:1757160000:f> ab…, e \\<t:1:f>");
    }

    @Test
    void a_community_changes_the_other_messages_of_a_type_and_the_words_of_its_states() {
        EventCards cards = cards("""
                  resource-added: { highlight: { title: "Look: {{ name }}" }, digest: { title: "{{ count }} new ones" } }
                  maintenance: { words: { started: läuft }, end: { text: "It is over" } }
                  resource-suggested: { review: { words: { approve: Ja } } }
                """);
        EventEnvelope resource = CardContractTest.sample(BuiltInType.RESOURCE_ADDED);
        EventEnvelope maintenance = CardContractTest.sample(BuiltInType.MAINTENANCE);
        EventEnvelope scheduled = CardContractTest.envelope(
                BuiltInType.MAINTENANCE, "{\"status\": \"scheduled\", \"message\": \"Soon\"}");
        MaintenanceCard view = MaintenanceCard.of(scheduled).next(maintenance);

        assertThat(cards.highlight(resource, "category:x").plainTitle()).isEqualTo("Look: Amazing Tool");
        assertThat(cards.digest(resource, "a", List.of((ResourceAdded) resource.event()), 12)
                        .plainTitle())
                .isEqualTo("12 new ones");
        assertThat(cards.maintenance(view, maintenance, "m", "a").toJson().toString())
                .contains("**scheduled** · Soon", "**läuft** · Performing");
        assertThat(cards.maintenanceEnd(view, maintenance, "a", CardContractTest.LINKED)
                        .toJson()
                        .path("description")
                        .asString())
                .isEqualTo("It is over");
        EventEnvelope suggested = CardContractTest.sample(BuiltInType.RESOURCE_SUGGESTED);
        assertThat(cards.suggestion(
                                SuggestionCard.of("s", (dev.gatewaysync.events.ResourceSuggested) suggested.event()),
                                suggested,
                                "suggestions")
                        .body()
                        .path("components")
                        .toString())
                .contains("\"Ja\"", "\"Decline\"");
    }

    @Test
    void a_suggestion_for_no_category_names_none() {
        EventEnvelope event = CardContractTest.envelope(
                BuiltInType.RESOURCE_SUGGESTED, "{\"user\": \"ada\", \"url\": \"https://a.example/\"}");
        EventCards cards = new EventCards("Everything Gateway", () -> GatewayConfig.NONE);
        SuggestionCard view = SuggestionCard.of("s", (dev.gatewaysync.events.ResourceSuggested) event.event());

        assertThat(cards.announcement(event, "channel:ops").toJson().toString()).doesNotContain("Category");
        assertThat(cards.suggestion(view, event, "suggestions").body().toString())
                .doesNotContain("Category");
    }

    @Test
    void what_a_community_says_of_custom_events_holds_for_those_with_a_key_too() {
        EventCards cards = cards("  custom: { color: \"#FEE75C\" }\n");
        EventEnvelope event = CardContractTest.sample(BuiltInType.CUSTOM);

        assertThat(cards.custom(CustomCard.of(event, 1), event, "first", "announcements")
                        .toJson()
                        .path("color")
                        .asInt())
                .isEqualTo(0xFEE75C);
    }

    @Test
    void in_german_the_built_in_cards_speak_german_and_write_numbers_so() {
        EventCards cards = new EventCards("Everything Gateway", () -> GatewayConfig.NONE).in(() -> Language.GERMAN);
        EventEnvelope milestone = CardContractTest.envelope(
                BuiltInType.MILESTONE_REACHED, "{\"resourceCount\": 1204, \"milestone\": 1200}");
        EventEnvelope resource = CardContractTest.sample(BuiltInType.RESOURCE_ADDED);
        EventEnvelope maintenance = CardContractTest.sample(BuiltInType.MAINTENANCE);
        MaintenanceCard view = MaintenanceCard.of(CardContractTest.envelope(
                        BuiltInType.MAINTENANCE, "{\"status\": \"scheduled\", \"message\": \"Bald\"}"))
                .next(maintenance);

        assertThat(cards.announcement(milestone, "a").plainTitle()).isEqualTo("🏆 1.200 Ressourcen erreicht");
        assertThat(cards.maintenance(view, maintenance, "m", "a").toJson().toString())
                .contains("🔧 Wartung läuft", "Voraussichtliche Dauer", "**geplant** · Bald", "**begonnen**");
        assertThat(cards.collected(List.of(resource, resource), 3, resource, "a")
                        .toJson()
                        .toString())
                .contains("📰 3 Neuigkeiten", "• [✨ Neue Ressource: Amazing Tool]", "und 1 weitere");
        assertThat(cards.collected(List.of(resource), 1, resource, "a").plainTitle())
                .isEqualTo("📰 Eine Neuigkeit");
        for (BuiltInType type : BuiltInType.values()) {
            if (type != BuiltInType.STATS_UPDATED) {
                assertThat(DiscordLimits.objections(Message.of(cards.announcement(CardContractTest.sample(type), "a"))
                                .body()))
                        .isEmpty();
            }
        }
    }

    @Test
    void what_a_custom_event_with_a_key_says_beside_its_fields_is_there_for_its_card() {
        EventCards cards = cards(
                "  custom: { text: \"Score: {{ score }}\", buttons: [{ label: Watch, url: \"https://a.example/{{ score }}\" }] }\n");
        EventEnvelope early = CardContractTest.envelope(
                BuiltInType.CUSTOM, "{\"title\": \"Final\", \"key\": \"final\", \"score\": \"1:0\"}");
        EventEnvelope late = CardContractTest.envelope(
                BuiltInType.CUSTOM, "{\"title\": \"Final\", \"key\": \"final\", \"score\": \"2:0\"}");
        CustomCard view = EventJson.mapper()
                .treeToValue(
                        EventJson.mapper().valueToTree(CustomCard.of(late, 2).next(early, 1)), CustomCard.class);

        assertThat(cards.custom(view, early, "first", "announcements")
                        .toJson()
                        .path("description")
                        .asString())
                .isEqualTo("Score: 2:0");
        assertThat(String.valueOf(cards.buttons(view.newest(early)))).contains("https://a.example/2:0");
    }

    @Test
    void a_text_of_the_communitys_stands_in_the_place_of_a_built_in_list_too() {
        EventEnvelope deployed = CardContractTest.sample(BuiltInType.APP_DEPLOYED);

        assertThat(description(
                        cards("  app-deployed: { text: \"It is out\" }\n").announcement(deployed, "a")))
                .isEqualTo("It is out");
        assertThat(description(cards("  app-deployed: { text: Out, list: { each: changes, item: \"- {{ $ }}\" } }\n")
                        .announcement(deployed, "a")))
                .startsWith("Out\n- ");
        assertThat(description(cards("  app-deployed: { title: Out }\n").announcement(deployed, "a")))
                .startsWith("• ");
    }

    @Test
    void a_title_or_a_colour_of_the_communitys_that_gives_nothing_leaves_the_built_in_one() {
        EventEnvelope deployed = CardContractTest.sample(BuiltInType.APP_DEPLOYED);
        EventCards builtIn = new EventCards("Everything Gateway", () -> GatewayConfig.NONE);
        EventCards own = cards("""
                  app-deployed: { title: "{{ headline }}", color: "{{ tint }}" }
                  maintenance: { end: { title: "{{ headline }}" } }
                """);
        EventEnvelope completed = CardContractTest.envelope(
                BuiltInType.MAINTENANCE, "{\"status\": \"completed\", \"message\": \"Over\"}");
        MaintenanceCard over = MaintenanceCard.of(completed);

        assertThat(own.announcement(deployed, "a").toJson())
                .isEqualTo(builtIn.announcement(deployed, "a").toJson());
        assertThat(own.maintenanceEnd(over, completed, "a", CardContractTest.LINKED)
                        .plainTitle())
                .isEqualTo("✅ Maintenance completed");
    }

    @Test
    void the_names_of_fields_of_an_event_without_a_card_are_shown_as_they_are() {
        EventCards cards = new EventCards("Everything Gateway", () -> GatewayConfig.NONE);

        assertThat(cards.announcement(event(OWN, "{\"*total*\": 2}"), "a")
                        .toJson()
                        .path("fields")
                        .path(0)
                        .path("name")
                        .asString())
                .isEqualTo("\\*total\\*");
    }

    private static String description(Embed card) {
        return card.toJson().path("description").asString();
    }

    private static JsonNode own(String card, String data) {
        EventCards cards = cards("  match:\n" + card.indent(4));
        return cards.announcement(event(OWN, data), "announcements").toJson();
    }

    private static EventCards cards(String yaml) {
        ConfigFile file = ConfigFile.of(
                "version: 1\ntypes: { match: { fields: { home: integer } } }\ncards:\n" + yaml,
                name -> Optional.empty());
        assertThat(file.problems()).isEmpty();
        GatewayConfig config = file.config();
        return new EventCards("Everything Gateway", () -> config);
    }

    private static EventEnvelope event(EventType type, String data) {
        Instant now = Instant.parse("2025-09-06T12:00:00Z");
        return new EventEnvelope(
                "id",
                type,
                Source.MAIN_APP,
                now,
                now,
                (ObjectNode) EventJson.mapper().readTree(data),
                null,
                null);
    }
}
