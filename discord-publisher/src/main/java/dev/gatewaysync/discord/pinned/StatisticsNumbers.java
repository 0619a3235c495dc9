package dev.gatewaysync.discord.pinned;

import dev.gatewaysync.discord.card.Message;
import dev.gatewaysync.discord.card.StatisticsCards;
import dev.gatewaysync.discord.channel.Targets;
import dev.gatewaysync.storage.Statistics;
import dev.gatewaysync.storage.StatisticsQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Renders the numbers from the database for each message that shows them. */
@Component
final class StatisticsNumbers {
    private final StatisticsQueries statistics;
    private final StatisticsCards cards;
    private final JdbcClient jdbc;

    StatisticsNumbers(StatisticsQueries statistics, StatisticsCards cards, JdbcClient jdbc) {
        this.statistics = statistics;
        this.cards = cards;
        this.jdbc = jdbc;
    }

    /** The message as it should be now; null if there is nothing to show yet. */
    @Nullable
    Message message(String target) {
        Statistics now = statistics.now();
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
