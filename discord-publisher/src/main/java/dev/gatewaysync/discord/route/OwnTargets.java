package dev.gatewaysync.discord.route;

import dev.gatewaysync.cards.channel.GuildChannels;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.TargetDefinition;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.rest.WebhookAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The places that the community added: webhooks, channels, and channels of other servers where the bot is. Knows what Discord
 * last said of them; what it has not said yet is {@link Destination.Unknown}, so that an outage loses nothing.
 *
 * <p>There may be a thousand of them, and each is a request. So one is asked about when it is new, when somebody has seen it
 * change, and else in its turn.
 */
final class OwnTargets {
    /** How long Discord's word counts where nobody has seen a change. */
    private static final Duration COUNTS = Duration.ofMinutes(4);

    /** Most that are asked about in their turn at once: a fifth of what Discord lets through in ten seconds. */
    private static final int IN_TURN = 100;

    private final Supplier<GatewayConfig> config;
    private final DiscordRest rest;
    private final DeadSenders dead;
    private final InstantSource clock;
    /** By their place. */
    private final Map<String, GuildSnapshot.Webhook> webhooks = new ConcurrentHashMap<>();

    /** Channels of other servers, by the server's id. */
    private final Map<String, GuildChannels> guilds = new ConcurrentHashMap<>();

    /** Servers that the bot is not in. */
    private final Set<String> closed = ConcurrentHashMap.newKeySet();

    /** Stands for the time of an answer that is still out. */
    private static final Instant ASKING = Instant.MIN;

    /** Place of a webhook, or server's id → when Discord last told of it. */
    private final Map<String, Instant> told = new ConcurrentHashMap<>();

    OwnTargets(Supplier<GatewayConfig> config, DiscordRest rest, DeadSenders dead, InstantSource clock) {
        this.config = config;
        this.rest = rest;
        this.dead = dead;
        this.clock = clock;
    }

    Optional<TargetDefinition> named(String target) {
        return config.get().target(target);
    }

    /** Where their webhooks write to → their names. */
    Map<String, String> namesByWebhook() {
        Map<String, String> names = new HashMap<>();
        config.get()
                .targets()
                .values()
                .forEach(target -> webhook(target)
                        .ifPresent(
                                hook -> names.merge(hook.place(), target.name(), (one, other) -> one + "," + other)));
        return names;
    }

    /** Whether that is a channel of another server than {@code ownGuild}. */
    boolean isElsewhere(String target, String ownGuild) {
        return named(target)
                .filter(known -> known.webhook() == null && known.guild() != null)
                .filter(known -> !ownGuild.equals(known.guild()))
                .isPresent();
    }

    /** Something has changed in that server, or with the webhook of that place: it is asked about next time. */
    void changed(String place) {
        told.remove(place);
    }

    /** Something may have changed anywhere: each is asked about as soon as it is its turn. */
    void anyChanged() {
        told.replaceAll((place, at) -> Instant.EPOCH);
    }

    /** Whether some wait for their turn that may have changed. */
    boolean isBehind() {
        return told.containsValue(Instant.EPOCH);
    }

    /** When Discord last told of the server that this target is in. */
    Instant toldAt(String target) {
        return named(target)
                .map(TargetDefinition::guild)
                .map(guild -> told.getOrDefault(guild, ASKING))
                .orElse(ASKING);
    }

    /** The place of this target is asked about next time, unless it is being asked about now. */
    void lookAgain(String target) {
        named(target).ifPresent(known -> {
            webhook(known).ifPresent(hook -> lookAgainAt(hook.place()));
            if (known.guild() != null) {
                lookAgainAt(known.guild());
            }
        });
    }

    private void lookAgainAt(String place) {
        told.computeIfPresent(place, (same, at) -> at.equals(ASKING) ? at : null);
    }

