package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.discord.card.ReplyCards;
import dev.gatewaysync.storage.FailedMessageTable;
import dev.gatewaysync.storage.StatisticsQueries;
import dev.gatewaysync.storage.WaitingDeliveries;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** {@code /gateway-status}: whether each part and the main app are well, what waits, and how the last syncs went. */
@Component
@Order(2)
final class StatusCommand implements Command {
    private final ServerStates servers;
    private final StatisticsQueries statistics;
    private final AppStatus app;
    private final WaitingDeliveries deliveries;
    private final FailedMessageTable failed;
    private final ReplyCards cards;

    StatusCommand(
            ServerStates servers,
            StatisticsQueries statistics,
            AppStatus app,
            WaitingDeliveries deliveries,
            FailedMessageTable failed,
            ReplyCards cards) {
        this.servers = servers;
        this.statistics = statistics;
        this.app = app;
        this.deliveries = deliveries;
        this.failed = failed;
        this.cards = cards;
    }

    @Override
    public SlashCommandData data() {
        return Commands.slash("gateway-status", "Whether everything works").addOptions(Visibility.option());
    }

    @Override
    public void run(SlashCommandInteractionEvent event) {
        Visibility.answer(event, hook -> cards.status(status()));
    }

    private ReplyCards.Status status() {
        return new ReplyCards.Status(
                servers.current(),
                app.now(),
                deliveries.count(),
                failed.countOpen(),
                statistics.now().lastSync());
    }
}
