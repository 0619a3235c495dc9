package dev.gatewaysync.cards.channel;

/** Names of what a delivery goes to, as they stand in the database and in the API. */
public final class Targets {
    public static final String ANNOUNCEMENTS = "announcements";
    public static final String STATISTICS_OVERVIEW = "statistics:overview";
    public static final String STATISTICS_CATEGORIES = "statistics:categories";
    /** Both in one message, where there is no bot to pin anything. */
    public static final String STATISTICS_WEBHOOK = "statistics:webhook";

    /** Cards of what members suggest, with buttons for those who decide. */
    public static final String SUGGESTIONS = "suggestions";

    private static final String CATEGORY = "category:";
    private static final String CHANNEL = "channel:";
    private static final String STATISTICS = "statistics:";

    private Targets() {}

    /** The channel of a category; {@code text} is its name or id as the event has it. */
    public static String category(String text) {
        String slug = ChannelSlug.of(text);
        return CATEGORY + (slug.isEmpty() ? "unnamed" : slug);
    }

    /** The channel that the operator chose for a type, by name or id. */
    public static String channel(String name) {
        return CHANNEL + name;
    }

    public static boolean isChannel(String target) {
        return target.startsWith(CHANNEL);
    }

    public static String channelName(String target) {
        return target.substring(CHANNEL.length());
    }

    /** Whether it is one of ours, and not a place that the community's configuration names. */
    public static boolean isBuiltIn(String target) {
        return target.indexOf(':') >= 0 || target.equals(ANNOUNCEMENTS) || target.equals(SUGGESTIONS);
    }

    public static boolean isCategory(String target) {
        return target.startsWith(CATEGORY);
    }

    public static boolean isStatistics(String target) {
        return target.startsWith(STATISTICS);
    }

    public static String categorySlug(String target) {
        return target.substring(CATEGORY.length());
    }

    /** announcements, category, channel or statistics: of low cardinality, for metrics. */
    public static String kind(String target) {
        int colon = target.indexOf(':');
        return colon < 0 ? target : target.substring(0, colon);
    }
}
