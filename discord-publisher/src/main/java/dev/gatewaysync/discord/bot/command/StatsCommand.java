package dev.gatewaysync.discord.bot.command;

import dev.gatewaysync.cards.StatisticsCards;
import dev.gatewaysync.discord.bot.reply.ReplyLanguage;
import dev.gatewaysync.discord.bot.reply.ReplyTexts;
import dev.gatewaysync.storage.statistics.Statistics;
import dev.gatewaysync.storage.statistics.StatisticsQueries;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
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
    private final ReplyLanguage language;

    StatsCommand(StatisticsQueries statistics, StatisticsCards cards, ReplyLanguage language) {
        this.statistics = statistics;
        this.cards = cards;
        this.language = language;
    }

    @Override
    public SlashCommandData data() {
        return SlashCommand.named("gateway-stats").addOptions(Visibility.option());
    }

    @Override
    public void run(SlashCommandInteractionEvent event) {
        ReplyTexts texts = language.of(event);
        Visibility.answer(event, texts, hook -> {
            Statistics now = statistics.now();
            if (!StatisticsCards.hasNumbers(now)) {
                return texts.get("stats.none");
            }
            return cards.in(texts.language())
                    .both(now, statistics.lastMilestone().orElse(null), CARD_KEY);
        });
    }
}
