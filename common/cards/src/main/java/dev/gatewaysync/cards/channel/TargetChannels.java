package dev.gatewaysync.cards.channel;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which channel of a server a target means, and what it is called. */
public final class TargetChannels {
    private static final String WELCOME = "welcome-and-start-here";
    private static final String OVERVIEW = "categories-overview";
    private static final String SHOWCASE = "showcase-your-finds";

    private final @Nullable String updatesChannel;
    private final Routing routing;

    /** @param updatesChannel name or id of the channel where the bot announces; null looks for the usual names */
    public TargetChannels(@Nullable String updatesChannel, Routing routing) {
        this.updatesChannel = updatesChannel;
        this.routing = routing;
    }

    public Optional<GuildChannels.Channel> find(
            String target, GuildChannels guild, List<GuildChannels.Category> catalogue) {
        return switch (target) {
            case Targets.ANNOUNCEMENTS -> guild.updates(updatesChannel);
            case Targets.STATISTICS_OVERVIEW -> guild.named(WELCOME).filter(found -> !found.isForum());
            case Targets.STATISTICS_CATEGORIES -> guild.named(OVERVIEW).filter(found -> !found.isForum());
            case Targets.SUGGESTIONS -> guild.named(SHOWCASE);
            default ->
                Targets.isChannel(target)
                        ? guild.chosen(Targets.channelName(target))
                        : guild.ofCategory(Targets.categorySlug(target), catalogue, routing.categories());
        };
    }

    /** What operators are told when it is missing. */
    public String expected(String target, List<GuildChannels.Category> catalogue) {
        String why = target.equals(Targets.ANNOUNCEMENTS)
                ? updatesChannel == null ? " (or #announcements, or #general-chat)" : " (DISCORD_UPDATES_CHANNEL)"
                : Targets.isChannel(target) ? " (DISCORD_ROUTES)" : "";
        return "a channel #" + name(target, catalogue) + why;
    }

    /**
     * The name under which a missing channel can be made. None where a channel of that name is there but cannot be used, a
     * forum for the statistics: one more would not be found either. None for what is named by its id.
     */
    public Optional<String> nameToMake(String target, GuildChannels guild, List<GuildChannels.Category> catalogue) {
        String name = name(target, catalogue);
        String madeAs = ChannelSlug.channelName(name);
        return madeAs.isEmpty() || GuildChannels.isId(name) || guild.named(name).isPresent()
                ? Optional.empty()
                : Optional.of(madeAs);
    }

    /** What its channel is or would be called, by a name or an id. */
    public String name(String target, List<GuildChannels.Category> catalogue) {
        return switch (target) {
            case Targets.ANNOUNCEMENTS -> Objects.requireNonNullElse(updatesChannel, "updates");
            case Targets.STATISTICS_OVERVIEW -> WELCOME;
            case Targets.STATISTICS_CATEGORIES -> OVERVIEW;
            case Targets.SUGGESTIONS -> SHOWCASE;
            default ->
                Targets.isChannel(target)
                        ? Targets.channelName(target)
                        : GuildChannels.nameFor(Targets.categorySlug(target), catalogue, routing.categories());
        };
    }
}
