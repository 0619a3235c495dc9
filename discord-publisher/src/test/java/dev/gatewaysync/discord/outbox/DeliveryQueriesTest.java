package dev.gatewaysync.discord.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.config.route.DeliveryOptions;
import dev.gatewaysync.config.route.Placement;
import dev.gatewaysync.events.Batch;
import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.EventEnvelope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeliveryQueriesTest {
    private static final String TARGET = "announcements";
    private static final String COLLECTED = Placement.COLLECTED + "18";
    private static final Duration WAIT = Duration.ofHours(3);

    private final TestOutbox test = new TestOutbox();

    @Test
    void open_deliveries_come_in_the_order_of_planning_and_no_more_than_asked_for() {
        List<Delivery> planned = List.of(planned("One"), planned("Two"), planned("Three"));

        assertThat(test.queries.open(TARGET, 2)).containsExactlyElementsOf(planned.subList(0, 2));
    }

    @Test
    void held_and_ended_deliveries_are_not_open() {
        test.planned(TestOutbox.event(new BugFixed("Held", null, null)), TARGET, true);
        Delivery sent = planned("Sent");
        test.outbox.sent(List.of(sent), new SentMessage("m", "c", "u"), null, Tried.WITHOUT_REQUEST);
        Delivery open = planned("Open");

        assertThat(test.queries.open(TARGET, 10)).containsExactly(open);
        assertThat(test.queries.backlog()).containsOnlyKeys(TARGET).containsEntry(TARGET, 1L);
    }

    @Test
    void what_cannot_be_read_stops_nothing_and_is_listed_until_it_has_come_to_its_end() {
        test.insert("broken", TARGET, "{", null, false);
        Delivery behind = planned("Behind");

        assertThat(test.queries.open(TARGET, 10)).containsExactly(behind);
        assertThat(test.queries.unreadable())
                .singleElement()
                .extracting(UnreadableDelivery::eventId)
                .isEqualTo("broken");

        test.queries.forget(test.queries.unreadable().getFirst());
        assertThat(test.queries.unreadable()).isEmpty();
    }

    @Test
    void the_newest_message_that_is_known_to_be_in_a_channel_is_that_of_the_delivery_planned_last() {
        for (String title : List.of("1", "2")) {
            test.outbox.sent(
                    List.of(planned(title)), new SentMessage("m" + title, "c1", "u"), null, Tried.WITHOUT_REQUEST);
        }
        test.outbox.sent(List.of(planned("3")), new SentMessage("m3", "c2", "u"), null, Tried.WITHOUT_REQUEST);

        assertThat(test.queries.earlierMessage("c1")).contains("m2");
        assertThat(test.queries.earlierMessage("c3")).isEmpty();
    }

    @Test
    void a_collected_delivery_speaks_for_what_is_held_with_it_in_order_and_for_nothing_else() {
        Delivery first = kept("1", DeliveryOptions.USUAL);
        Delivery second = kept("2", DeliveryOptions.USUAL);
        Delivery speaker = kept("3", DeliveryOptions.USUAL);
        test.keptBack(new BugFixed("Elsewhere", null, null), "category:tools", COLLECTED, WAIT, DeliveryOptions.USUAL);
        test.clock.advance(WAIT);
        test.held.releaseDue();
        kept("Too late", DeliveryOptions.USUAL);

        assertThat(test.queries.collected(speaker, 10)).containsExactly(first.event(), second.event(), speaker.event());
        assertThat(test.queries.collected(speaker, 2)).containsExactly(first.event(), second.event());
        assertThat(test.queries.collectedSize(speaker)).isEqualTo(3);
    }

    @Test
    void what_is_collected_pings_all_is_silent_if_all_of_it_is_and_is_kept_here_if_one_of_it_is() {
        kept("1", new DeliveryOptions(Set.of("42"), true, false, true));
        kept("2", DeliveryOptions.USUAL);
        Delivery speaker = kept("3", new DeliveryOptions(Set.of("43"), true, false, false));
        test.clock.advance(WAIT);
        test.held.releaseDue();

        assertThat(test.queries.collectedOptions(speaker))
                .isEqualTo(new DeliveryOptions(Set.of("42", "43"), false, false, false));
    }

    @Test
    void of_a_batch_the_first_are_told_in_order_whatever_became_of_them() {
        List<EventEnvelope> events = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            EventEnvelope event =
                    TestOutbox.event(new BugFixed("Bug " + i, null, null)).withBatch(new Batch("run", i, 12));
            events.add(event);
            test.planned(event, TARGET, i < 12);
        }
        test.jdbc
                .sql("UPDATE delivery SET status = 'superseded' WHERE held = 1")
                .update();

        assertThat(test.queries.batch("run", TARGET, 10)).containsExactlyElementsOf(events.subList(0, 10));
        assertThat(test.queries.batchSize("run", TARGET)).isEqualTo(12);
        assertThat(test.queries.batch("run", "category:tools", 10)).isEmpty();
    }

    private Delivery kept(String title, DeliveryOptions options) {
        return test.keptBack(new BugFixed(title, null, null), TARGET, COLLECTED, WAIT, options);
    }

    private Delivery planned(String title) {
        return test.planned(new BugFixed(title, null, null), TARGET);
    }
}
