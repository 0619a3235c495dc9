package dev.gatewaysync.discord.pinned;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.cards.channel.Targets;
import dev.gatewaysync.discord.outbox.Delivery;
import dev.gatewaysync.discord.outbox.PublisherMetrics;
import dev.gatewaysync.discord.outbox.SentMessage;
import dev.gatewaysync.discord.outbox.TargetStatusTable;
import dev.gatewaysync.discord.outbox.TestOutbox;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.events.StatsUpdated;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsDeliveriesTest {
    private static final String TARGET = Targets.STATISTICS_OVERVIEW;
    private static final SentMessage MESSAGE = new SentMessage("m1", "7", "https://discord.example/m1");
    private static final Destination.Channel CHANNEL = new Destination.Channel("7", "1", "welcome", null, null);

    private final TestOutbox test = new TestOutbox();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TargetStatusTable targets = new TargetStatusTable(test.jdbc, test.clock);
    private final StatisticsDeliveries deliveries =
            new StatisticsDeliveries(test.queries, test.outbox, targets, new PublisherMetrics(registry));

    @Test
    void one_message_ends_all_that_waited_and_each_is_counted_once() {
        Delivery first = planned(1);
        Delivery second = planned(2);
        Delivery last = planned(3);

        deliveries.shown(TARGET, deliveries.open(TARGET), MESSAGE, CHANNEL);

        assertThat(List.of(test.status(first), test.status(second), test.status(last)))
                .containsExactly("superseded", "superseded", "sent");
        assertThat(counted("sent")).isEqualTo(1);
        assertThat(counted("superseded")).isEqualTo(2);
        assertThat(targets.state(TARGET).orElseThrow().status()).isEqualTo("active");
    }

    @Test
    void what_came_while_the_message_was_sent_waits_for_the_next() {
        planned(1);
        List<Delivery> waiting = deliveries.open(TARGET);
        Delivery late = planned(2);

        deliveries.alreadyShown(TARGET, waiting, MESSAGE);

        assertThat(deliveries.open(TARGET)).extracting(Delivery::seq).containsExactly(late.seq());
    }

    @Test
    void a_message_that_nobody_waited_for_ends_nothing() {
        deliveries.shown(TARGET, List.of(), MESSAGE, CHANNEL);

        assertThat(counted("sent")).isZero();
    }

    private Delivery planned(long resources) {
        return test.planned(new StatsUpdated(resources, 3L, null, null), TARGET);
    }

    private double counted(String outcome) {
        return registry.counter("gateway.discord.deliveries", "target", "statistics", "outcome", outcome)
                .count();
    }
}
