package dev.gatewaysync.discord.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.config.route.DeliveryOptions;
import dev.gatewaysync.config.route.Placement;
import dev.gatewaysync.events.Batch;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.storage.history.DeliveryStatus;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeldDeliveriesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String TARGET = "category:tools";
    private static final int SIZE = 12;
    private static final Duration WAIT = Duration.ofHours(3);
    private static final String COLLECTED = Placement.COLLECTED + "18";

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

    @Test
    void what_was_kept_back_until_a_time_is_open_when_it_has_come_and_not_before() {
        Delivery quiet = keptBack("Quiet", null);
        test.clock.advance(WAIT.minusMillis(1));
        assertThat(test.held.releaseDue()).as("not yet").isZero();
        assertThat(test.queries.open(TARGET, 10)).isEmpty();

        test.clock.advance(Duration.ofMillis(1));

        assertThat(test.held.releaseDue()).isEqualTo(1);
        assertThat(open()).containsExactly(quiet.seq());
        assertThat(test.held.releaseDue()).as("once").isZero();
    }

    @Test
    void of_what_is_shown_in_one_message_the_newest_speaks_for_the_others() {
        Delivery first = keptBack("1", COLLECTED);
        Delivery alone = keptBack("2", "run/tools");
        Delivery newest = keptBack("3", COLLECTED);
        test.clock.advance(WAIT);

        assertThat(test.held.releaseDue()).as("messages").isEqualTo(2);

        assertThat(open()).containsExactly(alone.seq(), newest.seq());
        assertThat(test.status(first)).isEqualTo("pending");
        assertThat(test.queries.collectedSize(newest)).isEqualTo(2);
    }

    @Test
    void what_comes_while_such_a_message_is_on_its_way_waits_until_that_has_come_to_its_end() {
        Delivery sending = keptBack("1", COLLECTED);
        test.clock.advance(WAIT);
        assertThat(test.held.releaseDue()).isEqualTo(1);
        Delivery late = keptBack("2", COLLECTED);
        test.clock.advance(WAIT);

        assertThat(test.held.releaseDue()).as("it is open").isZero();
        test.outbox.markSending(List.of(sending), "n", "c");
        assertThat(test.held.releaseDue()).as("it is on its way").isZero();
        test.outbox.sent(List.of(sending), new SentMessage("m", "c", "u"), null, Tried.WITHOUT_REQUEST);

        assertThat(test.held.releaseDue()).isEqualTo(1);
        assertThat(open()).containsExactly(late.seq());
    }

    /** Discord may be away for longer than the patience, and the first message of the same collection was sent before. */
    @Test
    void what_a_second_message_of_a_collection_speaks_for_waits_for_that_one_however_the_first_ended() {
        Delivery sent = keptBack("1", COLLECTED);
        test.clock.advance(WAIT);
        test.held.releaseDue();
        test.outbox.markSending(List.of(sent), "n", "c");
        Delivery late = keptBack("2", COLLECTED);
        Delivery speaker = keptBack("3", COLLECTED);
        test.outbox.sent(List.of(sent), new SentMessage("m", "c", "u"), null, Tried.WITHOUT_REQUEST);
        test.clock.advance(WAIT);
        assertThat(test.held.releaseDue()).isEqualTo(1);

        test.clock.advance(PATIENCE.plusSeconds(1));

        assertThat(test.held.release(PATIENCE)).isZero();
        assertThat(test.status(late)).isEqualTo("pending");
        assertThat(test.queries.collected(speaker, 10))
                .extracting(EventEnvelope::id)
                .containsExactly(late.event().id(), speaker.event().id());
    }

    @Test
    void what_broke_off_within_quiet_hours_waits_for_their_end() {
        Delivery newest = planned(1);
        test.jdbc
                .sql("UPDATE delivery SET not_before = :end")
                .param("end", test.clock.millis() + WAIT.toMillis())
                .update();
        test.clock.advance(PATIENCE.plusSeconds(1));

        assertThat(test.held.release(PATIENCE)).isEqualTo(1);
        assertThat(open()).isEmpty();
        test.clock.advance(WAIT);

        assertThat(test.held.releaseDue()).isEqualTo(1);
        assertThat(open()).containsExactly(newest.seq());
    }

    private Delivery keptBack(String name, @Nullable String batch) {
        return test.keptBack(resource(name), TARGET, batch, WAIT, DeliveryOptions.USUAL);
    }

    private List<Long> open() {
        return test.queries.open(TARGET, 10).stream().map(Delivery::seq).toList();
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
