package dev.gatewaysync.discord.send;

import dev.gatewaysync.discord.card.Message;
import dev.gatewaysync.discord.channel.Forum;
import dev.gatewaysync.discord.compose.ForumPost;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.ratelimit.Route;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.rest.WebhookAddress;
import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.discord.route.DiscordCredentials;
import dev.gatewaysync.discord.route.HistoryAccess;
import dev.gatewaysync.discord.search.ForumPostSearch;
import dev.gatewaysync.discord.search.MessageSearch;
import dev.gatewaysync.discord.search.SearchResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Sends as the bot or by the webhook, whichever the destination says, and looks for what was sent before. */
@Component
public final class MessageSender {
    /** Discord's codes. */
    private static final int UNKNOWN_CHANNEL = 10003;

    private static final int IS_ARCHIVED = 50083;
    private static final int IS_A_FORUM = 220001;
    /** Without the permission Read Message History. */
    private static final int CANNOT_REPLY = 160_002;

    private final DiscordRest rest;
    private final RateLimiter limiter;
    private final ChannelDirectory directory;
    private final MessageSearch messages;
    private final ForumPostSearch posts;
    private final boolean hasBot;

    public MessageSender(
            DiscordRest rest, RateLimiter limiter, ChannelDirectory directory, DiscordCredentials credentials) {
        HistoryAccess history = new HistoryAccess(rest);
        this.rest = rest;
        this.limiter = limiter;
        this.directory = directory;
        this.messages = new MessageSearch(rest, history);
        this.posts = new ForumPostSearch(rest, history);
        this.hasBot = credentials.bot() != null;
    }

    /** Whether a message can be looked for: only a bot can read channels. */
    boolean canSearch() {
        return hasBot;
    }

    /** @param forumPost how it is filed if the destination is a forum */
    public RestResult create(Destination.Channel assigned, Message message, String nonce, ForumPost forumPost)
            throws InterruptedException {
        Destination.Channel to = directory.upToDate(assigned);
        if (to.forum() != null) {
            return openPost(to, to.forum(), message, forumPost);
        }
        WebhookAddress webhook = to.webhook();
        if (webhook == null) {
            return write(to, message, nonce);
        }
        RestResult result = rest.executeWebhook(webhook, message.newBody(true), webhook.threadId());
        if (isRefused(result, IS_A_FORUM)) {
            return create(directory.learnForum(to), message, nonce, forumPost);
        }
        return result;
    }

    private RestResult write(Destination.Channel to, Message message, String nonce) throws InterruptedException {
        RestResult result = rest.createMessage(to.id(), message.newBody(false), nonce);
        Message.Reply reply = message.reply();
        return reply != null && isRefused(result, CANNOT_REPLY)
                ? rest.createMessage(to.id(), reply.otherwise().newBody(false), nonce)
                : result;
    }

    private RestResult openPost(Destination.Channel to, Forum forum, Message message, ForumPost forumPost)
            throws InterruptedException {
        List<String> tags = forum.tagsFor(forumPost.subjects());
        WebhookAddress webhook = to.webhook();
        if (webhook != null) {
            ObjectNode body = message.newBody(true).put("thread_name", forumPost.title());
            tags.forEach(body.putArray("applied_tags")::add);
            return rest.executeWebhook(webhook, body, null);
        }
        // The answer is the thread, with the message in it.
        return rest.openPost(to.id(), forumPost.title(), tags, message.newBody(false));
    }

    public RestResult edit(Destination.Channel assigned, String messageId, Message message)
            throws InterruptedException {
        Destination.Channel to = directory.upToDate(assigned);
        RestResult result = editNow(to, messageId, message);
        if (hasBot
                && isRefused(result, IS_ARCHIVED)
                && rest.reopenThread(to.holder(messageId)) instanceof RestResult.Done) {
            result = editNow(to, messageId, message);
        }
        return to.forum() != null && isRefused(result, UNKNOWN_CHANNEL) ? lost((RestResult.Refused) result) : result;
    }

    private RestResult editNow(Destination.Channel to, String messageId, Message message) throws InterruptedException {
        WebhookAddress webhook = to.webhook();
        return webhook == null
                ? rest.editMessage(to.holder(messageId), messageId, message.body())
                : rest.editWebhookMessage(webhook, messageId, message.body(), thread(to, webhook, messageId));
    }

    /** The thread in which a message of the webhook stands; null if that is the channel itself. */
    private static @Nullable String thread(Destination.Channel to, WebhookAddress webhook, String messageId) {
        return to.forum() == null ? webhook.threadId() : messageId;
    }

    private static boolean isRefused(RestResult result, int code) {
        return result instanceof RestResult.Refused refused && refused.failure().code() == code;
    }

    /** Of the post, not of the forum. */
    private static RestResult lost(RestResult.Refused refused) {
        DiscordFailure failure = refused.failure();
        return new RestResult.Refused(
                new DiscordFailure(
                        FailureClass.EDIT_TARGET_LOST,
                        failure.status(),
                        failure.code(),
                        failure.retryAfter(),
                        failure.message()),
                refused.exchange());
    }

    /**
     * How long the limits would hold back a create. Waiting that long before deciding what to send lets more deliveries
     * share the message, and keeps a stop from interrupting a request.
     */
    Duration untilPermit(Destination.Channel to) {
        WebhookAddress webhook = to.webhook();
        Route route = webhook == null
                ? Route.bot("POST", "/channels/{channel.id}/" + (to.forum() == null ? "messages" : "threads"), to.id())
                : DiscordRest.executing(webhook);
        return limiter.nextPermit(route).orElse(Duration.ofMillis(20));
    }

    /**
     * The message with {@code ref} among those that follow {@code afterId} and were made before {@code until}; a refusal if it
     * cannot be seen.
     */
    SearchResult find(Destination.Channel assigned, String afterId, Instant until, String ref)
            throws InterruptedException {
        Destination.Channel in = directory.upToDate(assigned);
        return in.forum() == null ? messages.find(in, afterId, until, ref) : posts.find(in, afterId, ref);
    }
}
