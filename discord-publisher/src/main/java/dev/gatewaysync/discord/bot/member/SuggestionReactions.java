package dev.gatewaysync.discord.bot.member;

import dev.gatewaysync.cards.channel.Targets;
import dev.gatewaysync.discord.leader.LeaderTask;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.send.TokenGuard;
import dev.gatewaysync.storage.operator.DigestTimes;
import dev.gatewaysync.task.Loop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * How members like what was suggested, for the digest to tell: some minutes before one is made the messages of its newest suggestions are read,
 * each once. Discord shows reactions without any intent.
 */
@Component
public final class SuggestionReactions implements LeaderTask {
    private static final Logger log = LoggerFactory.getLogger(SuggestionReactions.class);
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration BEFORE = Duration.ofMinutes(10);
    /** Requests for one digest, which shows three of them. */
    private static final int MOST = 25;

    private final DigestTimes times;
    private final JdbcClient jdbc;
    private final DiscordRest rest;
    private final RateLimiter limiter;
    private final TokenGuard tokenGuard;
    private final InstantSource clock;
    private final Loop loop = Loop.named("discord-reactions")
            .afterFailure(SuggestionReactions::failed)
            .running(this::step);
    private @Nullable Instant readFor;

    SuggestionReactions(
            JdbcClient jdbc, DiscordRest rest, RateLimiter limiter, TokenGuard tokenGuard, InstantSource clock) {
        this.times = new DigestTimes(jdbc);
        this.jdbc = jdbc;
        this.rest = rest;
        this.limiter = limiter;
        this.tokenGuard = tokenGuard;
        this.clock = clock;
    }

    private record Shown(String suggestionId, String channelId, String messageId) {}

    @Override
    public void start() {
        loop.start();
    }

    @Override
    public void stop() {
        loop.stop();
    }

    private static Duration failed(Throwable failure) {
        log.warn("suggestion_reactions.not_read reason={} next=trying again", failure.toString());
        return LOOK;
    }

    private Duration step() throws InterruptedException {
        Optional<DigestTimes.Next> next = times.next();
        if (next.isPresent() && isSoon(next.get().at()) && !next.get().at().equals(readFor)) {
            for (Shown message : shown(next.get().since())) {
                if (limiter.block().isUp() || !tokenGuard.isOpen()) {
                    return LOOK;
                }
                read(message);
            }
            readFor = next.get().at();
        }
        return LOOK;
    }

    private boolean isSoon(Instant digest) {
        Instant now = clock.instant();
        return now.isBefore(digest) && !now.isBefore(digest.minus(BEFORE));
    }

    private List<Shown> shown(Instant since) {
        return jdbc.sql("""
                        SELECT s.id, d.channel_id, d.message_id FROM suggestion s
                        JOIN delivery d ON d.event_id = s.id AND d.target = :target
                        WHERE s.updated_at >= :since AND d.message_id IS NOT NULL AND d.channel_id IS NOT NULL
                        ORDER BY s.updated_at DESC, s.id DESC LIMIT :most""")
                .param("target", Targets.SUGGESTIONS)
                .param("since", since.toEpochMilli())
                .param("most", MOST)
                .query((row, n) -> new Shown(
                        Objects.requireNonNull(row.getString("id")),
                        Objects.requireNonNull(row.getString("channel_id")),
                        Objects.requireNonNull(row.getString("message_id"))))
                .list();
    }

    private void read(Shown message) throws InterruptedException {
        switch (rest.getMessage(message.channelId(), message.messageId())) {
            case RestResult.Done done ->
                jdbc.sql("UPDATE suggestion SET reactions = :count WHERE id = :id")
                        .param("count", count(done.body()))
                        .param("id", message.suggestionId())
                        .update();
            case RestResult.Refused refused -> {
                if (refused.failure().status() == 403 || refused.failure().status() == 404) {
                    // Deleted, or not to be seen: the digest tells of it without a number.
                    jdbc.sql("UPDATE suggestion SET reactions = NULL WHERE id = :id")
                            .param("id", message.suggestionId())
                            .update();
                }
                log.debug(
                        "suggestion_reactions.not_read event={} reason={}",
                        message.suggestionId(),
                        refused.failure().message());
            }
        }
    }

    /** Of all kinds, without the bot's own. */
    private static long count(JsonNode message) {
        return message.path("reactions")
                .valueStream()
                .mapToLong(reaction ->
                        reaction.path("count").asLong(0) - (reaction.path("me").asBoolean(false) ? 1 : 0))
                .sum();
    }
}
