package dev.gatewaysync.cards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.config.read.ConfigFile;
import dev.gatewaysync.language.Language;
import dev.gatewaysync.storage.statistics.Statistics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the pinned numbers are called is the community's. */
class StatisticsWordsTest {
    private final ConfigFile file = ConfigFile.of("""
            version: 1
            cards:
              stats-updated:
                words:
                  title: "🍲 The kitchen's {0} numbers"
                  resources: "📖 Recipes"
                  reached: "{0} recipes, next at {1}"
                  total: "{0} on {1} shelves"
            """, name -> Optional.empty());

    private final StatisticsCards cards = new StatisticsCards("App").of(file::config);

    @Test
    void words_of_ones_own_stand_in_the_place_of_the_usual_ones_and_all_others_stay() {
        JsonNode card = json(cards.overview(numbers(), 1_050L, "statistics:overview"));
        assertThat(card.path("title").asString()).isEqualTo("🍲 The kitchen's {0} numbers");
        assertThat(card.path("fields")
                        .valueStream()
                        .map(field -> field.path("name").asString()))
                .containsExactly("📖 Recipes", "📂 Categories", "👥 Users", "🏆 Milestone");
        assertThat(card.path("fields").get(3).path("value").asString()).isEqualTo("1,050 recipes, next at 1,100");
        assertThat(json(cards.categories(numbers(), "statistics:categories"))
                        .path("description")
                        .asString())
                .endsWith("\n1,080 on 2 shelves");
    }

    @Test
    void they_stand_as_they_are_in_every_language() {
        JsonNode card = json(cards.in(Language.GERMAN).overview(numbers(), 1_050L, "statistics:overview"));
        assertThat(card.path("fields")
                        .valueStream()
                        .map(field -> field.path("name").asString()))
                .containsExactly("📖 Recipes", "📂 Kategorien", "👥 Nutzer", "🏆 Meilenstein");
        assertThat(card.path("fields").get(3).path("value").asString()).isEqualTo("1.050 recipes, next at 1.100");
    }

    private static JsonNode json(Embed embed) {
        return Message.of(embed).body().path("embeds").get(0);
    }

    private static Statistics numbers() {
        return new Statistics(
                1_080L,
                2L,
                1_500L,
                null,
                List.of(
                        new Statistics.Category("soups", "Soups", "🍲", 80, null),
                        new Statistics.Category("cakes", "Cakes", "🍰", 1_000, null)),
                null,
                null,
                new Statistics.Drift(0, 0),
                new Statistics.Updates(1, 0, Map.of()),
                Map.of(),
                Instant.EPOCH);
    }
}
