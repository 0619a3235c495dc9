package dev.gatewaysync.discord.send;

import dev.gatewaysync.cards.Message;
import dev.gatewaysync.cards.channel.Forum;
import dev.gatewaysync.discord.compose.ForumPost;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.ratelimit.Route;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.rest.ThreadRest;
import dev.gatewaysync.discord.rest.WebhookAddress;
import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.discord.route.DiscordCredentials;
import dev.gatewaysync.discord.route.HistoryAccess;
import dev.gatewaysync.discord.search.ForumPostSearch;
import dev.gatewaysync.discord.search.MessageSearch;
import dev.gatewaysync.discord.search.OwnMessages;
import dev.gatewaysync.discord.search.SearchResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Sends as the bot or by the webhook, whichever the destination says, and looks for what was sent before. */
@Component
public final class MessageSender {
    /** Discord's codes. */
    private static final int IS_A_FORUM = 220001;

    /** Without the permission Read Message History. */
    private static final int CANNOT_REPLY = 160_002;

    private final DiscordRest rest;
    private final ThreadRest threads;
    private final RateLimiter limiter;
    private final ChannelDirectory directory;
    private final MessageSearch messages;
    private final ForumPostSearch posts;
    private final MessageEdits edits;
    private final boolean hasBot;

    public MessageSender(
            DiscordRest rest,
            RateLimiter limiter,
            ChannelDirectory directory,
            MessageEdits edits,
            DiscordCredentials credentials) {
        HistoryAccess history = new HistoryAccess(rest);
        this.rest = rest;
        this.threads = new ThreadRest(rest);
        this.limiter = limiter;
        this.directory = directory;
        this.edits = edits;
        OwnMessages own = new OwnMessages(rest);
        this.messages = new MessageSearch(rest, history, own);
        this.posts = new ForumPostSearch(rest, history, own);
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
        if (MessageEdits.isRefused(result, IS_A_FORUM)) {
            return create(directory.learnForum(to), message, nonce, forumPost);
        }
        return result;
    }

    private RestResult write(Destination.Channel to, Message message, String nonce) throws InterruptedException {
        RestResult result = rest.createMessage(to.id(), message.newBody(false), nonce);
        Message.Reply reply = message.reply();
        return reply != null && MessageEdits.isRefused(result, CANNOT_REPLY)
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
        return threads.openPost(to.id(), forumPost.title(), tags, message.newBody(false));
    }

    /** @param target for which the message stands there */
    public RestResult edit(String target, Destination.Channel assigned, String messageId, Message message)
            throws InterruptedException {
        return edits.edit(target, assigned, messageId, message.body());
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
