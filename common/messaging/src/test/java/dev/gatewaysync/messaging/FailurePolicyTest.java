package dev.gatewaysync.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.ConnectionFactory;
import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.task.Waiter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;

/**
 * What a failure means for the events in hand. Nobody listens where failed messages go: so whoever parks one fails, and what
 * is parked is seen by that. {@code MessagingIT} has the copies.
 */
class FailurePolicyTest {
    private static final ConsumerSettings SETTINGS = ConsumerSettings.of("history")
            .withBatchSize(10)
            .withMaxAttempts(3)
            .withBackoff(new Backoff(Duration.ofNanos(2), Duration.ofNanos(4)));

    private final List<List<String>> handled = new ArrayList<>();
    private final Map<String, RuntimeException> failing = new HashMap<>();
    private final Counts counts = new Counts();
    private final Waiter waiter = new Waiter();
    private final ConfirmedPublisher nobody = new ConfirmedPublisher(factory(), Duration.ofSeconds(5));
    private final FailurePolicy policy = policy(SETTINGS);

    @AfterEach
    void close() {
        nobody.close();
    }

    @Test
    void a_batch_that_can_be_handled_is_handled_together() {
        assertThat(policy.settle(events("a", "b", "c"), waiter)).isEqualTo(3);
        assertThat(handled).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void a_batch_with_a_bad_event_is_taken_apart_so_that_the_others_are_handled() {
        failing.put("b", new PermanentFailure("bad"));

        assertThat(policy.settle(events("a", "b", "c"), waiter)).isEqualTo(1);

        assertThat(handled).containsExactly(List.of("a", "b", "c"), List.of("a"));
    }

    @Test
    void a_permanent_failure_is_parked_at_once_and_not_settled_before_its_copy_is_stored() {
        failing.put("a", new PermanentFailure("bad"));

        assertThatThrownBy(() -> policy.settle(events("a"), waiter)).isInstanceOf(OutageFailure.class);
        assertThat(handled).hasSize(1);
    }

    @Test
    void a_transient_failure_is_tried_as_often_as_is_set_and_then_parked() {
        failing.put("a", new TransientFailure("not now"));

        assertThatThrownBy(() -> policy.settle(events("a"), waiter)).isInstanceOf(OutageFailure.class);
        assertThat(handled).hasSize(SETTINGS.maxAttempts());
    }

    @Test
    void a_failure_that_nobody_thought_of_is_tried_again_too() {
        failing.put("a", new IllegalStateException("a mistake"));

        assertThatThrownBy(() -> policy.settle(events("a"), waiter)).isInstanceOf(OutageFailure.class);
        assertThat(handled).hasSize(SETTINGS.maxAttempts());
    }

    @Test
    void an_outage_settles_nothing_and_is_the_consumers_to_wait_for() {
        failing.put("a", new OutageFailure("away"));

        assertThatThrownBy(() -> policy.settle(events("a", "b"), waiter)).hasMessage("away");
        assertThat(handled).hasSize(1);
    }

    @Test
    void an_outage_that_comes_back_for_one_event_alone_is_that_events_own_fault() {
        failing.put("a", new OutageFailure("away"));
        for (int n = 1; n < FailurePolicy.MAX_OUTAGES; n++) {
            assertThatThrownBy(() -> policy.settle(events("a", "b"), waiter)).hasMessage("away");
        }
        // From the second on it is alone, so that no other is blamed for it.
        assertThat(handled.getLast()).containsExactly("a");

        assertThatThrownBy(() -> policy.settle(events("a", "b"), waiter))
                .as("it is parked, which needs the broker")
                .isInstanceOf(OutageFailure.class)
                .message()
                .isNotEqualTo("away");
    }

    @Test
    void after_an_outage_that_ended_the_event_is_as_good_as_any() {
        failing.put("a", new OutageFailure("away"));
        for (int n = 1; n < FailurePolicy.MAX_OUTAGES; n++) {
            assertThatThrownBy(() -> policy.settle(events("a"), waiter)).hasMessage("away");
        }
        failing.clear();

        assertThat(policy.settle(events("a"), waiter)).isEqualTo(1);
    }

    @Test
    void a_message_that_keeps_killing_its_consumer_is_not_handled_once_more() {
        for (int n = 0; n < PoisonCounter.MAX_DELIVERIES; n++) {
            counts.increment("history", "a");
        }

        assertThatThrownBy(() -> policy.settle(List.of(redelivered("a")), waiter))
                .isInstanceOf(OutageFailure.class);
        assertThat(handled).isEmpty();
    }

    @Test
    void what_its_consumer_died_of_twice_is_handled_alone() {
        counts.increment("history", "a");

        assertThat(policy.settle(List.of(redelivered("a"), event("b")), waiter)).isEqualTo(1);
        assertThat(handled).containsExactly(List.of("a"));
        assertThat(counts.values).as("settled, it is forgotten").doesNotContainKey("history/a");
    }

    @Test
    void what_is_no_event_is_parked_alone_and_those_before_it_are_handled() {
        assertThat(policy.settle(Stream.of(event("a"), malformed(), event("b")).toList(), waiter))
                .isEqualTo(1);
        assertThat(handled).containsExactly(List.of("a"));
        assertThatThrownBy(() -> policy.settle(List.of(malformed(), event("b")), waiter))
                .isInstanceOf(OutageFailure.class);
        assertThat(handled).hasSize(1);
    }

    @Test
    void a_stop_ends_the_waiting_and_settles_nothing() {
        failing.put("a", new SnoozeFailure("later", Duration.ofDays(1)));
        waiter.stop();

        assertThat(policy.settle(events("a"), waiter)).isZero();
    }

    @Test
    void one_by_one_each_event_is_handled_alone_and_sees_who_waits_behind_it() {
        List<String> behind = new ArrayList<>();
        FailurePolicy oneByOne = new FailurePolicy(
                SETTINGS.withOneByOne(),
                new EventHandler() {
                    @Override
                    public void handle(List<ReceivedEvent> events) {
                        handled.add(titles(events));
                    }

                    @Override
                    public void behind(List<ReceivedEvent> waiting) {
                        behind.addAll(titles(waiting));
                    }
                },
                failedMessages(),
                counts);

        assertThat(oneByOne.settle(events("a", "b", "c"), waiter)).isEqualTo(1);
        assertThat(handled).containsExactly(List.of("a"));
        assertThat(behind).containsExactly("b", "c");
    }

    private FailurePolicy policy(ConsumerSettings settings) {
        return new FailurePolicy(settings, this::handle, failedMessages(), counts);
    }

    private FailedMessages failedMessages() {
        return new FailedMessages(nobody, InstantSource.fixed(Instant.EPOCH));
    }

    private void handle(List<ReceivedEvent> events) {
        handled.add(titles(events));
        for (String title : titles(events)) {
            if (failing.containsKey(title)) {
                throw failing.get(title);
            }
        }
    }

    private static ConnectionFactory factory() {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(1);
        return factory;
    }

    private static List<ConsumedEvent> events(String... titles) {
        return Stream.of(titles).map(FailurePolicyTest::event).toList();
    }

    private static ConsumedEvent event(String title) {
        return consumed(title, false);
    }

    private static ConsumedEvent redelivered(String title) {
        return consumed(title, true);
    }

    private static ConsumedEvent consumed(String title, boolean again) {
        EventEnvelope event = EventEnvelope.of(title, Source.MAIN_APP, Instant.EPOCH, new BugFixed(title, null, null));
        MessageProperties properties = new MessageProperties();
        properties.setMessageId(title);
        properties.setRedelivered(again);
        byte[] body = EventJson.toBytes(event);
        return new ConsumedEvent(new Message(body, properties), body, true);
    }

    private static ConsumedEvent malformed() {
        byte[] body = "{".getBytes(StandardCharsets.UTF_8);
        return new ConsumedEvent(new Message(body, new MessageProperties()), body, true);
    }

    private static List<String> titles(List<ReceivedEvent> events) {
        return events.stream()
                .map(event -> event.event().data().path("title").asString())
                .toList();
    }

    private static final class Counts implements PoisonCounter {
        private final Map<String, Integer> values = new HashMap<>();

        @Override
        public int increment(String queue, String messageId) {
            return values.merge(queue + "/" + messageId, 1, Integer::sum);
        }

        @Override
        public void forget(String queue, String messageId) {
            values.remove(queue + "/" + messageId);
        }
    }
}
