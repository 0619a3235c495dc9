package dev.gatewaysync.discord.route;

import dev.gatewaysync.cards.channel.GuildChannels;
import dev.gatewaysync.cards.channel.TargetChannels;
import dev.gatewaysync.cards.channel.Targets;
import dev.gatewaysync.config.TargetDefinition;
import dev.gatewaysync.discord.rest.WebhookAddress;
import java.util.Optional;
import java.util.Set;

/** What each target stands for, by what Discord last said; asks nothing. */
final class KnownDestinations {
    private final DiscordCredentials credentials;
    private final TargetChannels targets;
    private final OwnTargets own;
    private final DeadSenders dead;
    private final UnlistedChannels unlisted;
    private final Set<String> forumsLearned;

    /** @param forumsLearned ids of channels that Discord took for forums when a webhook wrote there */
    KnownDestinations(
            DiscordCredentials credentials,
            TargetChannels targets,
            OwnTargets own,
            DeadSenders dead,
            UnlistedChannels unlisted,
            Set<String> forumsLearned) {
        this.credentials = credentials;
        this.targets = targets;
        this.own = own;
        this.dead = dead;
        this.unlisted = unlisted;
        this.forumsLearned = forumsLearned;
    }

    Destination find(String target, GuildSnapshot known) {
        Optional<TargetDefinition> definition = own.named(target);
        if (definition.isPresent()) {
            return ofGatewayYml(definition.get(), known);
        }
        return Targets.isBuiltIn(target)
                ? usual(target, known)
                : new Destination.Missing("the target " + target + " in gateway.yml, which has it no more");
    }

    private Destination ofGatewayYml(TargetDefinition target, GuildSnapshot known) {
        return own.find(target, known, credentials.bot(), forumsLearned).orElseGet(() -> inOwnServer(target, known));
    }

    private Destination inOwnServer(TargetDefinition target, GuildSnapshot known) {
        Destination found = usual(Targets.channel(String.valueOf(target.channel())), known);
        return found instanceof Destination.Missing
                ? new Destination.Missing(
                        "a channel #" + target.channel() + " (targets." + target.name() + " in gateway.yml)")
                : OwnTargets.inThread(target, found);
    }

    private Destination usual(String target, GuildSnapshot known) {
        WebhookAddress webhook = credentials.webhook();
        if (webhook != null && (target.equals(Targets.ANNOUNCEMENTS) || target.equals(Targets.STATISTICS_WEBHOOK))) {
            return dead.why(webhook.place())
                    .<Destination>map(why -> new Destination.Dead(webhook.place(), why))
                    .orElseGet(() -> webhookDestination(known));
        }
        UnlistedChannels.Completed guild = known.channels();
        if (guild == null) {
            return credentials.bot() == null
                    ? new Destination.Missing("a bot (DISCORD_TOKEN and GUILD_ID)")
                    : new Destination.Unknown();
        }
        return targets.find(target, guild.guild(), known.catalogue())
                .map(channel -> open(channel, guild))
                .orElseGet(() -> new Destination.Missing(targets.expected(target, known.catalogue())));
    }

    private Destination webhookDestination(GuildSnapshot known) {
        GuildSnapshot.Webhook hook = known.webhook();
        return hook == null
                ? new Destination.Unknown()
                : known.destination(hook, forumsLearned.contains(hook.channelId()));
    }

    private Destination open(GuildChannels.Channel channel, UnlistedChannels.Completed known) {
        String id = channel.id();
        Optional<String> why = dead.why(id);
        if (why.isPresent()) {
            return new Destination.Dead(id, why.get());
        }
        if (known.hidden().contains(id)) {
            return Destination.Hidden.channel(id, channel.name());
        }
        if (known.unclear().contains(id)) {
            return new Destination.Unknown();
        }
        unlisted.use(channel);
        return new Destination.Channel(id, guildId(), channel.name(), null, channel.forum());
    }

    private String guildId() {
        DiscordCredentials.Bot bot = credentials.bot();
        return bot == null ? "@me" : bot.guildId();
    }
}
