package dev.gatewaysync.discord.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.BugFixed;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryQueriesTest {
    private static final String TARGET = "announcements";

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

    private Delivery planned(String title) {
        return test.planned(new BugFixed(title, null, null), TARGET);
    }
}
