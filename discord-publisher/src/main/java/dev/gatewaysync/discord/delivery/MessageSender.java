package dev.gatewaysync.discord.delivery;

import dev.gatewaysync.discord.card.Message;
import dev.gatewaysync.discord.channel.Forum;
import dev.gatewaysync.discord.ratelimit.BlockState;
import dev.gatewaysync.discord.ratelimit.BreakerState;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.ratelimit.Route;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.rest.WebhookAddress;
import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.discord.route.HistoryAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Sends as the bot or by the webhook, whichever the destination says, and looks for what was sent before. */
public final class MessageSender {
    /** Discord's codes. */
    private static final int UNKNOWN_CHANNEL = 10003;

    private static final int IS_ARCHIVED = 50083;
    private static final int IS_A_FORUM = 220001;

    private static final long DISCORD_EPOCH = 1_420_070_400_000L;

    private final DiscordRest rest;
    private final RateLimiter limiter;
    private final ChannelDirectory directory;
    private final HistoryAccess history;
    private final MessageSearch messages;
    private final ForumPostSearch posts;
    private final boolean bot;

    /** @param bot whether there is a bot that can read channels */
    public MessageSender(DiscordRest rest, RateLimiter limiter, ChannelDirectory directory, boolean bot) {
        this.rest = rest;
        this.directory = directory;
        this.history = new HistoryAccess(rest);
        this.messages = new MessageSearch(rest, history);
        this.posts = new ForumPostSearch(rest, history);
        this.limiter = limiter;
        this.bot = bot;
    }

    DiscordRest rest() {
        return rest;
    }

    HistoryAccess history() {
        return history;
    }

    /** Whether a message can be looked for. */
    boolean canLook() {
        return bot;
    }

    /** @param post how it is filed if the destination is a forum */
    RestResult create(Destination.Channel told, Message message, String nonce, ForumPost forumPost)
            throws InterruptedException {
        Destination.Channel to = directory.upToDate(told);
        if (to.forum() != null) {
            return open(to, to.forum(), message, forumPost);
        }
        WebhookAddress webhook = to.webhook();
        if (webhook == null) {
            return rest.createMessage(to.id(), message.body(), nonce);
        }
        RestResult result = rest.executeWebhook(webhook, message.body(), webhook.threadId());
        if (isRefused(result, IS_A_FORUM)) {
            return create(directory.learnForum(to), message, nonce, forumPost);
        }
        return result;
    }

    private RestResult open(Destination.Channel to, Forum forum, Message message, ForumPost forumPost)
            throws InterruptedException {
        List<String> tags = forum.tagsFor(forumPost.subjects());
        WebhookAddress webhook = to.webhook();
        if (webhook != null) {
            ObjectNode body = message.body().put("thread_name", forumPost.title());
            tags.forEach(body.putArray("applied_tags")::add);
            return rest.executeWebhook(webhook, body, null);
        }
        // The answer tells the thread, with the message in it.
        return rest.openPost(to.id(), forumPost.title(), tags, message.body());
    }

    RestResult edit(Destination.Channel told, String messageId, Message message) throws InterruptedException {
        Destination.Channel to = directory.upToDate(told);
        RestResult result = editNow(to, messageId, message);
        if (bot
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
        return new RestResult.Refused(new DiscordFailure(
                FailureClass.EDIT_TARGET_LOST,
                failure.status(),
                failure.code(),
                failure.retryAfter(),
                failure.message()));
    }

    /**
     * How long the limits would hold back a create. Waiting that long before deciding what to send lets more deliveries
     * share the message, and keeps a stop from interrupting a request.
     */
    Duration wait(Destination.Channel to) {
        WebhookAddress webhook = to.webhook();
        Route route = webhook == null
                ? Route.bot("POST", "/channels/{channel.id}/" + (to.forum() == null ? "messages" : "threads"), to.id())
                : DiscordRest.executing(webhook);
        return limiter.nextPermit(route).orElse(Duration.ofMillis(20));
    }

    BlockState block() {
        return limiter.block();
    }

    /** Whether the network in front of Discord blocks this address: then nothing is sent but a rare probe. */
    boolean isBlocked() {
        return block().isUp();
    }

    boolean isBlockProbeDue() {
        return block().isUp() && block().nextProbe().isZero();
    }

    /** Whether one more refused request leaves at least half of those that Discord bears to others. */
    boolean mayProbe() {
        BreakerState breaker = limiter.breaker();
        return breaker.invalidRequests() < breaker.threshold() / 2;
    }

    /** How long the limits would hold back the making of a channel. */
    Duration waitToMakeChannel(String guildId) {
        return limiter.nextPermit(DiscordRest.creatingChannel(guildId)).orElse(Duration.ofMillis(20));
    }

    /**
     * The message with {@code ref} among those that follow {@code afterId} and were made before {@code until}; a refusal if it
     * cannot be seen.
     */
    SearchResult look(Destination.Channel told, String afterId, Instant until, String ref) throws InterruptedException {
        Destination.Channel in = directory.upToDate(told);
        return in.forum() == null ? messages.look(in, afterId, until, ref) : posts.look(in, afterId, ref);
    }

    /** The larger of two ids. */
    static String later(String one, String other) {
        return Long.compareUnsigned(Long.parseUnsignedLong(one), Long.parseUnsignedLong(other)) >= 0 ? one : other;
    }

    /** The smallest id of a message made at {@code time}. */
    static String firstIdAt(Instant time) {
        return Long.toUnsignedString(Math.max(0, time.toEpochMilli() - DISCORD_EPOCH) << 22);
    }

    /** The id before this one: what follows it begins with this one. */
    static String before(String id) {
        long number = Long.parseUnsignedLong(id);
        return Long.toUnsignedString(number == 0 ? 0 : number - 1);
    }

    /** When the message or thread with this id was made. */
    static Instant timeOf(String id) {
        return Instant.ofEpochMilli((Long.parseUnsignedLong(id) >>> 22) + DISCORD_EPOCH);
    }
}
