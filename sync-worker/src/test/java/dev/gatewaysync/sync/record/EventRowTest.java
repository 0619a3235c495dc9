package dev.gatewaysync.sync.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.events.Batch;
import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.Custom;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.GatewayEvent;
import dev.gatewaysync.events.Maintenance;
import dev.gatewaysync.events.Priority;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.messaging.PermanentFailure;
import dev.gatewaysync.messaging.ReceivedEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventRowTest {
    private static final Instant NOON = Instant.parse("2025-09-06T12:00:00Z");

    @Test
    void it_stands_in_the_lists_where_it_was_accepted_whatever_time_its_sender_names() {
        EventEnvelope event = envelope(new BugFixed("One", null, null));
        EventEnvelope old = new EventEnvelope(
                event.id(), event.type(), event.source(), Instant.EPOCH, NOON, event.data(), null, null);

        assertThat(row(old).listedAt()).isEqualTo(NOON.toEpochMilli());
        assertThat(row(old).listedAt(7).listedAt()).isEqualTo(7);
    }

    @Test
    void the_end_of_what_was_urgent_is_not_urgent() {
        assertThat(row(envelope(maintenance(Maintenance.Status.STARTED))).priority())
                .isEqualTo(BuiltInType.MAINTENANCE.priority())
                .isNotEqualTo(Priority.NORMAL);
        assertThat(row(envelope(maintenance(Maintenance.Status.COMPLETED))).priority())
                .isEqualTo(Priority.NORMAL);
    }

    @Test
    void a_custom_event_is_as_urgent_as_it_says() {
        assertThat(row(envelope(new Custom("A call", null, null, null, Priority.HIGH, null, List.of(), null)))
                        .priority())
                .isEqualTo(Priority.HIGH);
        assertThat(row(envelope(new Custom("A call", null, null, null, null, null, List.of(), null)))
                        .priority())
                .isEqualTo(BuiltInType.CUSTOM.priority());
    }

    @Test
    void what_a_database_cannot_hold_is_replaced_and_nothing_else() {
        assertThat(EventRow.storable("plain ü 😀")).isEqualTo("plain ü 😀");
        assertThat(EventRow.storable("a\0b")).isEqualTo("a\uFFFDb");
        assertThat(EventRow.storable("half \uD83D of one")).isEqualTo("half \uFFFD of one");
        assertThat(EventRow.storable("\uD83D\uDE00\uDE00")).isEqualTo("😀\uFFFD");
    }

    @Test
    void data_that_does_not_fit_its_type_is_a_permanent_failure_that_names_the_event() {
        EventEnvelope broken = new EventEnvelope(
                "e1",
                BuiltInType.BUG_FIXED,
                Source.MAIN_APP,
                NOON,
                NOON,
                EventJson.mapper().createObjectNode(),
                null,
                null);

        assertThatThrownBy(() -> row(broken))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("e1");
    }

    @Test
    void its_batch_and_whether_it_is_a_replay_are_kept() {
        EventEnvelope event = envelope(new BugFixed("One", null, null)).withBatch(new Batch("run:tools", 1, 3));

        EventRow replayed = EventRow.of(new ReceivedEvent(event, "ann", null, false), GatewayConfig.NONE);

        assertThat(replayed.isReplayed()).isTrue();
        assertThat(replayed.batchId()).isEqualTo("run:tools");
        assertThat(row(envelope(new BugFixed("One", null, null))).isReplayed()).isFalse();
        assertThat(row(envelope(new BugFixed("One", null, null))).batchId()).isNull();
    }

    private static EventRow row(EventEnvelope event) {
        return EventRow.of(new ReceivedEvent(event, null, null, false), GatewayConfig.NONE);
    }

    private static EventEnvelope envelope(GatewayEvent event) {
        return EventEnvelope.of("e1", Source.MAIN_APP, NOON, event);
    }

    private static Maintenance maintenance(Maintenance.Status status) {
        return new Maintenance(status, "Now", null, null, null);
    }
}
