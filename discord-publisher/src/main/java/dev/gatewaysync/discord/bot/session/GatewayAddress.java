package dev.gatewaysync.discord.bot.session;

import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.rest.RestResult;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Where the gateway is, and how many times Discord lets the bot identify yet. {@code GET /gateway/bot} answers both, and has
 * been answered 429 for half a day while everything else worked; then the address known before serves, or the one that
 * {@code GET /gateway} gives everybody.
 *
 * @see <a href="https://github.com/discord/discord-api-docs/issues/8570">discord-api-docs #8570</a>
 * @see <a href="https://docs.discord.com/developers/events/gateway#get-gateway-bot">Get Gateway Bot</a>
 */
public final class GatewayAddress {
    private static final Logger log = LoggerFactory.getLogger(GatewayAddress.class);

    /** Left for whoever else uses this token, and for an operator. */
    static final int KEPT = 10;

    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofHours(24);

    private final Questions discord;
    private final @Nullable String set;
    private final LongSupplier nanoTime;
    private @Nullable String known;
    private @Nullable Answer last;
    private long notBefore;
    private boolean refused;
    /** Read without the lock, which is held while Discord is asked. */
    private volatile Trouble notTold = Trouble.NONE;

    private volatile Trouble notConnecting = Trouble.NONE;

    private record Trouble(String words, long untilNanos) {
        static final Trouble NONE = new Trouble("", 0);

        Optional<String> at(long now) {
            return words.isEmpty() || untilNanos - now <= 0
                    ? Optional.empty()
                    : Optional.of(
                            words + " " + Duration.ofNanos(untilNanos - now).toMinutes() + " min");
        }
    }

    private record Answer(int remaining, Duration resetAfter, long at) {}

    /** What is asked of Discord. */
    interface Questions {
        RestResult forBots() throws InterruptedException;

        RestResult forAnybody() throws InterruptedException;

        static Questions of(DiscordRest rest) {
            return new Questions() {
                @Override
                public RestResult forBots() throws InterruptedException {
                    return rest.gateway();
                }

                @Override
                public RestResult forAnybody() throws InterruptedException {
                    return rest.gatewayForAnybody();
                }
            };
        }
    }

    /**
     * @param set an address that the operator gives; null asks Discord
     * @param nanoTime as {@link System#nanoTime()}
     */
    GatewayAddress(Questions discord, @Nullable String set, LongSupplier nanoTime) {
        this.discord = discord;
        this.set = set;
        this.nanoTime = nanoTime;
    }

    /** @param set an address that the operator gives; null asks Discord */
    public static GatewayAddress of(DiscordRest rest, @Nullable String set) {
        return new GatewayAddress(Questions.of(rest), set, System::nanoTime);
    }

    /** What is wrong with connecting now, in words, and for how long; empty if nothing is. */
    public Optional<String> trouble() {
        long now = nanoTime.getAsLong();
        return notConnecting.at(now).or(() -> notTold.at(now));
    }

    /** The bot does not connect for so long. */
    void notConnecting(String why, Duration wait) {
        notConnecting = new Trouble(why + "; the bot connects again in", nanoTime.getAsLong() + wait.toNanos());
    }

    void connecting() {
        notConnecting = Trouble.NONE;
    }

    /**
     * @throws InvalidTokenException if Discord refuses the token
     * @throws IllegalStateException if nothing is known and Discord does not say
     */
    synchronized String get() throws InterruptedException {
        if (set != null) {
            return set;
        }
        ask();
        if (known != null) {
            return known;
        }
        return switch (discord.forAnybody()) {
            case RestResult.Done done -> remembered(done.body());
            case RestResult.Refused refusal ->
                throw new IllegalStateException(refusal.failure().message());
        };
    }

    /** How long not to identify, by what Discord counts over all who use this token; zero if it does not say. */
    synchronized Duration waitBeforeIdentify() throws InterruptedException {
        if (last == null || nanoTime.getAsLong() - last.at() > FRESH.toNanos()) {
            last = null;
            ask();
        }
        Answer answer = last;
        if (answer == null || answer.remaining() > KEPT) {
            return Duration.ZERO;
        }
        Duration since = Duration.ofNanos(nanoTime.getAsLong() - answer.at());
        Duration wait = answer.resetAfter().minus(since);
        return wait.isPositive() ? wait : Duration.ZERO;
    }

    /** One was spent, since Discord said how many there are. */
    synchronized void identified() {
        if (last != null) {
            last = new Answer(last.remaining() - 1, last.resetAfter(), last.at());
        }
    }

    private void ask() throws InterruptedException {
        if (refused && nanoTime.getAsLong() - notBefore < 0) {
            return;
        }
        switch (discord.forBots()) {
            case RestResult.Done done -> {
                refused = false;
                notTold = Trouble.NONE;
                remembered(done.body());
                JsonNode limit = done.body().path("session_start_limit");
                last = limit.path("remaining").isInt()
                        ? new Answer(
                                limit.path("remaining").asInt(),
                                Duration.ofMillis(limit.path("reset_after").asLong(0)),
                                nanoTime.getAsLong())
                        : null;
            }
            case RestResult.Refused refusal -> refused(refusal.failure());
        }
    }

    private void refused(DiscordFailure failure) {
        if (failure.failureClass() == FailureClass.CREDENTIAL) {
            throw new InvalidTokenException();
        }
        Duration wait = failure.retryAfter().compareTo(LONGEST_WAIT) < 0 ? failure.retryAfter() : LONGEST_WAIT;
        refused = true;
        notBefore = nanoTime.getAsLong() + wait.toNanos();
        notTold = new Trouble(
                "Discord does not tell the bot its gateway (" + failure.status() + "); it uses the address "
                        + (known == null ? "that is told to everybody" : "known before") + " and asks again in",
                notBefore);
        log.warn(
                "discord.gateway_not_told reason={} next=connecting to {}; asking again in {} s",
                failure.message(),
                known == null ? "the address that is told to everybody" : "the address known before",
                wait.toSeconds());
    }

    private String remembered(JsonNode body) {
        String url = body.path("url").asString("");
        if (url.isEmpty()) {
            throw new IllegalStateException("Discord names no gateway");
        }
        known = url;
        return url;
    }
}
