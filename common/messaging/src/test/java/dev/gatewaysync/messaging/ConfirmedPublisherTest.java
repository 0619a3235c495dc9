package dev.gatewaysync.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Address;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A cluster without a network: its nodes answer, are away, or take what they are given and confirm nothing. */
class ConfirmedPublisherTest {
    private static final Address ONE = new Address("one", 5672);
    private static final Address TWO = new Address("two", 5672);
    private static final Address THREE = new Address("three", 5672);
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final FakeCluster cluster = new FakeCluster();

    @Test
    void a_node_that_is_away_is_passed_over() {
        cluster.away(ONE);
        try (ConfirmedPublisher publisher = publisher(ONE, TWO, THREE)) {
            publish(publisher, "a");
            publish(publisher, "b");
        }

        assertThat(cluster.stored(TWO)).containsExactly("a", "b");
        assertThat(cluster.connections()).containsExactly(TWO);
    }

    @Test
    void after_a_lost_connection_the_others_are_tried_first_and_all_of_them() {
        try (ConfirmedPublisher publisher = publisher(ONE, TWO, THREE)) {
            publish(publisher, "a");
            cluster.loseConnections();
            cluster.away(TWO);
            cluster.away(THREE);
            publish(publisher, "b");
        }

        assertThat(cluster.stored(ONE)).containsExactly("a", "b");
    }

    @Test
    void a_node_that_confirms_nothing_is_left_for_another() {
        cluster.silent(ONE);
        try (ConfirmedPublisher publisher = publisher(ONE, TWO)) {
            assertThatThrownBy(() -> publish(publisher, "a")).isInstanceOf(OutageFailure.class);
            publish(publisher, "a");
            publish(publisher, "b");
        }

        assertThat(cluster.stored(TWO)).containsExactly("a", "b");
        assertThat(cluster.connections()).containsExactly(ONE, TWO);
    }

    @Test
    void whoever_publishes_while_a_silent_node_is_slow_to_close_is_told() throws Exception {
        cluster.stuck(ONE);
        ConfirmChannel channel = ConfirmChannel.open(cluster, ONE, 2, PATIENCE);
        try {
            for (String id : List.of("a", "b")) {
                OutboundMessage message = OutboundMessage.toQueue(Topology.FAILED, id, Map.of(), new byte[0]);
                channel.send(List.of(message));
                assertThatThrownBy(() -> message.confirm().get(20, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(OutageFailure.class);
                assertThat(channel.isOpen()).isFalse();
            }
        } finally {
            cluster.readsAgain();
        }
    }

    @Test
    void a_node_that_makes_no_channel_is_passed_over_and_not_waited_for_without_end() {
        cluster.withoutChannels(ONE);
        try (ConfirmedPublisher publisher = publisher(ONE, TWO)) {
            publish(publisher, "a");
        }

        assertThat(cluster.stored(TWO)).containsExactly("a");
    }

    @Test
    void the_only_node_there_is_is_waited_for() {
        cluster.silent(ONE);
        try (ConfirmedPublisher publisher = publisher(ONE)) {
            assertThatThrownBy(() -> publish(publisher, "a")).isInstanceOf(OutageFailure.class);
            assertThatThrownBy(() -> publish(publisher, "b")).isInstanceOf(OutageFailure.class);
        }

        assertThat(cluster.connections()).containsExactly(ONE);
    }

    @Test
    void a_node_that_cannot_bind_queues_for_now_takes_events_when_they_are_there() {
        cluster.unableToDeclare(ONE);
        try (ConfirmedPublisher publisher = publisher(ONE, TWO)) {
            publish(publisher, "a");
        }

        assertThat(cluster.stored(ONE)).containsExactly("a");
    }

    @Test
    void the_only_node_has_to_declare_what_is_published_to() {
        cluster.unableToDeclare(ONE);
        try (ConfirmedPublisher publisher = publisher(ONE)) {
            assertThatThrownBy(() -> publish(publisher, "a")).isInstanceOf(OutageFailure.class);
        }
    }

    @Test
    void where_no_node_answers_it_is_an_outage() {
        cluster.away(ONE);
        cluster.away(TWO);
        try (ConfirmedPublisher publisher = publisher(ONE, TWO)) {
            assertThatThrownBy(() -> publish(publisher, "a")).isInstanceOf(OutageFailure.class);
            assertThat(publisher.isReachable()).isFalse();
        }
    }

    private ConfirmedPublisher publisher(Address... nodes) {
        return ConfirmedPublisher.ofCluster(cluster, List.of(nodes), PATIENCE);
    }

    private static void publish(ConfirmedPublisher publisher, String id) {
        publisher.publishToQueue(Topology.FAILED, id, Map.of(), new byte[0]);
    }
}
