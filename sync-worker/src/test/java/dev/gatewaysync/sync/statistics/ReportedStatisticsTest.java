package dev.gatewaysync.sync.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.EventJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportedStatisticsTest {
    @Test
    void a_field_that_is_not_mentioned_keeps_its_value() {
        ReportedStatistics numbers = told(600L, 14L, 1500L, "{\"a\": 1, \"b\": 2}", 1, "e1")
                .merge(told(null, null, 1600L, "{\"b\": 3}", 2, "e2"));
        assertThat(numbers.number(ReportedStatistics.RESOURCES)).isEqualTo(600);
        assertThat(numbers.number(ReportedStatistics.CATEGORIES)).isEqualTo(14);
        assertThat(numbers.number(ReportedStatistics.USERS)).isEqualTo(1600);
        assertThat(numbers.otherStats()).hasToString("{\"a\":1,\"b\":3}");
        assertThat(numbers.latest().by()).isEqualTo("e2");
    }

    @Test
    void an_earlier_word_that_comes_late_fills_only_what_is_not_known_better() {
        ReportedStatistics numbers =
                told(610L, null, null, null, 5, "new").merge(told(600L, 14L, null, null, 3, "late"));
        assertThat(numbers.number(ReportedStatistics.RESOURCES)).isEqualTo(610);
        assertThat(numbers.number(ReportedStatistics.CATEGORIES)).isEqualTo(14);
        assertThat(numbers.latest().at()).isEqualTo(5);
    }

    @Test
    void the_order_of_arrival_does_not_matter() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            List<ReportedStatistics> words = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                words.add(told(
                        random.nextBoolean() ? null : random.nextLong(1000),
                        random.nextBoolean() ? null : random.nextLong(20),
                        random.nextBoolean() ? null : random.nextLong(9000),
                        random.nextBoolean() ? null : "{\"k" + random.nextInt(3) + "\": " + i + "}",
                        random.nextInt(4),
                        "event-" + i));
            }
            ReportedStatistics inOrder = merged(words);
            Collections.shuffle(words, random);
            assertThat(merged(words)).as("seed %d", seed).isEqualTo(inOrder);
            words.addAll(words);
            assertThat(merged(words)).as("seed %d, each twice", seed).isEqualTo(inOrder);
        }
    }

    @Test
    void what_is_stored_reads_back_the_same() {
        ReportedStatistics numbers = told(600L, 14L, null, "{\"a\": {\"b\": [1, 2]}}", 1, "e1");
        String json = EventJson.mapper().writeValueAsString(numbers);
        assertThat(EventJson.mapper().readValue(json, ReportedStatistics.class).otherStats())
                .isEqualTo(numbers.otherStats());
        assertThat(EventJson.mapper().readValue(json, ReportedStatistics.class).number(ReportedStatistics.RESOURCES))
                .isEqualTo(600);
    }

    private static ReportedStatistics merged(List<ReportedStatistics> words) {
        ReportedStatistics all = ReportedStatistics.nothing();
        for (ReportedStatistics word : words) {
            all = all.merge(word);
        }
        return all;
    }

    private static ReportedStatistics told(
            @Nullable Long resources,
            @Nullable Long categories,
            @Nullable Long users,
            @Nullable String other,
            long at,
            String by) {
        return ReportedStatistics.of(
                resources,
                categories,
                users,
                other == null ? null : EventJson.mapper().readTree(other),
                Instant.ofEpochMilli(at),
                by);
    }
}
