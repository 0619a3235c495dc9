package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.cards.ReplyCards;
import dev.gatewaysync.discord.bot.reply.ReplyTexts;
import dev.gatewaysync.storage.operator.FailedMessageTable;
import dev.gatewaysync.storage.operator.WaitingDeliveries;
import dev.gatewaysync.storage.statistics.StatisticsQueries;
import org.springframework.stereotype.Component;

/** Whether each part and the main app are well, what waits, and how the last syncs went. */
@Component
final class GatewayStatus {
    private final ServerStates servers;
    private final StatisticsQueries statistics;
    private final AppStatus app;
    private final WaitingDeliveries deliveries;
    private final FailedMessageTable failed;

    GatewayStatus(
            ServerStates servers,
            StatisticsQueries statistics,
            AppStatus app,
            WaitingDeliveries deliveries,
            FailedMessageTable failed) {
        this.servers = servers;
        this.statistics = statistics;
        this.app = app;
        this.deliveries = deliveries;
        this.failed = failed;
    }

    ReplyCards.Status now(ReplyTexts texts) {
        return new ReplyCards.Status(
                servers.current(texts),
                app.now(),
                deliveries.count(),
                failed.countOpen(),
                statistics.now().lastSync());
    }
}
