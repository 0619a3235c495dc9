package dev.gatewaysync.cards;

import dev.gatewaysync.config.CardTemplate;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.VisibleText;
import dev.gatewaysync.language.Language;
import dev.gatewaysync.language.Texts;
import dev.gatewaysync.storage.statistics.Statistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
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

    private static final Texts TEXTS = Texts.beside(StatisticsCards.class);

    private final String appName;
    private final Supplier<Language> language;
    private final Supplier<Map<String, String>> words;

    /** In English and in our own words. */
    public StatisticsCards(String appName) {
        this(appName, () -> Language.ENGLISH, Map::of);
    }

    private StatisticsCards(String appName, Supplier<Language> language, Supplier<Map<String, String>> words) {
        this.appName = appName;
        this.language = language;
        this.words = words;
    }

    /** In the words of the community's {@code gateway.yml}, where it has some. */
    public StatisticsCards of(Supplier<GatewayConfig> config) {
        return new StatisticsCards(
                appName,
                language,
                () -> config.get()
                        .card(BuiltInType.STATS_UPDATED.wireName())
                        .map(CardTemplate::words)
                        .orElse(Map.of()));
    }

    public StatisticsCards in(Language other) {
        return in(() -> other);
    }

    /** Asked anew for each card: a server may change its language. */
    public StatisticsCards in(Supplier<Language> other) {
        return new StatisticsCards(appName, other, words);
    }

    private String text(String key, Object... arguments) {
        return TEXTS.get(language.get(), key, arguments);
    }

    /**
     * What something is called.
     *
     * @param usual what stands there where the community has no word for it, markdown
     * @param numbers that stand in the word's {@code {0}} and {@code {1}}
     */
    private String word(String name, String usual, String... numbers) {
        String own = words.get().get(name);
        if (own == null) {
            return usual;
        }
        String text = own;
        for (int i = 0; i < numbers.length; i++) {
            text = text.replace("{" + i + "}", numbers[i]);
        }
        return text;
    }

    private String number(long number) {
        return Numbers.grouped(number, language.get());
    }

    /** Counts, the app's own numbers and milestones. */
    public Embed overview(Statistics statistics, @Nullable Long lastMilestone, String cardKey) {
        Embed embed = Embed.of(
                word("title", "📊 " + text("statistics.title", UserText.escapedLine(appName, 200))),
                Colour.BLUE,
                sign(cardKey));
        count(embed, word("resources", "📚 " + text("statistics.resources")), statistics.resourceCount());
        count(embed, word("categories", "📂 " + text("statistics.categories")), statistics.categoryCount());
        count(embed, word("users", "👥 " + text("statistics.users")), statistics.totalUsers());
        others(embed, statistics.otherStats());
        if (lastMilestone != null) {
            String last = number(lastMilestone);
            String next = number(next(statistics.resourceCount(), lastMilestone));
            embed.markdownField(
                    word("milestone", "🏆 " + text("statistics.milestone")),
                    lastMilestone > 0
                            ? word("reached", text("statistics.next_milestone", last, next), last, next)
                            : word("first", text("statistics.first_milestone", next), next),
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
            return Embed.of(listTitle(), Colour.TEAL, sign(cardKey)).description(word("none", text("statistics.none")));
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
            int more = categories.size() - shown;
            lines.append(word("more", text("and_more", more), number(more))).append('\n');
        }
        String usual = text("statistics.total", number(total), categories.size());
        lines.append('\n').append(word("total", usual, number(total), number(categories.size())));
        return Embed.of(listTitle(), Colour.TEAL, sign(cardKey)).description(lines.toString());
    }

    private String listTitle() {
        return word("categories", "🗂️ " + text("statistics.categories"));
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

    private String line(Statistics.Category category) {
        String emoji = Emoji.orNothing(category.emoji());
        return (emoji.isEmpty() ? "•" : emoji) + " **" + UserText.escapedLine(category.name(), 100) + "** — "
                + number(category.resources());
    }

    private void count(Embed embed, String name, @Nullable Long count) {
        if (count != null) {
            embed.markdownField(name, "**" + number(count) + "**", true);
        }
    }

    private static long next(@Nullable Long resources, long lastMilestone) {
        long reached = Math.max(lastMilestone, resources == null ? 0 : resources / MILESTONE_STEP * MILESTONE_STEP);
        return reached + MILESTONE_STEP;
    }

    private void others(Embed embed, @Nullable JsonNode others) {
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

    private String value(JsonNode value) {
        return value.canConvertToLong() && value.isIntegralNumber() ? number(value.asLong()) : value.asString();
    }

    /** {@code searchesToday} and {@code searches_today} become {@code Searches today}. */
    private static String words(String key) {
        String spaced = key.replaceAll("([\\p{Ll}\\d])(\\p{Lu})", "$1 $2").replaceAll("[_\\-\\s]+", " ");
        String lower = spaced.strip().toLowerCase(Locale.ROOT);
        return lower.isEmpty() ? "" : lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1);
    }
}
