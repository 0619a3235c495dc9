package dev.gatewaysync.discord.route;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.TargetDefinition;
import dev.gatewaysync.discord.channel.GuildChannels;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.rest.WebhookAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The places that the community added: webhooks, channels, and channels of other servers where the bot is. Knows what Discord
 * last said of them; what it has not said yet is {@link Destination.Unknown}, so that an outage loses nothing.
 */
final class OwnTargets {
    private final Supplier<GatewayConfig> config;
    private final DiscordRest rest;
    private final DeadSenders dead;
    private volatile Known known = new Known(Map.of(), Map.of(), Set.of());

    /**
     * @param webhooks by their place
     * @param guilds channels of other servers, by the server's id
     * @param closed servers that the bot is not in
     */
    private record Known(
            Map<String, GuildSnapshot.Webhook> webhooks, Map<String, GuildChannels> guilds, Set<String> closed) {}

    OwnTargets(Supplier<GatewayConfig> config, DiscordRest rest, DeadSenders dead) {
        this.config = config;
        this.rest = rest;
        this.dead = dead;
    }

    Optional<TargetDefinition> named(String target) {
        return config.get().target(target);
    }

    /** Where their webhooks write to. */
    Set<String> webhookPlaces() {
        Set<String> places = new HashSet<>();
        config.get().targets().values().forEach(target -> webhook(target).ifPresent(hook -> places.add(hook.place())));
        return places;
    }

    /**
     * Asks Discord for what it does not say with the bot's own server.
     *
     * @param ownGuild the bot's server; null without a bot
     * @return why something could not be asked; null when everything is known now
     */
    @Nullable
    DiscordFailure refresh(@Nullable String ownGuild) throws InterruptedException {
        Known before = known;
        Map<String, GuildSnapshot.Webhook> webhooks = new HashMap<>();
        Map<String, GuildChannels> guilds = new HashMap<>();
        Set<String> closed = new HashSet<>();
        DiscordFailure failure = null;
        for (TargetDefinition target : config.get().targets().values()) {
            Optional<WebhookAddress> webhook = webhook(target);
            DiscordFailure failed = webhook.isPresent()
                    ? askWebhook(webhook.get(), before, webhooks)
                    : askGuild(target, ownGuild, before, guilds, closed);
            failure = failed == null ? failure : failed;
        }
        known = new Known(Map.copyOf(webhooks), Map.copyOf(guilds), Set.copyOf(closed));
        return failure;
    }

    private @Nullable DiscordFailure askWebhook(
            WebhookAddress address, Known before, Map<String, GuildSnapshot.Webhook> webhooks)
            throws InterruptedException {
        String place = address.place();
        if (webhooks.containsKey(place) || dead.why(place).isPresent()) {
            return null;
        }
        return switch (rest.getWebhook(address)) {
            case RestResult.Done done -> {
                Optional.ofNullable(GuildSnapshot.Webhook.of(address, done.body()))
                        .ifPresent(hook -> webhooks.put(place, hook));
                yield null;
            }
            case RestResult.Refused refused -> {
                if (refused.failure().failureClass() == FailureClass.TARGET_DEAD) {
                    dead.add(place, refused.failure().message());
                    yield null;
                }
                Optional.ofNullable(before.webhooks().get(place)).ifPresent(hook -> webhooks.put(place, hook));
                yield refused.failure();
            }
        };
    }

    /** A server where the bot is not, or is no more, is no outage of Discord: what goes there waits for an invitation. */
    private @Nullable DiscordFailure askGuild(
            TargetDefinition target,
            @Nullable String ownGuild,
            Known before,
            Map<String, GuildChannels> guilds,
            Set<String> closed)
            throws InterruptedException {
        String guild = target.guild();
        if (guild == null || guild.equals(ownGuild) || ownGuild == null) {
            return null;
        }
        if (guilds.containsKey(guild) || closed.contains(guild)) {
            return null;
        }
        return switch (rest.guildChannels(guild)) {
            case RestResult.Done done -> {
                guilds.put(guild, GuildChannels.of(done.body()));
                yield null;
            }
            case RestResult.Refused refused -> {
                FailureClass failureClass = refused.failure().failureClass();
                if (failureClass == FailureClass.TARGET_DEAD || failureClass == FailureClass.PERMISSION) {
                    closed.add(guild);
                    yield null;
                }
                Optional.ofNullable(before.guilds().get(guild)).ifPresent(channels -> guilds.put(guild, channels));
                yield refused.failure();
            }
        };
    }

    /**
     * The place of a target that has a webhook, or is in another server; a channel of the bot's own server is
     * {@code chosen} by whoever knows that.
     *
     * @param bot null without one
     */
    Optional<Destination> find(
            TargetDefinition target, GuildSnapshot snapshot, DiscordCredentials.@Nullable Bot bot, Set<String> forums) {
        Optional<WebhookAddress> webhook = webhook(target);
        if (webhook.isPresent()) {
            return Optional.of(ofWebhook(webhook.get(), snapshot, forums));
        }
        if (bot == null) {
            return Optional.of(new Destination.Missing("a bot (DISCORD_TOKEN and GUILD_ID)"));
        }
        String guild = target.guild();
        return guild == null || guild.equals(bot.guildId()) ? Optional.empty() : Optional.of(elsewhere(target, guild));
    }

    private Destination ofWebhook(WebhookAddress address, GuildSnapshot snapshot, Set<String> forums) {
        Optional<String> why = dead.why(address.place());
        if (why.isPresent()) {
            return new Destination.Dead(address.place(), why.get());
        }
        GuildSnapshot.Webhook hook = known.webhooks().get(address.place());
        return hook == null ? new Destination.Unknown() : snapshot.destination(hook, forums.contains(hook.channelId()));
    }

    private Destination elsewhere(TargetDefinition target, String guild) {
        String name = Objects.requireNonNull(target.channel());
        if (known.closed().contains(guild)) {
            return Destination.Hidden.inServer(guild, name);
        }
        GuildChannels channels = known.guilds().get(guild);
        if (channels == null) {
            return new Destination.Unknown();
        }
        Optional<GuildChannels.Channel> found = channels.chosen(name);
        if (found.isEmpty()) {
            return new Destination.Missing("a channel #" + name + " in the server " + guild + " (targets."
                    + target.name() + " in gateway.yml), with the bot in it");
        }
        String id = found.get().id();
        return dead.why(id)
                .<Destination>map(why -> new Destination.Dead(id, why))
                .orElseGet(() -> inThread(
                        target,
                        new Destination.Channel(
                                id, guild, found.get().name(), null, found.get().forum())));
    }

    /** The thread that a target names, in its channel. */
    static Destination inThread(TargetDefinition target, Destination found) {
        String thread = target.thread();
        return thread != null && found instanceof Destination.Channel channel && channel.webhook() == null
                ? new Destination.Channel(
                        thread, channel.guildId(), "thread " + thread + " of " + channel.name(), null, null)
                : found;
    }

    private static Optional<WebhookAddress> webhook(TargetDefinition target) {
        if (target.webhook() == null) {
            return Optional.empty();
        }
        WebhookAddress address = WebhookAddress.parse(target.webhook());
        return Optional.of(target.thread() == null ? address : address.inThread(target.thread()));
    }
}
