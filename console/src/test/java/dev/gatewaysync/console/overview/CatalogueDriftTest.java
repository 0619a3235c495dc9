package dev.gatewaysync.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.storage.statistics.Statistics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CatalogueDriftTest {
    @Test
    void more_than_there_is_says_what_is_not_found_and_what_counts_once() {
        Alert alert = CatalogueDrift.alerts(statistics(600, 100, null)).getFirst();
        assertThat(alert.text())
                .isEqualTo(
                        "The main app claims 600 resources, and a sync finds 500: 100 more are claimed than there are");
        assertThat(alert.advice()).contains("entries without a name or a whole address", "twice in a category");
    }

    @Test
    void less_than_there_is_says_that_the_number_is_old() {
        Alert alert = CatalogueDrift.alerts(statistics(500, -100, null)).getFirst();
        assertThat(alert.text()).endsWith("a sync finds 600: 100 more are there than it claims");
        assertThat(alert.advice()).startsWith("The number that the main app claims is old: let it send stats-updated");
    }

    @Test
    void a_small_difference_alarms_nobody_and_is_said_on_the_page() {
        assertThat(CatalogueDrift.alerts(statistics(600, 7, null))).isEmpty();
        assertThat(CatalogueDrift.inWords(statistics(600, 7, null)).orElseThrow())
                .startsWith(
                        "The main app claims 600 resources, and a sync finds 593: 7 more are claimed than there are. Look");
        assertThat(CatalogueDrift.inWords(statistics(600, 0, null))).isEmpty();
    }

    @Test
    void a_category_that_cannot_be_read_is_named_with_where_its_list_belongs() {
        Alert alert = CatalogueDrift.alerts(statistics(600, 0, "HTTP 404")).getFirst();
        assertThat(alert.text()).isEqualTo("1 category cannot be read: Anime (HTTP 404)");
        assertThat(alert.advice())
                .contains("where its index says, as JSON")
                .endsWith("./gateway sync --full, which counts anew");
    }

    private static Statistics statistics(long claimed, long drift, @Nullable String problem) {
        return new Statistics(
                claimed,
                14L,
                null,
                null,
                List.of(new Statistics.Category("anime", "Anime", null, 12, problem)),
                new Statistics.Numbers(claimed, 14L, null, Instant.EPOCH),
                new Statistics.Numbers(claimed - drift, 14L, null, Instant.EPOCH),
                new Statistics.Drift(drift, 0),
                new Statistics.Updates(0, 0, Map.of()),
                Map.of(),
                Instant.EPOCH);
    }
}
