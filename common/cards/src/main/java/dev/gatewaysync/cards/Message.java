package dev.gatewaysync.cards;

import dev.gatewaysync.events.EventJson;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is sent: one to ten cards that together keep Discord's limits.
 *
 * @param roles ids of roles to ping; nothing else in it can ping anybody
 * @param components rows of buttons; null leaves a message's components as they are
 * @param delivery how it arrives
 * @param reply what it answers; null for nothing
 */
public record Message(
        List<Embed> embeds,
        Set<String> roles,
        @Nullable ArrayNode components,
        Delivery delivery,
        @Nullable Reply reply) {
    public static final int MOST_EMBEDS = 10;

    /** Of a message's flags. */
    private static final int SUPPRESS_NOTIFICATIONS = 1 << 12;

    /**
     * How a message arrives.
     *
     * @param silent without a notification
     * @param username shown as the sender of a webhook's message; null for the webhook's own
     * @param avatar address of that sender's picture; null for the webhook's own
     */
    public record Delivery(
            boolean silent,
            @Nullable String username,
            @Nullable String avatar) {
        public static final Delivery USUAL = new Delivery(false, null, null);
    }

    /**
     * That a message answers one of ours, which pings nobody. Only a bot can answer, and only where it may read the message history.
     *
     * @param messageId that it answers; where that is gone it is a message as any other
     * @param otherwise what is sent where answering is not allowed
     */
    public record Reply(String messageId, Message otherwise) {}

    public Message {
        embeds = List.copyOf(embeds);
        roles = Collections.unmodifiableSet(new TreeSet<>(roles));
    }

    public static Message of(Embed embed) {
        return of(List.of(embed));
    }

    /** Pings nobody. */
    public static Message of(List<Embed> embeds) {
        return new Message(embeds, Set.of(), null, Delivery.USUAL, null);
    }

    public Message pinging(Set<String> ids) {
        return new Message(embeds, ids, components, delivery, reply);
    }

    /** With rows of buttons; null for none. */
    public Message with(@Nullable ArrayNode rows) {
        return new Message(embeds, roles, rows, delivery, reply);
    }

    public Message arriving(Delivery how) {
        return new Message(embeds, roles, components, how, reply);
    }

    /** As an answer to a message of ours, where the bot sends it. */
    public Message replyingTo(String messageId, Message otherwise) {
        return new Message(embeds, roles, components, delivery, new Reply(messageId, otherwise));
    }

    /** The first card's title, as it reads without markdown. */
    public String title() {
        return embeds.get(0).plainTitle();
    }

    /** Whether {@code embed} fits beside cards of {@code length} in all. */
    public static boolean fits(int embeds, int length, Embed embed) {
        return embeds < MOST_EMBEDS && length + embed.length() <= Embed.TOTAL;
    }

    /** The body of a create. */
    public ObjectNode newBody(boolean byWebhook) {
        ObjectNode body = body();
        if (delivery.silent()) {
            body.put("flags", SUPPRESS_NOTIFICATIONS);
        }
        if (byWebhook && delivery.username() != null) {
            body.put("username", delivery.username());
        }
        if (byWebhook && delivery.avatar() != null) {
            body.put("avatar_url", delivery.avatar());
        }
        if (!byWebhook && reply != null) {
            body.putObject("message_reference")
                    .put("type", 0)
                    .put("message_id", reply.messageId())
                    .put("fail_if_not_exists", false);
            ((ObjectNode) body.path("allowed_mentions")).put("replied_user", false);
        }
        return body;
    }

    /** The body of an edit. */
    public ObjectNode body() {
        ObjectNode body = EventJson.mapper().createObjectNode();
        ArrayNode array = body.putArray("embeds");
        embeds.forEach(embed -> array.add(embed.toJson()));
        if (components != null) {
            body.set("components", components);
        }
        ObjectNode allowed = body.putObject("allowed_mentions");
        allowed.putArray("parse");
        if (!roles.isEmpty()) {
            body.put("content", roles.stream().map(role -> "<@&" + role + ">").collect(Collectors.joining(" ")));
            ArrayNode allowedRoles = allowed.putArray("roles");
            roles.forEach(allowedRoles::add);
        }
        return body;
    }
}
