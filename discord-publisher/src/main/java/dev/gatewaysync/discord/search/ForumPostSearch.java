package dev.gatewaysync.discord.search;

import dev.gatewaysync.cards.MessageRef;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.rest.Snowflakes;
import dev.gatewaysync.discord.rest.ThreadRest;
import dev.gatewaysync.discord.rest.WebhookAddress;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.discord.route.HistoryAccess;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Looks for a post among those of a forum, the archived ones too. Its opening message has the post's id. The opening of a
 * webhook's post is read with the webhook's token, for without the intent Message Content Discord blanks it for the bot.
 */
public final class ForumPostSearch {
    /** 10,000 posts archived since the sending: no forum is that busy. */
    private static final int MOST_PAGES = 100;

    /** Discord's code: the post is gone. */
    private static final int UNKNOWN_CHANNEL = 10003;

    private final DiscordRest rest;
    private final ThreadRest threads;
    private final HistoryAccess history;
    private final OwnMessages own;

    public ForumPostSearch(DiscordRest rest, HistoryAccess history, OwnMessages own) {
        this.rest = rest;
        this.threads = new ThreadRest(rest);
        this.history = history;
        this.own = own;
    }

    /** The post whose opening carries {@code ref} among those made after {@code afterId}. */
    public SearchResult find(Destination.Channel forum, String afterId, String ref) throws InterruptedException {
        RestResult active = threads.active(forum.guildId());
        if (active instanceof RestResult.Refused refused) {
            return new SearchResult.Refused(refused.failure());
        }
        SearchResult found = among(threads(active), forum, afterId, ref);
        if (found instanceof SearchResult.Absent) {
            found = amongArchived(forum, afterId, ref);
        }
        if (found instanceof SearchResult.Absent) {
            // Of a forum that is hidden from the bot no post is listed, and nothing is refused.
            Optional<DiscordFailure> unseen = history.missing(forum.id(), forum.name());
            return unseen.isPresent() ? new SearchResult.Refused(unseen.get()) : found;
        }
        return found;
    }

    private SearchResult amongArchived(Destination.Channel forum, String afterId, String ref)
            throws InterruptedException {
        String before = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            RestResult archived = threads.archived(forum.id(), before);
            if (archived instanceof RestResult.Refused refused) {
                return new SearchResult.Refused(refused.failure());
            }
            JsonNode body = ((RestResult.Done) archived).body();
            SearchResult found = among(body.path("threads"), forum, afterId, ref);
            if (!(found instanceof SearchResult.Absent)) {
                return found;
            }
            before = oldest(body.path("threads"));
            // Nothing is archived before it is made, so whatever follows is older than what we look for.
            if (before == null
                    || !body.path("has_more").asBoolean(false)
                    || isBefore(before, Snowflakes.createdAt(afterId))) {
                return new SearchResult.Absent();
            }
        }
        return new SearchResult.Refused(new DiscordFailure(
                FailureClass.UNAVAILABLE,
                0,
                0,
                Duration.ZERO,
                "Too many posts in #" + forum.name() + " to look through"));
    }

    private SearchResult among(JsonNode threads, Destination.Channel forum, String afterId, String ref)
            throws InterruptedException {
        for (JsonNode thread : threads) {
            String id = thread.path("id").asString("0");
            if (!thread.path("parent_id").asString("").equals(forum.id()) || !isLater(id, afterId)) {
                continue;
            }
            switch (opening(forum, id)) {
                case RestResult.Done done -> {
                    if (MessageRef.carriedBy(done.body(), ref)) {
                        SearchResult found = own.judge(done.body(), forum.webhook());
                        if (!(found instanceof SearchResult.Absent)) {
                            return found;
                        }
                    }
                }
                case RestResult.Refused refused -> {
                    Optional<DiscordFailure> serious = serious(refused.failure());
                    if (serious.isPresent()) {
                        return new SearchResult.Refused(serious.get());
                    }
                }
            }
        }
        return new SearchResult.Absent();
    }

    private RestResult opening(Destination.Channel forum, String id) throws InterruptedException {
        WebhookAddress webhook = forum.webhook();
        return webhook == null ? rest.getMessage(id, id) : rest.getWebhookMessage(webhook, id, id);
    }

    /** A post that was deleted meanwhile, or its opening, or one of somebody else's is not what we look for. */
    private static Optional<DiscordFailure> serious(DiscordFailure failure) {
        return Optional.of(failure)
                .filter(any -> any.failureClass() != FailureClass.EDIT_TARGET_LOST && any.code() != UNKNOWN_CHANNEL);
    }

    private static JsonNode threads(RestResult result) {
        return ((RestResult.Done) result).body().path("threads");
    }

    private static boolean isLater(String id, String than) {
        return !id.equals(than) && Snowflakes.later(id, than).equals(id);
    }

    private static @Nullable String oldest(JsonNode threads) {
        String oldest = null;
        for (JsonNode thread : threads) {
            oldest = thread.path("thread_metadata").path("archive_timestamp").asString(oldest);
        }
        return oldest;
    }

    private static boolean isBefore(String timestamp, Instant time) {
        try {
            return OffsetDateTime.parse(timestamp).toInstant().isBefore(time);
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
