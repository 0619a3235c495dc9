package dev.gatewaysync.discord.pinned;

import dev.gatewaysync.cards.Message;
import dev.gatewaysync.cards.StatisticsCards;
import dev.gatewaysync.cards.channel.Targets;
import dev.gatewaysync.storage.statistics.Statistics;
import dev.gatewaysync.storage.statistics.StatisticsQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Renders the numbers from the database for each message that shows them. */
@Component
final class StatisticsNumbers {
    private final StatisticsQueries statistics;
    private final StatisticsCards cards;

    StatisticsNumbers(StatisticsQueries statistics, StatisticsCards cards) {
        this.statistics = statistics;
        this.cards = cards;
    }

    /** The message as it should be now; null if there is nothing to show yet. */
    @Nullable
    Message message(String target) {
        Statistics now = statistics.now();
        if (!StatisticsCards.hasNumbers(now)) {
            return null;
        }
        return switch (target) {
            case Targets.STATISTICS_OVERVIEW ->
                Message.of(cards.overview(now, statistics.lastMilestone().orElse(null), target));
            case Targets.STATISTICS_CATEGORIES -> Message.of(cards.categories(now, target));
            default -> cards.both(now, statistics.lastMilestone().orElse(null), target);
        };
    }
}
