package dev.gatewaysync.discord.lane;

import dev.gatewaysync.cards.EventCards;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.discord.compose.TestMessages;
import dev.gatewaysync.discord.creation.TestCreation;
import dev.gatewaysync.discord.picture.TestPictures;
import dev.gatewaysync.discord.send.SendAttempt;
import dev.gatewaysync.discord.send.TestSending;
import dev.gatewaysync.task.Loop;
import org.springframework.beans.factory.ObjectFactory;

/** Lanes over a {@link TestSending}, made by hand. */
public final class TestLanes implements AutoCloseable {
    public final TestSending sending = new TestSending();
    public final LaneScheduler scheduler;
    private final LaneMessages messages;

    public TestLanes() {
        messages = new LaneMessages(
                sending.test.queries,
                TestMessages.batcher(sending.test, new EventCards("App", () -> GatewayConfig.NONE)),
                sending.deliveries.failed,
                sending.test.lease,
                TestPictures.off(sending.test));
        ObjectFactory<SendAttempt> attempts = sending::attempt;
        LaneFactory factory = new LaneFactory(
                messages,
                sending.gate,
                attempts,
                sending.deliveries.unreachable,
                sending.discord.limiter,
                sending.timings);
        scheduler = new LaneScheduler(
                new LaneBacklog(sending.test.queries, sending.directory, sending.deliveries.metrics),
                sending.test.lease,
                new OutboxUpkeep(sending.test.held, sending.deliveries.failed, sending.timings),
                sending.deliveries.targets,
                new ChannelLanes(
                        factory,
                        sending.deliveries.targets,
                        sending.deliveries.unreachable,
                        TestCreation.of(sending),
                        sending.waiter),
                sending.waiter);
    }

    /** One lane alone, not started yet. */
    ChannelLane lane() {
        return new ChannelLane(
                messages,
                sending.gate,
                sending.attempt(),
                sending.deliveries.unreachable,
                new RetryWaits(() -> new RetryWait(sending.timings, () -> true, sending.waiter)),
                sending.timings.backoff(),
                Loop.named("lane").stoppedBy(sending.waiter));
    }

    @Override
    public void close() {
        sending.close();
    }
}
