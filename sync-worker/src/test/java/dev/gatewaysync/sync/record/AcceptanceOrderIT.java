package dev.gatewaysync.sync.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.messaging.ReceivedEvent;
import dev.gatewaysync.storage.history.Update;
import dev.gatewaysync.storage.history.UpdateFilter;
import dev.gatewaysync.storage.history.UpdateHistory;
import dev.gatewaysync.storage.word.SearchableUpdates;
import dev.gatewaysync.sync.TestWorker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AcceptanceOrderIT {
    private TestWorker worker;
    private Instant start;

    @BeforeEach
    void start() {
        worker = new TestWorker();
        start = worker.clock.instant();
    }

    @AfterEach
    void stop() {
        worker.close();
    }

    @Test
    void one_batch_that_a_step_of_the_clock_goes_through_keeps_the_order_of_the_queue() {
        recorder().handle(List.of(at("a", 0), at("b", 1), at("c", -3600), at("d", -3599), at("e", 2)));
        assertThat(newestFirst()).containsExactly("e", "d", "c", "b", "a");
    }

    @Test
    void a_step_of_a_moment_keeps_the_order_too() {
        HistoryRecorder recorder = recorder();
        recorder.handle(List.of(at("a", 2)));
        worker.clock.advance(Duration.ofSeconds(10));
        recorder.handle(List.of(at("b", 1)));
        assertThat(newestFirst()).containsExactly("b", "a");
    }

    @Test
    void a_worker_that_starts_after_the_step_goes_on_behind_what_is_there() {
        recorder().handle(List.of(at("a", 3600)));
        recorder().handle(List.of(at("b", 0), at("c", 1)));
        worker.clock.advance(Duration.ofHours(2));
        recorder().handle(List.of(at("d", 7200)));
        assertThat(newestFirst()).containsExactly("d", "c", "b", "a");
    }

    @Test
    void workers_side_by_side_may_record_parts_of_the_queue_in_any_order() {
        worker.clock.advance(Duration.ofMinutes(5));
        HistoryRecorder one = recorder();
        HistoryRecorder other = recorder();
        other.handle(List.of(at("c", 3), at("d", 4)));
        one.handle(List.of(at("a", 1), at("b", 2)));
        assertThat(newestFirst()).containsExactly("d", "c", "b", "a");
    }

    @Test
    void what_comes_back_from_a_worker_that_ended_stands_where_it_was_accepted_and_moves_no_other() {
        worker.clock.advance(Duration.ofMinutes(5));
        HistoryRecorder recorder = recorder();
        recorder.handle(List.of(at("c", 3), at("f", 6)));
        recorder.handle(List.of(again("a", 1), again("b", 2), again("d", 4), at("g", 7)));
        recorder.handle(List.of(again("e", 5)));
        recorder.handle(List.of(at("h", 8)));
        assertThat(newestFirst()).containsExactly("h", "g", "f", "e", "d", "c", "b", "a");
    }

    @Test
    void what_comes_back_together_keeps_the_order_of_the_queue_through_a_step_of_the_clock() {
        worker.clock.advance(Duration.ofMinutes(5));
        HistoryRecorder recorder = recorder();
        recorder.handle(List.of(again("a", 3), again("b", 1), at("c", 2)));
        assertThat(newestFirst()).containsExactly("c", "b", "a");
    }

    @Test
    void while_a_step_of_the_clock_shows_what_comes_back_keeps_the_order_of_the_queue() {
        HistoryRecorder recorder = recorder();
        recorder.handle(List.of(at("a", 3600)));
        recorder.handle(List.of(again("b", 0)));
        recorder.handle(List.of(again("c", 1)));
        assertThat(newestFirst()).containsExactly("c", "b", "a");
    }

    @Test
    void a_replayed_event_stands_where_it_was_accepted_and_moves_no_other() {
        HistoryRecorder recorder = recorder();
        recorder.handle(List.of(at("a", 1), at("c", 3)));
        recorder.handle(List.of(new ReceivedEvent(at("b", 2).event(), "ann", null, false)));
        recorder.handle(List.of(at("d", 4)));
        assertThat(newestFirst()).containsExactly("d", "c", "b", "a");
    }

    @Test
    void imported_updates_are_among_themselves_in_the_order_of_their_times_and_below_what_is_accepted_later() {
        HistoryImport imports = new HistoryImport(
                worker.transactions,
                new EventTable(worker.jdbc, new SearchableUpdates(worker.database)),
                worker.jdbc,
                worker.clock);
        HistoryRecorder recorder = recorder();
        recorder.handle(List.of(at("before", -60)));
        imports.take(dev.gatewaysync.events.EventJson.mapper().readTree("""
                [{"id":"far","timestamp":"9999-12-31T00:00:00Z","type":"bug-fixed"},
                 {"id":"old","timestamp":"2024-01-01T00:00:00Z","type":"bug-fixed"},
                 {"id":"older","timestamp":"2023-01-01T00:00:00Z","type":"bug-fixed"}]"""));
        recorder.handle(List.of(at("after", 1)));
        assertThat(newestFirst()).containsExactly("after", "far", "before", "old", "older");
    }

    private HistoryRecorder recorder() {
        return new HistoryRecorder(
                worker.transactions,
                new EventTable(worker.jdbc, new SearchableUpdates(worker.database)),
                List.of(),
                worker.outbox,
                new RecorderMetrics(new SimpleMeterRegistry(), () -> GatewayConfig.NONE),
                () -> GatewayConfig.NONE,
                worker.clock);
    }

    private ReceivedEvent at(String id, int second) {
        return new ReceivedEvent(
                EventEnvelope.of(id, Source.MAIN_APP, start.plusSeconds(second), new BugFixed(id, null, null)),
                null,
                null,
                false);
    }

    private ReceivedEvent again(String id, int second) {
        return new ReceivedEvent(at(id, second).event(), null, null, true);
    }

    private List<String> newestFirst() {
        return new UpdateHistory(worker.database.jdbc())
                .recent(9, UpdateFilter.ALL).stream().map(Update::id).toList();
    }
}
