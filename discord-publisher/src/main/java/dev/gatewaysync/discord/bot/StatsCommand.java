package dev.gatewaysync.discord.bot;

import dev.gatewaysync.discord.card.Message;
import dev.gatewaysync.discord.card.StatisticsCards;
import dev.gatewaysync.storage.Statistics;
import dev.gatewaysync.storage.StatisticsQueries;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code /gateway-stats}: the numbers of the catalogue and of each category. */
final class StatsCommand implements Command {
    /** Not a pinned message's key: a reply must never be taken for one. */
    private static final String CARD_KEY = "reply:statistics";

    private final StatisticsQueries view;
    private final StatisticsCards cards;
    private final JdbcClient jdbc;

    StatsCommand(StatisticsQueries view, StatisticsCards cards, JdbcClient jdbc) {
        this.view = view;
        this.cards = cards;
        this.jdbc = jdbc;
    }

    @Override
    public SlashCommandData data() {
        return Commands.slash("gateway-stats", "Resources, categories and milestones");
    }

    @Override
    public void run(SlashCommandInteractionEvent event) {
        DeferredReply.inPublic(event, hook -> {
            Statistics now = view.now();
            if (!StatisticsCards.hasNumbers(now)) {
                return "Nothing has been counted yet: no sync has succeeded, and the main app has reported no numbers.";
            }
            Message message = cards.both(now, lastMilestone(), CARD_KEY);
            return message;
        });
    }

    private @org.jspecify.annotations.Nullable Long lastMilestone() {
        return jdbc.sql("SELECT milestone FROM milestone ORDER BY milestone DESC LIMIT 1")
                .query(Long.class)
                .optional()
                .orElse(null);
    }
}
