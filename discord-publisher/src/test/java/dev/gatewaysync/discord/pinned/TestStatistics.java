package dev.gatewaysync.discord.pinned;

import dev.gatewaysync.cards.StatisticsCards;
import dev.gatewaysync.cards.channel.Routing;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.route.ConfiguredRoutes;
import dev.gatewaysync.discord.route.DiscordCredentials;
import dev.gatewaysync.discord.route.TargetResolver;
import dev.gatewaysync.discord.send.SlowProbe;
import dev.gatewaysync.discord.send.TestSending;
import dev.gatewaysync.service.settings.Secret;
import dev.gatewaysync.storage.history.UpdateHistory;
import dev.gatewaysync.storage.statistics.StatisticsQueries;

/** The pinned messages over a {@link TestSending}. */
public final class TestStatistics {
    private TestStatistics() {}

    /** Those of a bot; not started. */
    public static StatisticsMessages of(TestSending sending) {
        DiscordCredentials bot =
                new DiscordCredentials(new DiscordCredentials.Bot(new Secret("bot-token"), "1"), null, null);
        return new StatisticsMessages(
                new TargetResolver(
                        bot,
                        Routing.usual(),
                        new ConfiguredRoutes(() -> GatewayConfig.NONE, sending.test.clock),
                        url -> false),
                pinnedMessages(sending),
                update(sending),
                sending.discord.limiter,
                sending.timings,
                sending.waiter);
    }

    static StatisticsMessage message(String target, TestSending sending) {
        return new StatisticsMessage(
                pinnedMessages(sending).of(target),
                update(sending),
                new SlowProbe(sending.timings, () -> true, sending.waiter),
                sending.timings,
                sending.waiter);
    }

    private static PinnedMessages pinnedMessages(TestSending sending) {
        return new PinnedMessages(
                sending.sender, new ChannelPins(sending.discord.rest), sending.test.cards, sending.timings);
    }

    private static StatisticsUpdate update(TestSending sending) {
        StatisticsDeliveries deliveries = new StatisticsDeliveries(
                sending.test.queries, sending.test.outbox, sending.deliveries.targets, sending.deliveries.metrics);
        StatisticsNumbers numbers = new StatisticsNumbers(
                new StatisticsQueries(sending.test.jdbc, sending.test.clock), new StatisticsCards("App"));
        return new StatisticsUpdate(
                new StatisticsDisplay(
                        numbers,
                        deliveries,
                        sending.deliveries.failed,
                        sending.policy,
                        sending.gate,
                        sending.test.lease),
                new CountedEvents(new UpdateHistory(sending.test.jdbc), deliveries, sending.timings),
                sending.deliveries.destinations,
                sending.deliveries.unreachable,
                sending.test.lease);
    }
}
