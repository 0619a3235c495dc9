package dev.gatewaysync.discord.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.Batch;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.storage.DeliveryStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldDeliveriesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String TARGET = "category:tools";
    private static final int SIZE = 12;

    private final TestOutbox test = new TestOutbox();

    @Test
    void those_that_are_held_wait_for_the_last_of_their_batch() {
        Delivery first = planned(1);
        Delivery last = planned(SIZE);
        test.clock.advance(PATIENCE.plusSeconds(1));

        assertThat(test.held.release(PATIENCE)).isZero();
        assertThat(test.queries.open(TARGET, 10)).extracting(Delivery::seq).containsExactly(last.seq());
        assertThat(test.status(first)).isEqualTo("pending");
    }

    @Test
    void where_the_last_never_came_the_newest_speaks_for_the_others_after_the_patience() {
        planned(1);
        Delivery newest = planned(2);
        test.clock.advance(PATIENCE);
        assertThat(test.held.release(PATIENCE)).as("not yet").isZero();

        test.clock.advance(Duration.ofMillis(1));

        assertThat(test.held.release(PATIENCE)).isEqualTo(1);
        assertThat(test.queries.open(TARGET, 10)).extracting(Delivery::seq).containsExactly(newest.seq());
    }

    @Test
    void what_was_planned_after_the_last_had_been_sent_is_superseded() {
        Delivery last = planned(SIZE);
        test.outbox.markSending(List.of(last), "n", "c");
        test.outbox.sent(List.of(last), new SentMessage("m", "c", "u"), null, Tried.WITHOUT_REQUEST);
        Delivery late = planned(1);
        test.clock.advance(PATIENCE.plusSeconds(1));

        assertThat(test.held.release(PATIENCE)).isEqualTo(1);
        assertThat(test.status(late)).isEqualTo("superseded");
    }

    @Test
    void they_end_as_the_last_does() {
        Delivery first = planned(1);
        Delivery last = planned(SIZE);

        test.outbox.failed(last, "Refused", Tried.WITHOUT_REQUEST);

        assertThat(test.status(first)).isEqualTo("failed");
        assertThat(test.column("error", first)).isEqualTo("Refused");
    }

    @Test
    void a_last_that_is_sent_after_all_ends_those_that_had_failed_with_it() {
        Delivery first = planned(1);
        Delivery last = planned(SIZE);
        test.outbox.failed(last, "Refused", Tried.WITHOUT_REQUEST);
        test.outbox.sent(List.of(last), new SentMessage("m", "c", "u"), null, Tried.WITHOUT_REQUEST);

        assertThat(test.status(first)).isEqualTo("superseded");
        assertThat(test.column("error", first)).isNull();
    }

    @Test
    void other_batches_and_targets_are_left_alone() {
        Delivery here = planned(1);
        Delivery elsewhere =
                test.planned(TestOutbox.event(resource("Other")).withBatch(new Batch("other", 1, SIZE)), TARGET, true);

        assertThat(test.held.settle("batch", TARGET, DeliveryStatus.SKIPPED, "No channel"))
                .isEqualTo(1);
        assertThat(test.status(here)).isEqualTo("skipped");
        assertThat(test.status(elsewhere)).isEqualTo("pending");
    }

    private Delivery planned(int index) {
        return test.planned(
                TestOutbox.event(resource("Tool " + index)).withBatch(new Batch("batch", index, SIZE)),
                TARGET,
                index < SIZE);
    }

    private static ResourceAdded resource(String name) {
        return new ResourceAdded(name, "tools", "https://tool.example/" + name.replace(' ', '-'), null, List.of());
    }
}
