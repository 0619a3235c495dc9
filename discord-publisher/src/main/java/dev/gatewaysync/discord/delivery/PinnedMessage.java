package dev.gatewaysync.discord.delivery;

import dev.gatewaysync.discord.card.Message;
import dev.gatewaysync.discord.card.Ref;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.rest.Outcome;
import dev.gatewaysync.discord.rest.Page;
import dev.gatewaysync.discord.route.Destination;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One message, made once, pinned if the bot sent it, and edited ever after; made again if somebody deletes it. If the
 * database does not know it, it is looked for among the pins and the latest messages before another is made.
 */
final class PinnedMessage {
    private static final Logger log = LoggerFactory.getLogger(PinnedMessage.class);
    private static final int LATEST = 50;

    private final String key;
    private final Courier courier;
    private final CardStore cards;

    PinnedMessage(String key, Courier courier, CardStore cards) {
        this.key = key;
        this.courier = courier;
        this.cards = cards;
    }

    /** Whether it shows this already, as far as we know. */
    boolean shows(Message message, Destination.Channel channel) {
        return known(channel)
                .filter(card -> card.messageId() != null && hash(message).equals(card.contentHash()))
                .isPresent();
    }

    /** Where it is; only after it was shown. */
    Posted posted(Destination.Channel channel) {
        String id = known(channel).map(Card::messageId).orElse("");
        return new Posted(id, channel.id(), channel.link(id));
    }

    /** @return why it could not be shown; null if it could */
    @Nullable
    DiscordFailure show(Message message, Destination.Channel channel) throws InterruptedException {
        String messageId = known(channel).map(Card::messageId).orElse(null);
        if (messageId == null && channel.webhook() == null) {
            Adoption adoption = adopt(channel);
            if (adoption.failure() != null) {
                return adoption.failure();
            }
            messageId = adoption.messageId();
        }
        return messageId == null ? make(message, channel) : edit(message, channel, messageId);
    }

    private @Nullable DiscordFailure edit(Message message, Destination.Channel channel, String messageId)
            throws InterruptedException {
        return switch (courier.edit(channel, messageId, message)) {
            case Outcome.Done done -> {
                save(channel, messageId, message);
                yield null;
            }
            case Outcome.Refused refused ->
                refused.failure().failureClass() == FailureClass.EDIT_TARGET_LOST
                        ? make(message, channel)
                        : refused.failure();
        };
    }

    private @Nullable DiscordFailure make(Message message, Destination.Channel channel) throws InterruptedException {
        // A nonce of its own keeps a message that somebody has just deleted from being answered in place of a new one.
        String nonce = Ref.nonce(key, UUID.randomUUID().toString(), 1);
        return switch (courier.create(channel, message, nonce, Post.ofStatistics(message))) {
            case Outcome.Done done -> {
                String id = done.body().path("id").asString("");
                save(channel, id, message);
                if (channel.webhook() == null) {
                    pin(channel, id);
                }
                yield null;
            }
            case Outcome.Refused refused -> refused.failure();
        };
    }

    private void pin(Destination.Channel channel, String id) throws InterruptedException {
        if (courier.rest().pin(channel.id(), id) instanceof Outcome.Refused refused) {
            log.warn(
                    "statistics.not_pinned channel={} reason={} next=it stays unpinned; the bot needs PIN_MESSAGES",
                    channel.name(),
                    refused.failure().message());
        }
    }

    private record Adoption(
            @Nullable String messageId, @Nullable DiscordFailure failure) {}

    private Adoption adopt(Destination.Channel channel) throws InterruptedException {
        switch (courier.rest().currentUser()) {
            case Outcome.Refused refused -> {
                return new Adoption(null, refused.failure());
            }
            case Outcome.Done me -> {
                String self = me.body().path("id").asString("");
                return adopt(channel, self);
            }
        }
    }

    private Adoption adopt(Destination.Channel channel, String self) throws InterruptedException {
        Outcome pins = courier.rest().pins(channel.id());
        if (pins instanceof Outcome.Refused refused) {
            return new Adoption(null, refused.failure());
        }
        Outcome latest = courier.rest().getMessages(channel.id(), Page.latest(LATEST));
        if (latest instanceof Outcome.Refused refused) {
            return new Adoption(null, refused.failure());
        }
        ArrayNode candidates = JsonNodeFactory.instance.arrayNode();
        body(pins).path("items").forEach(item -> own(item.path("message"), self, candidates));
        int pinned = candidates.size();
        body(latest).forEach(message -> own(message, self, candidates));
        Optional<String> found = Courier.withRef(candidates, Ref.ofCard(key));
        if (found.isPresent()) {
            log.info("statistics.adopted key={} message={}", key, found.get());
            if (pinned == 0) {
                pin(channel, found.get());
            }
        }
        return new Adoption(found.orElse(null), null);
    }

    private static JsonNode body(Outcome outcome) {
        return outcome instanceof Outcome.Done done ? done.body() : JsonNodeFactory.instance.objectNode();
    }

    private static void own(JsonNode message, String self, ArrayNode candidates) {
        if (message.path("author").path("id").asString("").equals(self)) {
            candidates.add(message);
        }
    }

    private void save(Destination.Channel channel, String messageId, Message message) {
        cards.save(new Card(key, channel.id(), messageId, hash(message), channel.via(), true, null));
    }

    private Optional<Card> known(Destination.Channel channel) {
        return cards.find(key)
                .filter(card ->
                        card.channelId().equals(channel.id()) && card.via().equals(channel.via()));
    }

    private static String hash(Message message) {
        return Ref.hash(message.body().toString());
    }
}
