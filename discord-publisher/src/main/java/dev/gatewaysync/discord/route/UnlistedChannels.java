package dev.gatewaysync.discord.route;

import dev.gatewaysync.cards.channel.GuildChannels;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.RestResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Channels in use that the server's list does not have. The list leaves out what the bot may not view, so a channel that is
 * not in it may be gone or hidden; only Discord's answer for that channel tells which.
 *
 * @see <a href="https://docs.discord.com/developers/resources/channel#channel-object-obfuscated-channels">Obfuscated
 *     Channels</a>
 */
final class UnlistedChannels {
    private static final Set<Integer> THREADS = Set.of(10, 11, 12);

    /** Each question for a hidden channel is a request that is refused, and of those Discord bears only so many. */
    private static final Duration ASK_AGAIN = Duration.ofMinutes(10);

    private final DiscordRest rest;
    private final DiscordCredentials credentials;
    private final InstantSource clock;
    /** Id → name. */
    private final Map<String, String> inUse = new ConcurrentHashMap<>();

    private final Map<String, Instant> hidden = new ConcurrentHashMap<>();

    /**
     * @param guild what is listed, and after it what is not and is still there as far as is known
     * @param hidden ids of those in it that the bot may not view
     * @param unclear ids of those in it of which Discord did not say what became of them
     * @param failure why not; null if none is unclear
     */
    record Completed(
            GuildChannels guild,
            Set<String> hidden,
            Set<String> unclear,
            @Nullable DiscordFailure failure) {}

    UnlistedChannels(DiscordRest rest, DiscordCredentials credentials, InstantSource clock) {
        this.rest = rest;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** Something is sent to that channel. */
    void use(GuildChannels.Channel channel) {
        inUse.put(channel.id(), channel.name());
    }

    /** Discord knows it no more, and is not to be asked for it again. */
    void forget(String id) {
        inUse.remove(id);
        hidden.remove(id);
    }

    /** By the instance that was active before. */
    void rememberUsed(Map<String, String> namesById) {
        namesById.forEach(inUse::putIfAbsent);
    }

    Completed complete(GuildChannels listed) throws InterruptedException {
        GuildChannels guild = listed;
        Set<String> unclear = new HashSet<>();
        DiscordFailure failure = null;
        for (Map.Entry<String, String> used : Map.copyOf(inUse).entrySet()) {
            String id = used.getKey();
            if (listed.withId(id).isPresent()) {
                hidden.remove(id);
                continue;
            }
            GuildChannels.Channel unlisted = new GuildChannels.Channel(id, used.getValue(), null);
            Instant asked = hidden.get(id);
            if (asked != null && asked.isAfter(clock.instant().minus(ASK_AGAIN))) {
                guild = guild.with(unlisted);
                continue;
            }
            switch (rest.channel(id)) {
                case RestResult.Done done -> {
                    hidden.remove(id);
                    if (isThread(done.body()) || isElsewhere(done.body())) {
                        // No list has threads; they are found by their id. Another server's channel is none of this
                        // one's.
                        inUse.remove(id);
                    } else {
                        guild = guild.with(done.body());
                    }
                }
                case RestResult.Refused refused -> {
                    switch (refused.failure().failureClass()) {
                        case TARGET_DEAD -> {
                            inUse.remove(id);
                            hidden.remove(id);
                        }
                        case PERMISSION -> {
                            hidden.put(id, clock.instant());
                            guild = guild.with(unlisted);
                        }
                        default -> {
                            failure = refused.failure();
                            unclear.add(id);
                            guild = guild.with(unlisted);
                        }
                    }
                }
            }
        }
        return new Completed(guild, Set.copyOf(hidden.keySet()), Set.copyOf(unclear), failure);
    }

    private boolean isElsewhere(JsonNode channel) {
        DiscordCredentials.Bot bot = credentials.bot();
        return bot != null && !channel.path("guild_id").asString(bot.guildId()).equals(bot.guildId());
    }

    private static boolean isThread(JsonNode channel) {
        return THREADS.contains(channel.path("type").asInt(-1));
    }
}
