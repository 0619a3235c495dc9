package dev.gatewaysync.discord.delivery;

import dev.gatewaysync.discord.card.Message;
import dev.gatewaysync.discord.card.Ref;
import dev.gatewaysync.discord.channel.Forum;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.ratelimit.Route;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.rest.Outcome;
import dev.gatewaysync.discord.rest.Page;
import dev.gatewaysync.discord.rest.WebhookAddress;
import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.discord.route.Destination;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Sends as the bot or by the webhook, whichever the destination says, and looks for what was sent before. */
public final class Courier {
    /** Discord's codes. */
    private static final int UNKNOWN_CHANNEL = 10003;

    private static final int IS_ARCHIVED = 50083;
    private static final int IS_A_FORUM = 220001;

    private static final int PAGE = 100;
    private static final int MOST_PAGES = 20;
    private static final long DISCORD_EPOCH = 1_420_070_400_000L;

    private final DiscordRest rest;
    private final RateLimiter limiter;
    private final ChannelDirectory directory;
    private final PostSearch posts;
    private final boolean bot;

    /** @param bot whether there is a bot that can read channels */
    public Courier(DiscordRest rest, RateLimiter limiter, ChannelDirectory directory, boolean bot) {
        this.rest = rest;
        this.directory = directory;
        this.posts = new PostSearch(rest);
        this.limiter = limiter;
        this.bot = bot;
    }

    DiscordRest rest() {
        return rest;
    }

    /** Whether a message can be looked for. */
    boolean canLook() {
        return bot;
    }

    /** @param post how it is filed if the destination is a forum */
    Outcome create(Destination.Channel told, Message message, String nonce, Post post) throws InterruptedException {
        Destination.Channel to = directory.upToDate(told);
        if (to.forum() != null) {
            return open(to, to.forum(), message, post);
        }
        WebhookAddress webhook = to.webhook();
        if (webhook == null) {
            return rest.createMessage(to.id(), message.body(), nonce);
        }
        Outcome outcome = rest.executeWebhook(webhook, message.body(), null);
        if (isRefused(outcome, IS_A_FORUM)) {
            return create(directory.learnForum(to), message, nonce, post);
        }
        return outcome;
    }

    private Outcome open(Destination.Channel to, Forum forum, Message message, Post post) throws InterruptedException {
        List<String> tags = forum.tagsFor(post.subjects());
        WebhookAddress webhook = to.webhook();
        if (webhook != null) {
            ObjectNode body = message.body().put("thread_name", post.title());
            tags.forEach(body.putArray("applied_tags")::add);
            return rest.executeWebhook(webhook, body, null);
        }
        // The answer tells the thread, with the message in it.
        return rest.openPost(to.id(), post.title(), tags, message.body());
    }

    Outcome edit(Destination.Channel told, String messageId, Message message) throws InterruptedException {
        Destination.Channel to = directory.upToDate(told);
        if (to.forum() == null) {
            return editNow(to, messageId, message);
        }
        Outcome outcome = editNow(to, messageId, message);
        if (bot && isRefused(outcome, IS_ARCHIVED) && rest.reopenThread(messageId) instanceof Outcome.Done) {
            outcome = editNow(to, messageId, message);
        }
        return isRefused(outcome, UNKNOWN_CHANNEL) ? lost((Outcome.Refused) outcome) : outcome;
    }

    private Outcome editNow(Destination.Channel to, String messageId, Message message) throws InterruptedException {
        WebhookAddress webhook = to.webhook();
        return webhook == null
                ? rest.editMessage(to.holder(messageId), messageId, message.body())
                : rest.editWebhookMessage(webhook, messageId, message.body(), to.forum() == null ? null : messageId);
    }

    private static boolean isRefused(Outcome outcome, int code) {
        return outcome instanceof Outcome.Refused refused && refused.failure().code() == code;
    }

    /** Of the post, not of the forum. */
    private static Outcome lost(Outcome.Refused refused) {
        DiscordFailure failure = refused.failure();
        return new Outcome.Refused(new DiscordFailure(
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
                : Route.webhook("POST", "/webhooks/{webhook.id}/{webhook.token}", webhook.id())
                        .executing(to.id());
        return limiter.nextPermit(route).orElse(Duration.ofMillis(20));
    }

    /** How long the limits would hold back the making of a channel. */
    Duration waitToMakeChannel(String guildId) {
        return limiter.nextPermit(DiscordRest.creatingChannel(guildId)).orElse(Duration.ofMillis(20));
    }

    /** The message with {@code ref} among those after {@code afterId}; a refusal if the channel cannot be read. */
    Look look(Destination.Channel in, String afterId, String ref) throws InterruptedException {
        if (in.forum() != null) {
            return posts.look(in, afterId, ref);
        }
        String channelId = in.id();
        String after = afterId;
        for (int page = 0; page < MOST_PAGES; page++) {
            switch (rest.getMessages(channelId, Page.after(after, PAGE))) {
                case Outcome.Refused refused -> {
                    return new Look.Refused(refused.failure());
                }
                case Outcome.Done done -> {
                    Optional<String> found = withRef(done.body(), ref);
                    if (found.isPresent()) {
                        return new Look.Found(found.get());
                    }
                    if (done.body().size() < PAGE) {
                        return new Look.Absent();
                    }
                    after = newest(done.body(), after);
                }
            }
        }
        return new Look.Absent();
    }

    static Optional<String> withRef(JsonNode messages, String ref) {
        for (JsonNode message : messages) {
            if (carries(message, ref)) {
                return Optional.of(message.path("id").asString(""));
            }
        }
        return Optional.empty();
    }

    static boolean carries(JsonNode message, String ref) {
        for (JsonNode embed : message.path("embeds")) {
            if (Ref.isIn(embed.path("footer").path("text").asString(""), ref)) {
                return true;
            }
        }
        return false;
    }

    private static String newest(JsonNode messages, String than) {
        String newest = than;
        for (JsonNode message : messages) {
            newest = later(newest, message.path("id").asString("0"));
        }
        return newest;
    }

    /** The larger of two ids. */
    static String later(String one, String other) {
        return Long.compareUnsigned(Long.parseUnsignedLong(one), Long.parseUnsignedLong(other)) >= 0 ? one : other;
    }

    /** The smallest id of a message made at {@code time}. */
    static String firstIdAt(Instant time) {
        return Long.toUnsignedString(Math.max(0, time.toEpochMilli() - DISCORD_EPOCH) << 22);
    }

    /** When the message or thread with this id was made. */
    static Instant timeOf(String id) {
        return Instant.ofEpochMilli((Long.parseUnsignedLong(id) >>> 22) + DISCORD_EPOCH);
    }
}
