package dev.gatewaysync.sync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.sync.catalog.read.SyncProgress.Phase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyncProgressReporterTest {
    private final List<String> told = new ArrayList<>();
    private final SyncProgressReporter steps =
            new SyncProgressReporter((percent, message) -> told.add(percent + " " + message));

    @Test
    void an_operator_sees_the_phase_and_how_many_categories_of_all_are_read() {
        steps.at(Phase.INDEX, 0, 0);
        for (int done = 0; done <= 3; done++) {
            steps.at(Phase.CATEGORIES, done, 3);
        }
        steps.at(Phase.COMPARING, 0, 0);
        steps.at(Phase.STORING, 0, 1);

        assertThat(told)
                .containsExactly(
                        "2 Reading the index",
                        "5 Reading the categories: 0 of 3",
                        "30 Reading the categories: 1 of 3",
                        "55 Reading the categories: 2 of 3",
                        "80 Reading the categories: 3 of 3",
                        "85 Comparing with what is known",
                        "90 Storing 1 difference");
    }

    @Test
    void thousands_of_categories_are_told_by_the_percent() {
        for (int done = 0; done <= 10_000; done++) {
            steps.at(Phase.CATEGORIES, done, 10_000);
        }
        assertThat(told).hasSize(76).last().isEqualTo("80 Reading the categories: 10000 of 10000");
    }
}
