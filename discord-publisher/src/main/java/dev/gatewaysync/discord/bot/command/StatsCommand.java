package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.discord.card.StatisticsCards;
import dev.gatewaysync.storage.Statistics;
import dev.gatewaysync.storage.StatisticsQueries;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** {@code /gateway-stats}: the numbers of the catalogue and of each category. */
@Component
@Order(3)
final class StatsCommand implements Command {
    /** Not a pinned message's key: a reply must never be taken for one. */
    private static final String CARD_KEY = "reply:statistics";

    private final StatisticsQueries statistics;
    private final StatisticsCards cards;

    StatsCommand(StatisticsQueries statistics, StatisticsCards cards) {
        this.statistics = statistics;
        this.cards = cards;
    }

    @Override
    public SlashCommandData data() {
        return Commands.slash("gateway-stats", "Resources, categories and milestones")
                .addOptions(Visibility.option());
    }

    @Override
    public void run(SlashCommandInteractionEvent event) {
        Visibility.answer(event, hook -> {
            Statistics now = statistics.now();
            if (!StatisticsCards.hasNumbers(now)) {
                return "Nothing has been counted yet: no sync has succeeded, and the main app has reported no numbers.";
            }
            return cards.both(now, statistics.lastMilestone().orElse(null), CARD_KEY);
        });
    }
}
