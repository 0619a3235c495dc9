package dev.gatewaysync.console.doctor;

import dev.gatewaysync.cards.channel.ChannelReference;
import dev.gatewaysync.cards.channel.GuildChannels;
import dev.gatewaysync.cards.channel.Routing;
import dev.gatewaysync.cards.channel.TargetChannels;
import dev.gatewaysync.cards.channel.Targets;
import dev.gatewaysync.events.EventType;
import dev.gatewaysync.service.settings.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which channels of the server the settings send the bot to. */
final class UsedChannels {
    private final boolean webhook;
    private final Routing routing;
    private final List<GuildChannels.Category> catalogue;
    private final TargetChannels targets;

    /**
     * @param found null if the server does not show such a channel
     * @param setting the variable that names it; empty where its name is fixed
     * @param required false for a category's channel that nobody asked for: a category may be meant to have none
     */
    record Used(ChannelUse use, GuildChannels.@Nullable Channel found, String name, String setting, boolean required) {}

    UsedChannels(Settings settings, List<GuildChannels.Category> catalogue) {
        this.webhook = settings.text("DISCORD_WEBHOOK_URL").isPresent();
        this.routing = routing(settings);
        this.catalogue = catalogue;
        this.targets = new TargetChannels(
                settings.value(
                                "DISCORD_UPDATES_CHANNEL",
                                Optional.<String>empty(),
                                "",
                                "",
                                text -> Optional.of(ChannelReference.read(text)))
                        .orElse(null),
                routing);
    }

    private static Routing routing(Settings settings) {
        return new Routing(
                settings.list("DISCORD_ROUTES", Map.of(), "", "", Routing::readChannels),
                settings.list("DISCORD_CATEGORY_CHANNELS", Map.of(), "", "", Routing::readCategories),
                settings.flag("DISCORD_CREATE_CHANNELS"));
    }

    boolean areCreated() {
        return routing.createsChannels();
    }

    /** In the server as it is. */
    List<Used> in(GuildChannels guild) {
        List<Used> all = new ArrayList<>();
        if (!webhook) {
            all.add(used(ChannelUse.ANNOUNCEMENTS, Targets.ANNOUNCEMENTS, guild, "DISCORD_UPDATES_CHANNEL"));
        }
        all.add(used(ChannelUse.STATISTICS, Targets.STATISTICS_OVERVIEW, guild, ""));
        all.add(used(ChannelUse.STATISTICS, Targets.STATISTICS_CATEGORIES, guild, ""));
        all.add(used(ChannelUse.SUGGESTIONS, Targets.SUGGESTIONS, guild, ""));
        routes().forEach((channel, types) ->
                all.add(used(ChannelUse.ROUTES, Targets.channel(channel), guild, "DISCORD_ROUTES " + types)));
        routing.categories()
                .forEach((slug, channel) -> all.add(
                        used(ChannelUse.CATEGORIES, Targets.category(slug), guild, "DISCORD_CATEGORY_CHANNELS")));
        catalogue.stream()
                .map(category -> used(ChannelUse.CATEGORIES, Targets.category(category.id()), guild, ""))
                .map(one -> new Used(one.use(), one.found(), one.name(), one.setting(), false))
                .forEach(all::add);
        return all;
    }

    /** Id of the channel with that name or id. */
    Optional<String> named(String channel, GuildChannels guild) {
        return targets.find(Targets.channel(channel), guild, catalogue).map(GuildChannels.Channel::id);
    }

    /** Where the bot announces a type; empty if the webhook does, or nobody. */
    Optional<GuildChannels.Channel> announcing(EventType type, GuildChannels guild) {
        Optional<String> chosen = routing.channelOf(type);
        if (chosen.isPresent()) {
            return chosen.filter(channel -> !channel.equalsIgnoreCase(Routing.OFF))
                    .flatMap(channel -> targets.find(Targets.channel(channel), guild, catalogue));
        }
        return webhook ? Optional.empty() : targets.find(Targets.ANNOUNCEMENTS, guild, catalogue);
    }

    /** channel → the types that go there. */
    private Map<String, String> routes() {
        return routing.channels().entrySet().stream()
                .filter(route -> !route.getValue().equalsIgnoreCase(Routing.OFF))
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(EventType::wireName)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        LinkedHashMap::new,
                        Collectors.mapping(route -> route.getKey().wireName(), Collectors.joining(", "))));
    }

    private Used used(ChannelUse use, String target, GuildChannels guild, String setting) {
        return new Used(
                use,
                targets.find(target, guild, catalogue).orElse(null),
                targets.name(target, catalogue),
                setting,
                true);
    }
}
