package dev.gatewaysync.discord.route;

import dev.gatewaysync.discord.channel.Forum;
import dev.gatewaysync.discord.channel.GuildChannels;
import dev.gatewaysync.discord.channel.Routing;
import dev.gatewaysync.discord.channel.TargetChannels;
import dev.gatewaysync.discord.channel.Targets;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.rest.WebhookAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Which channel each target stands for. Knows what Discord last said; {@link #refresh} asks again. Until Discord has been
 * asked everything is {@link Destination.Unknown}, so that an outage at the start loses nothing.
 */
public final class ChannelDirectory {
    private static final Logger log = LoggerFactory.getLogger(ChannelDirectory.class);
    /** A channel is called missing only by a list no older than this. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final DiscordCredentials discordCredentials;
    private final TargetChannels targets;
    private final boolean createsChannels;
    private final DiscordRest rest;
    private final Supplier<List<GuildChannels.Category>> catalogue;
    private final InstantSource clock;
    private final UnlistedChannels unlisted;
    private final Map<String, String> dead = new ConcurrentHashMap<>();
    private final Set<String> forumsLearned = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Snapshot snapshot;
    private volatile boolean wanted;
    private volatile boolean changed;
    private final AtomicBoolean permissionsChanged = new AtomicBoolean();
    private volatile boolean complete;

    private record Snapshot(
            UnlistedChannels.@Nullable Completed completed,
            @Nullable Hook webhook,
            List<GuildChannels.Category> catalogue,
            Instant at) {
        @Nullable
        GuildChannels guild() {
            return completed == null ? null : completed.guild();
        }
    }

    private record Hook(WebhookAddress address, String channelId, String guildId) {}

    ChannelDirectory(
            DiscordCredentials discordCredentials,
            Routing routing,
            DiscordRest rest,
            Supplier<List<GuildChannels.Category>> catalogue,
            InstantSource clock) {
        this.targets = new TargetChannels(discordCredentials.updatesChannel(), routing);
        this.createsChannels = routing.createsChannels();
        this.discordCredentials = discordCredentials;
        this.rest = rest;
        this.catalogue = catalogue;
        this.clock = clock;
        this.unlisted = new UnlistedChannels(rest, clock);
    }

    /** With the catalogue's categories from the database. */
    public static ChannelDirectory of(
            DiscordCredentials discordCredentials,
            Routing routing,
            DiscordRest rest,
            org.springframework.jdbc.core.simple.JdbcClient jdbc,
            InstantSource clock) {
        return new ChannelDirectory(
                discordCredentials,
                routing,
                rest,
                () -> jdbc.sql("SELECT id, name FROM catalog_category ORDER BY position")
                        .query((row, n) -> new GuildChannels.Category(row.getString("id"), row.getString("name")))
                        .list(),
                clock);
    }

    /**
     * Asks Discord. Whatever one of our ways tells us counts, even if the other is refused.
     *
     * @return why it could not be asked; empty when everything is known now
     */
    public Optional<DiscordFailure> refresh() throws InterruptedException {
        wanted = false;
        changed = false;
        Snapshot before = snapshot;
        DiscordFailure failure = null;
        UnlistedChannels.Completed guild = before == null ? null : before.completed();
        Hook webhook = before == null ? null : before.webhook();
        DiscordCredentials.Bot bot = discordCredentials.bot();
        if (bot != null) {
            switch (rest.guildChannels(bot.guildId())) {
                case RestResult.Done done -> {
                    guild = unlisted.complete(GuildChannels.of(done.body()));
                    failure = guild.failure();
                }
                case RestResult.Refused refused -> failure = refused.failure();
            }
        }
        WebhookAddress address = discordCredentials.webhook();
        if (address != null && !dead.containsKey(address.place())) {
            switch (rest.getWebhook(address)) {
                case RestResult.Done done -> webhook = hook(address, done.body());
                case RestResult.Refused refused -> {
                    if (refused.failure().failureClass() == FailureClass.TARGET_DEAD) {
                        markDead(address.place(), refused.failure().message());
                    } else {
                        failure = refused.failure();
                    }
                }
            }
        }
        Instant at = failure == null || before == null ? clock.instant() : before.at();
        snapshot = new Snapshot(guild, webhook, catalogue.get(), at);
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
        Snapshot before = snapshot;
        DiscordCredentials.Bot bot = discordCredentials.bot();
        if (before == null || bot == null) {
            return refresh();
        }
        return switch (rest.guildChannels(bot.guildId())) {
            case RestResult.Done done -> {
                UnlistedChannels.Completed guild = unlisted.complete(GuildChannels.of(done.body()));
                snapshot = new Snapshot(guild, before.webhook(), catalogue.get(), clock.instant());
                yield Optional.ofNullable(guild.failure());
            }
            case RestResult.Refused refused -> Optional.of(refused.failure());
        };
    }

    /** Remembers a channel that was just made, as Discord described it. */
    public void made(JsonNode channel) {
        Snapshot before = snapshot;
        UnlistedChannels.Completed known = before == null ? null : before.completed();
        if (before != null && known != null) {
            var completed = new UnlistedChannels.Completed(
                    known.guild().with(channel), known.hidden(), known.unclear(), known.failure());
            snapshot = new Snapshot(completed, before.webhook(), before.catalogue(), before.at());
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

    /** Whether Discord answered everything when it was last asked. */
    public boolean isComplete() {
        return complete;
    }

    public Destination destination(String target) {
        Snapshot known = snapshot;
        if (known == null) {
            return new Destination.Unknown();
        }
        Destination found = find(target, known);
        if (found instanceof Destination.Missing && Targets.isCategory(target)) {
            known = withCurrentCatalogue(known);
            found = find(target, known);
        }
        if (found instanceof Destination.Missing
                && known.at().isBefore(clock.instant().minus(FRESH))) {
            wanted = true;
            return new Destination.Unknown();
        }
        return found instanceof Destination.Missing && createsChannels ? toBeMade(target, known, found) : found;
    }

    private Destination toBeMade(String target, Snapshot known, Destination missing) {
        GuildChannels guild = known.guild();
        DiscordCredentials.Bot bot = discordCredentials.bot();
        if (guild == null || bot == null) {
            return missing;
        }
        return targets.nameToMake(target, guild, known.catalogue())
                .<Destination>map(name -> new Destination.ToBeMade(bot.guildId(), name))
                .orElse(missing);
    }

    /** A sync may have named a category since Discord was asked; its channel can be found only by that name. */
    private Snapshot withCurrentCatalogue(Snapshot known) {
        List<GuildChannels.Category> current = catalogue.get();
        return current.equals(known.catalogue())
                ? known
                : new Snapshot(known.completed(), known.webhook(), current, known.at());
    }

    /** Remembers that Discord took this channel of a webhook for a forum; without a bot there is no other way to know. */
    public Destination.Channel learnForum(Destination.Channel channel) {
        forumsLearned.add(channel.id());
        return channel.asForum();
    }

    /** With what was learned since somebody was told this destination. */
    public Destination.Channel upToDate(Destination.Channel channel) {
        return channel.forum() == null && forumsLearned.contains(channel.id()) ? channel.asForum() : channel;
    }

    /** Asks again soon: somebody has seen that the channels are no longer the same. */
    public void channelsChanged() {
        changed = true;
        wanted = true;
    }

    /** Somebody has changed what the bot may do: what did not let it in may do so now. */
    public void permissionsChanged() {
        permissionsChanged.set(true);
        channelsChanged();
    }

    /** Whether that has happened since it was last asked. */
    public boolean takePermissionsChanged() {
        return permissionsChanged.getAndSet(false);
    }

    /** Remembers that Discord knows this channel or webhook no more, so that nothing is sent there again. */
    public void markDead(Destination.Channel channel, String why) {
        markDead(channel.sender(), why);
    }

    /** What was found dead before a restart, or by the instance that was active before, is not asked again. */
    public void rememberDead(Map<String, String> reasonsBySender) {
        dead.clear();
        dead.putAll(reasonsBySender);
    }

    /** Channels that were sent to before a restart, or by the instance that was active before: id → name. */
    public void rememberUsed(Map<String, String> namesById) {
        WebhookAddress webhook = discordCredentials.webhook();
        Map<String, String> channels = new HashMap<>(namesById);
        if (webhook != null) {
            channels.remove(webhook.place());
        }
        unlisted.rememberUsed(channels);
    }

    /** Forgets that it is dead, because an operator says so; the next delivery shows. */
    public void resume(String sender) {
        dead.remove(sender);
        wanted = true;
    }

    private void markDead(String id, String why) {
        if (dead.put(id, why) == null) {
            log.error("discord.target_dead id={} reason={} next=its deliveries go to the failed messages", id, why);
        }
        unlisted.forget(id);
        wanted = true;
    }

    private Destination find(String target, Snapshot known) {
        WebhookAddress webhook = discordCredentials.webhook();
        if (webhook != null && (target.equals(Targets.ANNOUNCEMENTS) || target.equals(Targets.STATISTICS_WEBHOOK))) {
            String why = dead.get(webhook.place());
            if (why != null) {
                return new Destination.Dead(webhook.place(), why);
            }
            Hook hook = known.webhook();
            if (hook == null) {
                return new Destination.Unknown();
            }
            String thread = webhook.threadId();
            return thread != null
                    ? new Destination.Channel(
                            thread,
                            hook.guildId(),
                            "thread " + thread + " of " + name(known, hook.channelId()),
                            hook.address(),
                            null)
                    : new Destination.Channel(
                            hook.channelId(),
                            hook.guildId(),
                            name(known, hook.channelId()),
                            hook.address(),
                            forum(known, hook));
        }
        UnlistedChannels.Completed guild = known.completed();
        if (guild == null) {
            return discordCredentials.bot() == null
                    ? new Destination.Missing("a bot (DISCORD_TOKEN and GUILD_ID)")
                    : new Destination.Unknown();
        }
        return targets.find(target, guild.guild(), known.catalogue())
                .map(channel -> open(channel, guild))
                .orElseGet(() -> new Destination.Missing(targets.expected(target, known.catalogue())));
    }

    private Destination open(GuildChannels.Channel channel, UnlistedChannels.Completed known) {
        String why = dead.get(channel.id());
        if (why != null) {
            return new Destination.Dead(channel.id(), why);
        }
        if (known.hidden().contains(channel.id())) {
            return new Destination.Hidden(channel.id(), channel.name());
        }
        if (known.unclear().contains(channel.id())) {
            return new Destination.Unknown();
        }
        unlisted.use(channel);
        return new Destination.Channel(channel.id(), guildId(), channel.name(), null, channel.forum());
    }

    private String guildId() {
        DiscordCredentials.Bot bot = discordCredentials.bot();
        return bot == null ? "@me" : bot.guildId();
    }

    private static @Nullable Hook hook(WebhookAddress address, JsonNode webhook) {
        String channel = webhook.path("channel_id").asString("");
        String guild = webhook.path("guild_id").asString("@me");
        return channel.isEmpty() ? null : new Hook(address.inChannel(channel), channel, guild);
    }

    private @Nullable Forum forum(Snapshot known, Hook hook) {
        Optional<GuildChannels.Channel> seen =
                Optional.ofNullable(known.guild()).flatMap(guild -> guild.withId(hook.channelId()));
        return seen.isPresent() ? seen.get().forum() : forumsLearned.contains(hook.channelId()) ? Forum.unseen() : null;
    }

    private static String name(Snapshot known, String channelId) {
        GuildChannels guild = known.guild();
        return guild == null
                ? "webhook"
                : guild.withId(channelId).map(GuildChannels.Channel::name).orElse("webhook");
    }
}
