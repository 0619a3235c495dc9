package dev.gatewaysync.discord.search;

import dev.gatewaysync.cards.MessageRef;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.rest.MessagePage;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.rest.Snowflakes;
import dev.gatewaysync.discord.rest.WebhookAddress;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.discord.route.HistoryAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Looks for a message of ours in a channel. What cannot be seen is never taken for absent:
 *
 * <ul>
 *   <li>Without the intent Message Content Discord blanks what others wrote, webhooks included. A message of our webhook is
 *       then read with the webhook's own token, which shows everything.
 *   <li>Without Read Message History the list is empty. An empty list counts only if the bot may read there.
 * </ul>
 *
 * What somebody else has written is none of ours, whatever marks it carries.
 *
 * @see <a href="https://github.com/discord/discord-api-docs/issues/5411">Messages of webhooks are blanked, discord-api-docs
 *     #5411</a>
 */
public final class MessageSearch {
    private static final int PAGE = 100;
    /** 20,000 messages between the sending and our clocks' difference later: no channel is that busy. */
    private static final int MOST_PAGES = 200;

    private final DiscordRest rest;
    private final HistoryAccess history;
    private final OwnMessages own;

    public MessageSearch(DiscordRest rest, HistoryAccess history, OwnMessages own) {
        this.rest = rest;
        this.history = history;
        this.own = own;
    }

    /**
     * @param afterId a message that it must follow, or an id of that time
     * @param until it was made before that
     */
    public SearchResult find(Destination.Channel in, String afterId, Instant until, String ref)
            throws InterruptedException {
        String last = Snowflakes.firstAt(until);
        String after = afterId;
        boolean anySeen = false;
        for (int page = 0; page < MOST_PAGES; page++) {
            RestResult result = rest.getMessages(in.id(), MessagePage.after(after, PAGE));
            if (result instanceof RestResult.Refused refused) {
                return new SearchResult.Refused(refused.failure());
            }
            JsonNode messages = ((RestResult.Done) result).body();
            SearchResult found = among(messages, in.webhook(), ref);
            if (!(found instanceof SearchResult.Absent)) {
                return found;
            }
            anySeen |= !messages.isEmpty();
            after = newest(messages, after);
            if (messages.size() < PAGE || Snowflakes.later(after, last).equals(after)) {
                return anySeen ? found : unlessUnreadable(in);
            }
        }
        return new SearchResult.Refused(new DiscordFailure(
                FailureClass.UNAVAILABLE,
                0,
                0,
                Duration.ZERO,
                "Too many messages in #" + in.name() + " to look through"));
    }

    private SearchResult unlessUnreadable(Destination.Channel in) throws InterruptedException {
        Optional<DiscordFailure> missing = history.missing(in.id(), in.name());
        return missing.isPresent() ? new SearchResult.Refused(missing.get()) : new SearchResult.Absent();
    }

    private SearchResult among(JsonNode messages, @Nullable WebhookAddress webhook, String ref)
            throws InterruptedException {
        for (JsonNode message : messages) {
            SearchResult found = new SearchResult.Absent();
            if (MessageRef.carriedBy(message, ref)) {
                found = own.judge(message, webhook);
            } else if (webhook != null && isBlankedOf(webhook, message)) {
                found = readAs(webhook, message.path("id").asString("0"), ref);
            }
            if (!(found instanceof SearchResult.Absent)) {
                return found;
            }
        }
        return new SearchResult.Absent();
    }

    private static boolean isBlankedOf(WebhookAddress webhook, JsonNode message) {
        return message.path("webhook_id").asString("").equals(webhook.id())
                && message.path("embeds").isEmpty();
    }

    private SearchResult readAs(WebhookAddress webhook, String id, String ref) throws InterruptedException {
        return switch (rest.getWebhookMessage(webhook, id, webhook.threadId())) {
            case RestResult.Done done ->
                MessageRef.carriedBy(done.body(), ref) ? new SearchResult.Found(id) : new SearchResult.Absent();
            case RestResult.Refused refused ->
                // Deleted meanwhile.
                refused.failure().failureClass() == FailureClass.EDIT_TARGET_LOST
                        ? new SearchResult.Absent()
                        : new SearchResult.Refused(refused.failure());
        };
    }

    private static String newest(JsonNode messages, String than) {
        String newest = than;
        for (JsonNode message : messages) {
            newest = Snowflakes.later(newest, message.path("id").asString("0"));
        }
        return newest;
    }
}
