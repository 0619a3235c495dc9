package dev.gatewaysync.cards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.cards.CardTimeline.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CardTimelineTest {
    private static final long NOON = 1_757_160_000;
    private static final long TWELVE_HOURS = 12 * 3_600;

    @Test
    void one_step_is_no_story() {
        assertThat(CardTimeline.markdown(List.of(new Step("started", "Now", NOON))))
                .isEmpty();
    }

    @Test
    void within_twelve_hours_the_time_of_day_is_enough() {
        assertThat(story(NOON, NOON + TWELVE_HOURS - 1)).contains("<t:" + NOON + ":t> **started** · Now");
        assertThat(story(NOON, NOON + TWELVE_HOURS)).contains("<t:" + NOON + ":f> **started** · Now");
    }

    @Test
    void a_step_whose_time_is_not_known_has_none_and_the_others_have_a_day_too() {
        assertThat(story(0, NOON)).isEqualTo("**started** · Now\n<t:" + NOON + ":f> **completed**");
    }

    @Test
    void what_is_told_again_is_told_once_and_of_more_than_twelve_steps_the_second_goes() {
        List<Step> story = List.of();
        for (int i = 1; i <= 12; i++) {
            story = CardTimeline.and(story, new Step("started", "Step " + i, NOON));
            story = CardTimeline.and(story, new Step("started", "Step " + i, NOON + 1));
        }
        assertThat(story).hasSize(12);
        assertThat(story.get(1).text()).isEqualTo("Step 2");

        story = CardTimeline.and(story, new Step("started", "Step 13", NOON));

        assertThat(story).hasSize(12).extracting(Step::text).startsWith("Step 1", "Step 3");
    }

    @Test
    void of_a_story_that_is_too_long_the_first_and_the_newest_are_shown_and_that_some_are_missing() {
        List<Step> steps = new ArrayList<>(IntStream.range(0, 12)
                .mapToObj(i -> new Step("started", ("Step " + i + " ").repeat(10), 0))
                .toList());

        List<String> lines = CardTimeline.markdown(steps).lines().toList();

        assertThat(lines.getFirst()).contains("Step 0 ");
        assertThat(lines.get(1)).isEqualTo("…");
        assertThat(lines.getLast()).contains("Step 11 ");
        assertThat(String.join("\n", lines)).hasSizeBetween(850, 1_024);
    }

    private static String story(long first, long second) {
        return CardTimeline.markdown(List.of(new Step("started", "Now", first), new Step("completed", null, second)));
    }
}
