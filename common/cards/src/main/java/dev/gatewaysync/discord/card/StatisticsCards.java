package dev.gatewaysync.discord.card;

import dev.gatewaysync.events.VisibleText;
import dev.gatewaysync.storage.Statistics;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The pinned numbers. They hold no time, so that the same numbers make the same message and no edit is sent for nothing.
 */
public final class StatisticsCards {
    private static final int OTHERS_SHOWN = 12;
    private static final long MILESTONE_STEP = 50;
    /** Title, footer and last lines of the categories. */
    private static final int BESIDE_LINES = 400;

    private final String appName;

    public StatisticsCards(String appName) {
        this.appName = appName;
    }

    /** Counts, the app's own numbers and milestones. */
    public Embed overview(Statistics statistics, @Nullable Long lastMilestone, String cardKey) {
        Embed embed = Embed.of("📊 " + UserText.escapedLine(appName, 200) + " in numbers", Colour.BLUE, sign(cardKey));
        count(embed, "📚 Resources", statistics.resourceCount());
        count(embed, "📂 Categories", statistics.categoryCount());
        count(embed, "👥 Users", statistics.totalUsers());
        others(embed, statistics.otherStats());
        if (lastMilestone != null) {
            embed.markdownField(
                    "🏆 Milestone",
                    (lastMilestone > 0
                                    ? Numbers.grouped(lastMilestone) + " resources reached, next at "
                                    : "The first at ")
                            + Numbers.grouped(next(statistics.resourceCount(), lastMilestone)),
                    false);
        }
        return embed;
    }

    /** Counts and categories in one message. */
    public Message both(Statistics statistics, @Nullable Long lastMilestone, String cardKey) {
        Embed overview = overview(statistics, lastMilestone, cardKey);
        if (statistics.categories().isEmpty()) {
            return Message.of(overview);
        }
        int room = Embed.TOTAL - overview.length() - BESIDE_LINES;
        return Message.of(List.of(overview, categories(statistics, cardKey, Math.max(0, room))));
    }

    /** One line per category. */
    public Embed categories(Statistics statistics, String cardKey) {
        return categories(statistics, cardKey, Embed.DESCRIPTION - BESIDE_LINES);
    }

    private Embed categories(Statistics statistics, String cardKey, int room) {
        List<Statistics.Category> categories = statistics.categories();
        long total =
                categories.stream().mapToLong(Statistics.Category::resources).sum();
        if (categories.isEmpty()) {
            return Embed.of("🗂️ Categories", Colour.TEAL, sign(cardKey)).description("None has been counted yet.");
        }
        StringBuilder lines = new StringBuilder();
        int shown = 0;
        for (Statistics.Category category : categories) {
            String line = line(category);
            if (lines.length() + line.length() > room) {
                break;
            }
            lines.append(line).append('\n');
            shown++;
        }
        if (shown < categories.size()) {
            lines.append("and ").append(categories.size() - shown).append(" more\n");
        }
        lines.append("\n**Total: ").append(Numbers.grouped(total)).append("** in ");
        lines.append(categories.size()).append(categories.size() == 1 ? " category" : " categories");
        return Embed.of("🗂️ Categories", Colour.TEAL, sign(cardKey)).description(lines.toString());
    }

    /** Whether there is anything to show yet. */
    public static boolean hasNumbers(Statistics statistics) {
        return statistics.resourceCount() != null
                || statistics.categoryCount() != null
                || statistics.totalUsers() != null
                || !statistics.categories().isEmpty();
    }

    private CardFooter sign(String cardKey) {
        return new CardFooter(appName, MessageRef.ofCard(cardKey));
    }

    private static String line(Statistics.Category category) {
        String emoji = Emoji.orNothing(category.emoji());
        return (emoji.isEmpty() ? "•" : emoji) + " **" + UserText.escapedLine(category.name(), 100) + "** — "
                + Numbers.grouped(category.resources());
    }

    private static void count(Embed embed, String name, @Nullable Long count) {
        if (count != null) {
            embed.markdownField(name, "**" + Numbers.grouped(count) + "**", true);
        }
    }

    private static long next(@Nullable Long resources, long lastMilestone) {
        long reached = Math.max(lastMilestone, resources == null ? 0 : resources / MILESTONE_STEP * MILESTONE_STEP);
        return reached + MILESTONE_STEP;
    }

    private static void others(Embed embed, @Nullable JsonNode others) {
        if (others == null || !others.isObject()) {
            return;
        }
        others.properties().stream()
                .filter(entry -> isShown(entry.getValue()))
                .limit(OTHERS_SHOWN)
                .forEach(entry -> embed.markdownField(
                        UserText.escapedLine(words(entry.getKey()), 100),
                        "**" + UserText.escapedLine(value(entry.getValue()), 200) + "**",
                        true));
    }

    private static boolean isShown(JsonNode value) {
        return value.isValueNode() && !value.isNull() && !VisibleText.isEmpty(value.asString(""));
    }

    private static String value(JsonNode value) {
        return value.canConvertToLong() && value.isIntegralNumber()
                ? Numbers.grouped(value.asLong())
                : value.asString();
    }

    /** {@code searchesToday} and {@code searches_today} become {@code Searches today}. */
    private static String words(String key) {
        String spaced = key.replaceAll("([\\p{Ll}\\d])(\\p{Lu})", "$1 $2").replaceAll("[_\\-\\s]+", " ");
        String lower = spaced.strip().toLowerCase(Locale.ROOT);
        return lower.isEmpty() ? "" : lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1);
    }
}
