package dev.gatewaysync.discord.route;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Which channel of a server a target means, and what it is called. */
final class TargetChannels {
    private static final String WELCOME = "welcome-and-start-here";
    private static final String OVERVIEW = "categories-overview";
    private static final String SHOWCASE = "showcase-your-finds";

    private final Access access;
    private final Routing routing;

    TargetChannels(Access access, Routing routing) {
        this.access = access;
        this.routing = routing;
    }

    Optional<GuildChannels.Channel> find(String target, GuildChannels guild, List<GuildChannels.Category> catalogue) {
        return switch (target) {
            case Target.ANNOUNCEMENTS -> guild.updates(access.updatesChannel());
            case Target.STATISTICS_OVERVIEW -> guild.named(WELCOME).filter(found -> !found.isForum());
            case Target.STATISTICS_CATEGORIES -> guild.named(OVERVIEW).filter(found -> !found.isForum());
            case Target.SUGGESTIONS -> guild.named(SHOWCASE);
            default ->
                Target.isChannel(target)
                        ? guild.chosen(Target.channelName(target))
                        : guild.ofCategory(Target.categorySlug(target), catalogue, routing.categories());
        };
    }

    /** What operators are told when it is missing. */
    String expected(String target, List<GuildChannels.Category> catalogue) {
        String why = target.equals(Target.ANNOUNCEMENTS)
                ? access.updatesChannel() == null
                        ? " (or #announcements, or #general-chat)"
                        : " (DISCORD_UPDATES_CHANNEL)"
                : Target.isChannel(target) ? " (DISCORD_ROUTES)" : "";
        return "a channel #" + name(target, catalogue) + why;
    }

    /**
     * The name under which a missing channel can be made. None where a channel of that name is there but cannot be used, a
     * forum for the statistics: one more would not be found either. None for what is named by its id.
     */
    Optional<String> nameToMake(String target, GuildChannels guild, List<GuildChannels.Category> catalogue) {
        String name = name(target, catalogue);
        String madeAs = Slug.channelName(name);
        return madeAs.isEmpty() || GuildChannels.isId(name) || guild.named(name).isPresent()
                ? Optional.empty()
                : Optional.of(madeAs);
    }

    private String name(String target, List<GuildChannels.Category> catalogue) {
        return switch (target) {
            case Target.ANNOUNCEMENTS -> Objects.requireNonNullElse(access.updatesChannel(), "updates");
            case Target.STATISTICS_OVERVIEW -> WELCOME;
            case Target.STATISTICS_CATEGORIES -> OVERVIEW;
            case Target.SUGGESTIONS -> SHOWCASE;
            default ->
                Target.isChannel(target)
                        ? Target.channelName(target)
                        : GuildChannels.nameFor(Target.categorySlug(target), catalogue, routing.categories());
        };
    }
}
