package dev.gatewaysync.discord.outbox;

import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.messaging.MessageHeaders;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;

/** What ends deliveries, over a {@link TestOutbox}. */
public final class TestDeliveries implements AutoCloseable {
    public final TargetStatusTable targets;
    public final PublisherMetrics metrics = new PublisherMetrics(new SimpleMeterRegistry());
    public final FailedDeliveries failed;
    public final TargetDestinations destinations;
    public final UnreachableTargets unreachable;
    private final StoringBroker broker = new StoringBroker();

    public TestDeliveries(TestOutbox test, ChannelDirectory directory) {
        targets = new TargetStatusTable(test.jdbc, test.clock);
        failed = new FailedDeliveries(test.outbox, test.queries, broker.failedMessages(test.clock), metrics);
        destinations = new TargetDestinations(directory, targets);
        unreachable = new UnreachableTargets(test.outbox, failed, destinations, metrics);
    }

    /** Why each failed message failed, as the broker was told, in order. */
    public List<String> failures() {
        return broker.stored.stream()
                .map(headers -> String.valueOf(headers.get(MessageHeaders.ERROR)))
                .toList();
    }

    /** How many tries each of them is said to have had. */
    public List<Object> triesOfFailures() {
        return broker.stored.stream()
                .map(headers -> headers.get(MessageHeaders.ATTEMPTS))
                .toList();
    }

    /** No failed message can be stored meanwhile. */
    public void brokerIsAway(boolean away) {
        broker.away = away;
    }

    /** How a target stands, for operators: {@code status: reason}. */
    public String status(String target) {
        return targets.state(target)
                .map(state -> state.reason() == null ? state.status() : state.status() + ": " + state.reason())
                .orElse("");
    }

    @Override
    public void close() {
        broker.close();
    }
}
