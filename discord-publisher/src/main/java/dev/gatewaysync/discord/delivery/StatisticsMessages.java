package dev.gatewaysync.discord.delivery;

import dev.gatewaysync.discord.card.Message;
import dev.gatewaysync.discord.card.StatisticsCards;
import dev.gatewaysync.discord.channel.Targets;
import dev.gatewaysync.storage.Statistics;
import dev.gatewaysync.storage.StatisticsQueries;
import dev.gatewaysync.storage.UpdateHistory;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Renders the numbers from the database for each message that shows them. */
public final class StatisticsMessages {
    private final StatisticsQueries view;
    private final StatisticsCards cards;
    private final UpdateHistory history;
    private final JdbcClient jdbc;

    public StatisticsMessages(StatisticsQueries view, StatisticsCards cards, UpdateHistory history, JdbcClient jdbc) {
        this.view = view;
        this.cards = cards;
        this.history = history;
        this.jdbc = jdbc;
    }

    StatisticsMessage board(String target, LaneTools tools, Pause pause) {
        return new StatisticsMessage(target, tools, history, () -> numbers(target), pause);
    }

    private @Nullable Message numbers(String target) {
        Statistics now = view.now();
        if (!StatisticsCards.hasNumbers(now)) {
            return null;
        }
        return switch (target) {
            case Targets.STATISTICS_OVERVIEW -> Message.of(cards.overview(now, lastMilestone(), target));
            case Targets.STATISTICS_CATEGORIES -> Message.of(cards.categories(now, target));
            default -> cards.both(now, lastMilestone(), target);
        };
    }

    private @Nullable Long lastMilestone() {
        return jdbc.sql("SELECT milestone FROM milestone ORDER BY milestone DESC LIMIT 1")
                .query(Long.class)
                .optional()
                .orElse(null);
    }
}