    /**
     * Asks Discord for what it does not say with the bot's own server, as far as that is due. What it answers counts at once.
     *
     * @param ownGuild the bot's server; null without a bot
     * @return why something could not be asked; null when everything is known now
     */
    @Nullable
    DiscordFailure refresh(@Nullable String ownGuild) throws InterruptedException {
        Map<String, TargetDefinition> places = places(ownGuild);
        told.keySet().retainAll(places.keySet());
        webhooks.keySet().retainAll(places.keySet());
        guilds.keySet().retainAll(places.keySet());
        closed.retainAll(places.keySet());
        DiscordFailure failure = null;
        for (String place : due(places.keySet())) {
            DiscordFailure failed = ask(place, Objects.requireNonNull(places.get(place)));
            failure = failed == null ? failure : failed;
        }
        return failure;
    }

    /** What changes while the answer is out may not be in it: then it is asked about again. */
    private @Nullable DiscordFailure ask(String place, TargetDefinition target) throws InterruptedException {
        told.put(place, ASKING);
        try {
            Optional<WebhookAddress> webhook = webhook(target);
            DiscordFailure failed = webhook.isPresent() ? askWebhook(webhook.get()) : askGuild(place);
            if (failed == null) {
                told.replace(place, ASKING, clock.instant());
            }
            return failed;
        } finally {
            told.remove(place, ASKING);
        }
    }

    /** Each webhook and each other server once, with a target that names it. */
    private Map<String, TargetDefinition> places(@Nullable String ownGuild) {
        Map<String, TargetDefinition> places = new LinkedHashMap<>();
        for (TargetDefinition target : config.get().targets().values()) {
            Optional<WebhookAddress> webhook = webhook(target);
            String guild = target.guild();
            if (webhook.isPresent()) {
                places.putIfAbsent(webhook.get().place(), target);
            } else if (guild != null && ownGuild != null && !guild.equals(ownGuild)) {
                places.putIfAbsent(guild, target);
            }
        }
        return places;
    }

    private List<String> due(Set<String> places) {
        List<String> due = new ArrayList<>(
                places.stream().filter(place -> !told.containsKey(place)).toList());
        Instant until = clock.instant().minus(COUNTS);
        places.stream()
                .filter(place -> told.containsKey(place)
                        && !told.getOrDefault(place, Instant.MAX).isAfter(until))
                .sorted(Comparator.comparing(place -> told.getOrDefault(place, Instant.MAX)))
                .limit(IN_TURN)
                .forEach(due::add);
        return due;
    }

    private @Nullable DiscordFailure askWebhook(WebhookAddress address) throws InterruptedException {
        String place = address.place();
        if (dead.why(place).isPresent()) {
            return null;
        }
        return switch (rest.getWebhook(address)) {
            case RestResult.Done done -> {
                GuildSnapshot.Webhook hook = GuildSnapshot.Webhook.of(address, done.body());
                if (hook == null) {
                    webhooks.remove(place);
                } else {
                    webhooks.put(place, hook);
                }
                yield null;
            }
            case RestResult.Refused refused -> {
                if (refused.failure().failureClass() == FailureClass.TARGET_DEAD) {
                    String names = namesByWebhook().getOrDefault(place, "");
                    dead.addWebhook(
                            names, "gateway.yml", place, refused.failure().message());
                    yield null;
                }
                yield refused.failure();
            }
        };
    }

    /** A server where the bot is not, or is no more, is no outage of Discord: what goes there waits for an invitation. */
    private @Nullable DiscordFailure askGuild(String guild) throws InterruptedException {
        return switch (rest.guildChannels(guild)) {
            case RestResult.Done done -> {
                guilds.put(guild, GuildChannels.of(done.body()));
                closed.remove(guild);
                yield null;
            }
            case RestResult.Refused refused -> {
                FailureClass failureClass = refused.failure().failureClass();
                if (failureClass == FailureClass.TARGET_DEAD || failureClass == FailureClass.PERMISSION) {
                    closed.add(guild);
                    yield null;
                }
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
        GuildSnapshot.Webhook hook = webhooks.get(address.place());
        return hook == null ? new Destination.Unknown() : snapshot.destination(hook, forums.contains(hook.channelId()));
    }

    private Destination elsewhere(TargetDefinition target, String guild) {
        String name = Objects.requireNonNull(target.channel());
        if (closed.contains(guild)) {
            return Destination.Hidden.inServer(guild, name);
        }
        GuildChannels channels = guilds.get(guild);
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
        return thread != null && found instanceof Destination.Channel channel
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
