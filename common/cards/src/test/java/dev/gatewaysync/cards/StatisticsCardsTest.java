package dev.gatewaysync.cards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.storage.statistics.Statistics;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class StatisticsCardsTest {
    private static final String KEY = "statistics:webhook";
    private static final Statistics.Category TOOLS = new Statistics.Category("tools", "Tools", null, 7, null);

    private final StatisticsCards cards = new StatisticsCards("App");

    @Test
    void there_is_something_to_show_as_soon_as_one_number_is_known() {
        assertThat(StatisticsCards.hasNumbers(numbers(null, null, null, null, List.of())))
                .isFalse();
        assertThat(StatisticsCards.hasNumbers(numbers(0L, null, null, null, List.of())))
                .isTrue();
        assertThat(StatisticsCards.hasNumbers(numbers(null, 0L, null, null, List.of())))
                .isTrue();
        assertThat(StatisticsCards.hasNumbers(numbers(null, null, 0L, null, List.of())))
                .isTrue();
        assertThat(StatisticsCards.hasNumbers(numbers(null, null, null, null, List.of(TOOLS))))
                .isTrue();
    }

    @Test
    void the_next_milestone_is_the_next_fifty_above_what_is_there_and_what_was_reached() {
        assertThat(milestone(1_080L, 550)).isEqualTo("550 resources reached, next at 1,100");
        assertThat(milestone(540L, 550)).isEqualTo("550 resources reached, next at 600");
        assertThat(milestone(null, 550)).isEqualTo("550 resources reached, next at 600");
        assertThat(milestone(7L, 0)).isEqualTo("The first at 50");
    }

    @Test
    void without_categories_the_overview_is_all_there_is_and_their_list_says_so() {
        Statistics empty = numbers(7L, null, null, null, List.of());

        assertThat(cards.both(empty, null, KEY).embeds()).hasSize(1);
        assertThat(description(cards.categories(empty, KEY).toJson())).isEqualTo("None has been counted yet.");
    }

    @Test
    void in_one_message_the_categories_have_the_room_that_the_overview_leaves() {
        ObjectNode others = EventJson.mapper().createObjectNode();
        for (int i = 0; i < 12; i++) {
            others.put("number " + i, "x".repeat(200));
        }
        List<Statistics.Category> many =
                Collections.nCopies(100, new Statistics.Category("tools", "n".repeat(100), null, 1_000, null));

        JsonNode embeds = cards.both(numbers(7L, 100L, null, others, many), null, KEY)
                .body()
                .path("embeds");

        List<String> lines = description(embeds.path(1)).lines().toList();
        long shown = lines.stream().filter(line -> line.startsWith("• **nnn")).count();
        assertThat(DiscordLimits.objections(cards.both(numbers(7L, 100L, null, others, many), null, KEY)
                        .body()))
                .isEmpty();
        assertThat(shown).isBetween(20L, 32L);
        assertThat(lines).contains("and " + (100 - shown) + " more").endsWith("**Total: 100,000** in 100 categories");
    }

    private String milestone(@Nullable Long resources, long last) {
        JsonNode fields = cards.overview(numbers(resources, null, null, null, List.of()), last, KEY)
                .toJson()
                .path("fields");
        return fields.path(fields.size() - 1).path("value").asString();
    }

    private static String description(JsonNode card) {
        return card.path("description").asString();
    }

    private static Statistics numbers(
            @Nullable Long resources,
            @Nullable Long categories,
            @Nullable Long users,
            @Nullable ObjectNode others,
            List<Statistics.Category> list) {
        return new Statistics(
                resources,
                categories,
                users,
                others,
                list,
                null,
                null,
                new Statistics.Drift(0, 0),
                new Statistics.Updates(0, 0, Map.of()),
                Map.of(),
                null);
    }
}
