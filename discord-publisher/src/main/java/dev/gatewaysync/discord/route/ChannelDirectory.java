package dev.gatewaysync.discord.route;

import dev.gatewaysync.cards.channel.GuildChannels;
import dev.gatewaysync.cards.channel.Routing;
import dev.gatewaysync.cards.channel.TargetChannels;
import dev.gatewaysync.cards.channel.Targets;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.rest.WebhookAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Which channel each target stands for. Knows what Discord last said; {@link #refresh} asks again. Until Discord has been
 * asked everything is {@link Destination.Unknown}, so that an outage at the start loses nothing.
 */
@Component
public final class ChannelDirectory {
    private static final Logger log = LoggerFactory.getLogger(ChannelDirectory.class);
    /** A channel is called missing only by a list no older than this. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final DiscordCredentials credentials;
    private final TargetChannels targets;
    private final boolean createsChannels;
    private final DiscordRest rest;
    private final CatalogCategories catalogue;
    private final InstantSource clock;
    private final UnlistedChannels unlisted;
    private final DeadSenders dead = new DeadSenders();
    private final OwnTargets own;
    private final KnownDestinations destinations;
    private final Set<String> forumsLearned = ConcurrentHashMap.newKeySet();
    private volatile @Nullable GuildSnapshot snapshot;
    private volatile boolean wanted;
    private volatile boolean changed;
    private final AtomicBoolean permissionsChanged = new AtomicBoolean();
    private volatile boolean complete;

    public ChannelDirectory(
            DiscordCredentials credentials,
            Routing routing,
            DiscordRest rest,
            CatalogCategories catalogue,
            Supplier<GatewayConfig> config,
            InstantSource clock) {
        this.own = new OwnTargets(config, rest, dead, clock);
        this.credentials = credentials;
        this.targets = new TargetChannels(credentials.updatesChannel(), routing);
        this.createsChannels = routing.createsChannels();
        this.rest = rest;
        this.catalogue = catalogue;
        this.clock = clock;
        this.unlisted = new UnlistedChannels(rest, credentials, clock);
        this.destinations = new KnownDestinations(credentials, targets, own, dead, unlisted, forumsLearned);
    }

    /**
     * Asks Discord. What the bot or the webhook learns counts, even if the other is refused.
     *
     * @return why it could not be asked; empty when everything is known now
     */
    public Optional<DiscordFailure> refresh() throws InterruptedException {
        wanted = false;
        changed = false;
        GuildSnapshot before = snapshot;
        DiscordFailure failure = null;
        UnlistedChannels.Completed guild = before == null ? null : before.channels();
        GuildSnapshot.Webhook webhook = before == null ? null : before.webhook();
        DiscordCredentials.Bot bot = credentials.bot();
        if (bot != null) {
            switch (rest.guildChannels(bot.guildId())) {
                case RestResult.Done done -> {
                    guild = unlisted.complete(GuildChannels.of(done.body()));
                    failure = guild.failure();
                }
                case RestResult.Refused refused -> failure = refused.failure();
            }
        }
        WebhookAddress address = credentials.webhook();
        if (address != null && dead.why(address.place()).isEmpty()) {
            switch (rest.getWebhook(address)) {
                case RestResult.Done done -> webhook = GuildSnapshot.Webhook.of(address, done.body());
                case RestResult.Refused refused -> {
                    if (refused.failure().failureClass() == FailureClass.TARGET_DEAD) {
                        dead.addWebhook(
                                Targets.ANNOUNCEMENTS,
                                "DISCORD_WEBHOOK_URL",
                                address.place(),
                                refused.failure().message());
                        wanted = true;
                    } else {
                        failure = refused.failure();
                    }
                }
            }
        }
        if (before == null) {
            // A thousand places of gateway.yml are a minute of requests: what is known until then is used.
            snapshot = new GuildSnapshot(guild, webhook, catalogue.current(), clock.instant());
        }
        DiscordFailure ofOwn = own.refresh(bot == null ? null : bot.guildId());
        failure = failure == null ? ofOwn : failure;
        Instant at = failure == null || before == null ? clock.instant() : before.at();
        snapshot = new GuildSnapshot(guild, webhook, catalogue.current(), at);
        complete = failure == null;
        if (before == null) {
            log.info(
                    "discord.channels known={} webhook={}",
                    guild == null ? 0 : guild.guild().channels().size(),
                    webhook != null);
        }
        return Optional.ofNullable(failure);
    }

    /**
     * Asks for the server's channels alone, for a list that is as new as can be.
     *
     * @return why it could not be asked
     */
    public Optional<DiscordFailure> lookAgain() throws InterruptedException {
        GuildSnapshot before = snapshot;
        DiscordCredentials.Bot bot = credentials.bot();
        if (before == null || bot == null) {
            return refresh();
        }
        return switch (rest.guildChannels(bot.guildId())) {
            case RestResult.Done done -> {
                UnlistedChannels.Completed guild = unlisted.complete(GuildChannels.of(done.body()));
                snapshot = new GuildSnapshot(guild, before.webhook(), catalogue.current(), clock.instant());
                yield Optional.ofNullable(guild.failure());
            }
            case RestResult.Refused refused -> Optional.of(refused.failure());
        };
    }

    /** Remembers a channel that was just made, as Discord described it. */
    public void made(JsonNode channel) {
        GuildSnapshot before = snapshot;
        if (before != null) {
            snapshot = before.withChannel(channel);
        }
    }

    /** Whether somebody asked for something that an older list does not have. */
    public boolean isRefreshWanted() {
        return wanted;
    }

    /** Whether something has happened since Discord was last asked, after which it may answer differently. */
    public boolean isChanged() {
        return changed;
    }

    /** Whether there is more to ask about than was asked at once. */
    public boolean isBehind() {
        return own.isBehind();
    }

    /** Whether Discord answered everything when it was last asked. */
    public boolean isComplete() {
        return complete;
    }

    public Destination destination(String target) {
        GuildSnapshot known = snapshot;
        if (known == null) {
            return new Destination.Unknown();
        }
        // Read before the list: one that comes in between is newer than it says, not older.
        Instant at = isElsewhere(target) ? own.toldAt(target) : known.at();
        Destination found = destinations.find(target, known);
        if (found instanceof Destination.Missing && Targets.isCategory(target)) {
            // A sync may have named a category since Discord was asked; its channel can be found only by that name.
            known = known.withCatalogue(catalogue.current());
            found = destinations.find(target, known);
        }
        // A target of gateway.yml may have been added since Discord was asked.
        wanted |= found instanceof Destination.Unknown && own.named(target).isPresent();
        if (found instanceof Destination.Missing && at.isBefore(clock.instant().minus(FRESH))) {
            own.lookAgain(target);
            wanted = true;
            return new Destination.Unknown();
        }
        // A place of gateway.yml is made by nobody, one that the file has named before neither.
        boolean mayBeMade = createsChannels && Targets.isBuiltIn(target);
        return found instanceof Destination.Missing && mayBeMade ? toBeMade(target, known, found) : found;
    }

    private Destination toBeMade(String target, GuildSnapshot known, Destination missing) {
        GuildChannels guild = known.guild();
        DiscordCredentials.Bot bot = credentials.bot();
        if (guild == null || bot == null) {
            return missing;
        }
        return targets.nameToMake(target, guild, known.catalogue())
                .<Destination>map(name -> new Destination.ToBeMade(bot.guildId(), name))
                .orElse(missing);
    }

    /** Remembers that Discord took this channel of a webhook for a forum; without a bot there is no other way to know. */
    public Destination.Channel learnForum(Destination.Channel channel) {
        forumsLearned.add(channel.id());
        return channel.asForum();
    }

    /** With what was learned since this destination was handed out. */
    public Destination.Channel upToDate(Destination.Channel channel) {
        return channel.forum() == null && forumsLearned.contains(channel.id()) ? channel.asForum() : channel;
    }

    /** Asks again soon: nobody has seen whether the channels are still the same. */
    public void channelsChanged() {
        own.anyChanged();
        askAgain();
    }

    /** Asks again soon: somebody has seen that the channels of this server are no longer the same. */
    public void channelsChanged(String guild) {
        own.changed(guild);
        askAgain();
    }

    /** Somebody may have changed what the bot may do: what did not let it in may do so now. */
    public void permissionsChanged() {
        permissionsChanged.set(true);
        channelsChanged();
    }

    /** Somebody has changed what the bot may do in this server. */
    public void permissionsChanged(String guild) {
        permissionsChanged.set(true);
        channelsChanged(guild);
    }

    /** Whether that is a channel of a server that {@code gateway.yml} names, other than the bot's own. */
    public boolean isElsewhere(String target) {
        DiscordCredentials.Bot bot = credentials.bot();
        return bot != null && own.isElsewhere(target, bot.guildId());
    }

    /** Whether that has happened since it was last asked. */
    public boolean takePermissionsChanged() {
        return permissionsChanged.getAndSet(false);
    }

    /** Remembers that Discord knows this channel or webhook no more, so that nothing is sent there again. */
    public void markDead(String target, Destination.Channel channel, String why) {
        own.changed(channel.guildId());
        own.changed(channel.sender());
        dead.add(target, channel, why);
        unlisted.forget(channel.sender());
        wanted = true;
    }

    /** What was found dead before a restart, or by the instance that was active before, is not asked again. */
    public void rememberDead(Map<String, String> reasonsBySender) {
        dead.replaceAll(reasonsBySender);
    }

    /** Channels that were sent to before a restart, or by the instance that was active before: id → name. */
    public void rememberUsed(Map<String, String> namesById) {
        WebhookAddress webhook = credentials.webhook();
        Map<String, String> channels = new HashMap<>(namesById);
        if (webhook != null) {
            channels.remove(webhook.place());
        }
        own.namesByWebhook().keySet().forEach(channels::remove);
        unlisted.rememberUsed(channels);
    }

    /** Forgets that it is dead, because an operator says so; the next delivery shows. */
    public void resume(String sender) {
        dead.remove(sender);
        own.changed(sender);
        wanted = true;
    }

    private void askAgain() {
        changed = true;
        wanted = true;
    }
}
