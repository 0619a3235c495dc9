package dev.gatewaysync.discord.delivery;

import dev.gatewaysync.discord.card.Ref;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.rest.Outcome;
import dev.gatewaysync.discord.rest.Page;
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
 * @see <a href="https://github.com/discord/discord-api-docs/issues/5411">Messages of webhooks are blanked, discord-api-docs
 *     #5411</a>
 */
final class MessageSearch {
    private static final int PAGE = 100;
    /** 20,000 messages between the sending and our clocks' difference later: no channel is that busy. */
    private static final int MOST_PAGES = 200;

    private final DiscordRest rest;
    private final HistoryAccess history;

    MessageSearch(DiscordRest rest, HistoryAccess history) {
        this.rest = rest;
        this.history = history;
    }

    /**
     * @param afterId a message that it must follow, or an id of that time
     * @param until it was made before that
     */
    Look look(Destination.Channel in, String afterId, Instant until, String ref) throws InterruptedException {
        String last = Courier.firstIdAt(until);
        String after = afterId;
        boolean anySeen = false;
        for (int page = 0; page < MOST_PAGES; page++) {
            Outcome outcome = rest.getMessages(in.id(), Page.after(after, PAGE));
            if (outcome instanceof Outcome.Refused refused) {
                return new Look.Refused(refused.failure());
            }
            JsonNode messages = ((Outcome.Done) outcome).body();
            Look found = among(messages, in.webhook(), ref);
            if (!(found instanceof Look.Absent)) {
                return found;
            }
            anySeen |= !messages.isEmpty();
            after = newest(messages, after);
            if (messages.size() < PAGE || Courier.later(after, last).equals(after)) {
                return anySeen ? found : unlessUnreadable(in);
            }
        }
        return new Look.Refused(new DiscordFailure(
                FailureClass.UNAVAILABLE,
                0,
                0,
                Duration.ZERO,
                "Too many messages in #" + in.name() + " to look through"));
    }

    private Look unlessUnreadable(Destination.Channel in) throws InterruptedException {
        Optional<DiscordFailure> missing = history.missing(in.id(), in.name());
        return missing.isPresent() ? new Look.Refused(missing.get()) : new Look.Absent();
    }

    private Look among(JsonNode messages, @Nullable WebhookAddress webhook, String ref) throws InterruptedException {
        for (JsonNode message : messages) {
            String id = message.path("id").asString("0");
            if (Ref.carriedBy(message, ref)) {
                return new Look.Found(id);
            }
            if (webhook != null && isBlankedOf(webhook, message)) {
                Look read = readAs(webhook, id, ref);
                if (!(read instanceof Look.Absent)) {
                    return read;
                }
            }
        }
        return new Look.Absent();
    }

    private static boolean isBlankedOf(WebhookAddress webhook, JsonNode message) {
        return message.path("webhook_id").asString("").equals(webhook.id())
                && message.path("embeds").isEmpty();
    }

    private Look readAs(WebhookAddress webhook, String id, String ref) throws InterruptedException {
        return switch (rest.getWebhookMessage(webhook, id, webhook.threadId())) {
            case Outcome.Done done -> Ref.carriedBy(done.body(), ref) ? new Look.Found(id) : new Look.Absent();
            case Outcome.Refused refused ->
                // Deleted meanwhile.
                refused.failure().failureClass() == FailureClass.EDIT_TARGET_LOST
                        ? new Look.Absent()
                        : new Look.Refused(refused.failure());
        };
    }

    private static String newest(JsonNode messages, String than) {
        String newest = than;
        for (JsonNode message : messages) {
            newest = Courier.later(newest, message.path("id").asString("0"));
        }
        return newest;
    }
}
