package dev.gatewaysync.discord.creation;

import dev.gatewaysync.discord.send.TestSending;

public final class TestCreation {
    private TestCreation() {}

    /** Creates channels over a {@link TestSending}. */
    public static ChannelCreator of(TestSending sending) {
        return new ChannelCreator(
                sending.directory,
                sending.deliveries.targets,
                new ChannelRequests(sending.discord.rest, sending.discord.limiter, sending.tokenGuard),
                new CreationFailures(sending.policy, sending.timings),
                sending.test.lease,
                sending.waiter);
    }
}
