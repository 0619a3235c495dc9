package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.discord.card.ReplyCards;
import dev.gatewaysync.storage.StatisticsQueries;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** {@code /gateway-status}: whether each part and the main app are well, what waits, and how the last syncs went. */
@Component
@Order(2)
final class StatusCommand implements Command {
    private final ServerStates servers;
    private final StatisticsQueries statistics;
    private final AppStatus app;
    private final JdbcClient jdbc;
    private final ReplyCards cards;

    StatusCommand(
            ServerStates servers, StatisticsQueries statistics, AppStatus app, JdbcClient jdbc, ReplyCards cards) {
        this.servers = servers;
        this.statistics = statistics;
        this.app = app;
        this.jdbc = jdbc;
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
                count("SELECT count(*) FROM delivery WHERE status IN ('pending', 'sending') AND held = 0"),
                count("SELECT count(*) FROM failed_message WHERE status = 'open'"),
                statistics.now().lastSync());
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
