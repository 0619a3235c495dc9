package dev.gatewaysync.discord.delivery;

import dev.gatewaysync.discord.card.Message;
import dev.gatewaysync.discord.card.Ref;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.ratelimit.Route;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.Outcome;
import dev.gatewaysync.discord.rest.Page;
import dev.gatewaysync.discord.rest.WebhookAddress;
import dev.gatewaysync.discord.route.Destination;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Sends as the bot or by the webhook, whichever the destination says, and looks for what was sent before. */
public final class Courier {
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 20;

    private final DiscordRest rest;
    private final RateLimiter limiter;
    private final boolean bot;

    /** @param bot whether there is a bot that can read channels */
    public Courier(DiscordRest rest, RateLimiter limiter, boolean bot) {
        this.rest = rest;
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

    Outcome create(Destination.Channel to, Message message, String nonce) throws InterruptedException {
        WebhookAddress webhook = to.webhook();
        return webhook == null
                ? rest.createMessage(to.id(), message.body(), nonce)
                : rest.executeWebhook(webhook, message.body(), null);
    }

    Outcome edit(Destination.Channel to, String messageId, Message message) throws InterruptedException {
        WebhookAddress webhook = to.webhook();
        return webhook == null
                ? rest.editMessage(to.id(), messageId, message.body())
                : rest.editWebhookMessage(webhook, messageId, message.body(), null);
    }

    /**
     * How long the limits would hold back a create. Waiting that long before deciding what to send lets more deliveries
     * share the message, and keeps a stop from interrupting a request.
     */
    Duration wait(Destination.Channel to) {
        WebhookAddress webhook = to.webhook();
        Route route = webhook == null
                ? Route.bot("POST", "/channels/{channel.id}/messages", to.id())
                : Route.webhook("POST", "/webhooks/{webhook.id}/{webhook.token}", webhook.id())
                        .executing(to.id());
        return limiter.nextPermit(route).orElse(Duration.ofMillis(20));
    }

    /** The message with {@code ref} among those after {@code afterId}; a refusal if the channel cannot be read. */
    Look look(String channelId, String afterId, String ref) throws InterruptedException {
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
        return Long.toUnsignedString(Math.max(0, time.toEpochMilli() - 1_420_070_400_000L) << 22);
    }
}
