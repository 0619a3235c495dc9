package dev.gatewaysync.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.MalformedEventException;
import dev.gatewaysync.events.Source;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;

class ConsumedEventTest {
    @Test
    void a_shared_message_is_one_event_a_line_and_acknowledged_with_its_last() {
        EventEnvelope one = event("one");
        EventEnvelope two = event("two");

        List<ConsumedEvent> events = ConsumedEvent.of(List.of(shared("2", one, two)));

        assertThat(events).extracting(ConsumedEvent::id).containsExactly(one.id(), two.id());
        assertThat(events).extracting(ConsumedEvent::isLast).containsExactly(false, true);
        assertThat(events.getLast().event().event()).isEqualTo(two);
    }

    @Test
    void a_message_that_lost_a_line_stays_one_piece_and_is_no_event() {
        List<ConsumedEvent> events = ConsumedEvent.of(List.of(shared("3", event("one"), event("two"))));

        assertThat(events).hasSize(1);
        assertThatThrownBy(() -> events.getFirst().event())
                .isInstanceOf(MalformedEventException.class)
                .hasMessageContaining("3 events");
    }

    @Test
    void the_id_is_the_messages_else_the_bodys_else_unknown() {
        EventEnvelope event = event("one");
        MessageProperties named = new MessageProperties();
        named.setMessageId("of-the-message");

        assertThat(only(new Message(EventJson.toBytes(event), named)).id()).isEqualTo("of-the-message");
        assertThat(only(new Message(EventJson.toBytes(event), new MessageProperties()))
                        .id())
                .isEqualTo(event.id());
        assertThat(only(new Message("{".getBytes(StandardCharsets.UTF_8), new MessageProperties()))
                        .id())
                .isEqualTo("unknown");
    }

    @Test
    void a_replay_says_who_made_it() {
        MessageProperties replayed = new MessageProperties();
        replayed.setHeader(MessageHeaders.REPLAYED_BY, "ann");

        assertThat(only(new Message(EventJson.toBytes(event("one")), replayed))
                        .event()
                        .replayedBy())
                .isEqualTo("ann");
    }

    @Test
    void what_the_broker_delivers_again_says_so_of_each_event_of_its_message() {
        Message again = shared("2", event("one"), event("two"));
        again.getMessageProperties().setRedelivered(true);
        List<ConsumedEvent> events = ConsumedEvent.of(List.of(again, shared("1", event("three"))));

        assertThat(events).extracting(event -> event.event().isRedelivered()).containsExactly(true, true, false);
    }

    private static ConsumedEvent only(Message message) {
        List<ConsumedEvent> events = ConsumedEvent.of(List.of(message));
        assertThat(events).hasSize(1);
        return events.getFirst();
    }

    private static Message shared(String says, EventEnvelope... events) {
        MessageProperties properties = new MessageProperties();
        properties.setHeader(MessageHeaders.EVENTS, says);
        return new Message(
                EventBatchCodec.join(
                        List.of(events).stream().map(EventJson::toBytes).toList()),
                properties);
    }

    private static EventEnvelope event(String title) {
        return EventEnvelope.of(EventIds.next(), Source.MAIN_APP, Instant.EPOCH, new BugFixed(title, null, null));
    }
}
