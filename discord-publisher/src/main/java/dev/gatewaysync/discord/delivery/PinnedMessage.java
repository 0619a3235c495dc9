package dev.gatewaysync.discord.delivery;

import dev.gatewaysync.discord.card.Message;
import dev.gatewaysync.discord.card.MessageRef;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.rest.MessagePage;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.route.Destination;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One message, made once, pinned if the bot sent it, and edited ever after; made again if somebody deletes it. If the
 * database does not know it, it is looked for among the pins and the latest messages before another is made, and none is made
 * where the bot could not see it. Where it cannot be pinned it is shown all the same, and pinned once that is possible.
 */
final class PinnedMessage {
    private static final Logger log = LoggerFactory.getLogger(PinnedMessage.class);
    private static final int LATEST = 50;

    private final String key;
    private final MessageSender messageSender;
    private static final int MOST_PAGES_OF_PINS = 5;
    /** Discord's code. */
    private static final int TOO_MANY_PINS = 30003;

    private static final String PINNED = "pinned";

    private final CardStore cards;
    private final DeliveryTimings deliveryTimings;
    private final LongSupplier nanoTime;
    private @Nullable String nonce;
    private int pinRefusals;
    private long nextPinNanos;

    PinnedMessage(String key, MessageSender messageSender, CardStore cards, DeliveryTimings deliveryTimings) {
        this(key, messageSender, cards, deliveryTimings, System::nanoTime);
    }

    PinnedMessage(
            String key,
            MessageSender messageSender,
            CardStore cards,
            DeliveryTimings deliveryTimings,
            LongSupplier nanoTime) {
        this.key = key;
        this.messageSender = messageSender;
        this.cards = cards;
        this.deliveryTimings = deliveryTimings;
        this.nanoTime = nanoTime;
        this.nextPinNanos = nanoTime.getAsLong();
    }

    /** Whether it shows this already, as far as we know. */
    boolean shows(Message message, Destination.Channel channel) {
        return known(channel)
                .filter(card -> card.messageId() != null && hash(message).equals(card.contentHash()))
                .isPresent();
    }

    /** Where it is; only after it was shown. */
    SentMessage posted(Destination.Channel channel) {
        String id = known(channel).map(Card::messageId).orElse("");
        return new SentMessage(id, channel.id(), channel.link(id));
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
        return switch (messageSender.edit(channel, messageId, message)) {
            case RestResult.Done done -> {
                save(
                        channel,
                        messageId,
                        message,
                        known(channel).filter(PinnedMessage::isPinned).isPresent());
                pinIfDue(channel);
                yield null;
            }
            case RestResult.Refused refused ->
                refused.failure().failureClass() == FailureClass.EDIT_TARGET_LOST
                        ? make(message, channel)
                        : refused.failure();
        };
    }

    private @Nullable DiscordFailure make(Message message, Destination.Channel channel) throws InterruptedException {
        // A nonce of its own keeps a message that somebody has just deleted from being answered in place of a new one;
        // until
        // it is known what came of it, the next try has the same.
        String sent = nonce == null ? MessageRef.nonce(key, UUID.randomUUID().toString(), 1) : nonce;
        nonce = sent;
        return switch (messageSender.create(channel, message, sent, ForumPost.ofStatistics(message))) {
            case RestResult.Done done -> {
                nonce = null;
                save(channel, done.body().path("id").asString(""), message, false);
                pinIfDue(channel);
                yield null;
            }
            case RestResult.Refused refused -> {
                if (refused.failure().failureClass() != FailureClass.AMBIGUOUS) {
                    nonce = null;
                }
                yield refused.failure();
            }
        };
    }

    /** Pins it if it is not known to be pinned; where that is refused, tries again more and more rarely. */
    void pinIfDue(Destination.Channel channel) throws InterruptedException {
        Card card = known(channel).orElse(null);
        if (card == null || card.messageId() == null || channel.webhook() != null || isPinned(card)) {
            return;
        }
        if (nextPinNanos - nanoTime.getAsLong() > 0) {
            return;
        }
        if (pin(channel, card.messageId())) {
            pinRefusals = 0;
            cards.save(withPin(card, true));
        } else {
            pinRefusals++;
            nextPinNanos = nanoTime.getAsLong()
                    + deliveryTimings.permissionProbe(pinRefusals).toNanos();
        }
    }

    private boolean pin(Destination.Channel channel, String id) throws InterruptedException {
        return switch (messageSender.rest().pin(channel.id(), id)) {
            case RestResult.Done done -> true;
            case RestResult.Refused refused -> {
                String remedy = refused.failure().code() == TOO_MANY_PINS
                        ? "the channel has as many pins as Discord allows; unpin some"
                        : refused.failure().failureClass() == FailureClass.PERMISSION
                                ? "give the bot's role the permission Pin Messages there"
                                : "trying again";
                log.warn(
                        "statistics.not_pinned channel={} reason={} next=it is shown unpinned and pinned once that is"
                                + " possible: {}",
                        channel.name(),
                        refused.failure().message(),
                        remedy);
                yield false;
            }
        };
    }

    /** A row from before this was noted says nothing; then it is pinned again, which changes nothing if it is. */
    private static boolean isPinned(Card card) {
        JsonNode view = card.view();
        return view != null && view.path(PINNED).asBoolean(false);
    }

    private static Card withPin(Card card, boolean pinned) {
        JsonNode view = JsonNodeFactory.instance.objectNode().put(PINNED, pinned);
        return new Card(
                card.key(), card.channelId(), card.messageId(), card.contentHash(), card.via(), card.open(), view);
    }

    private record Adoption(
            @Nullable String messageId, @Nullable DiscordFailure failure) {}

    private Adoption adopt(Destination.Channel channel) throws InterruptedException {
        switch (messageSender.rest().currentUser()) {
            case RestResult.Refused refused -> {
                return new Adoption(null, refused.failure());
            }
            case RestResult.Done me -> {
                String self = me.body().path("id").asString("");
                return adopt(channel, self);
            }
        }
    }

    private Adoption adopt(Destination.Channel channel, String self) throws InterruptedException {
        ArrayNode seen = JsonNodeFactory.instance.arrayNode();
        String before = null;
        for (int page = 0; page < MOST_PAGES_OF_PINS; page++) {
            RestResult pins = messageSender.rest().pins(channel.id(), before);
            if (pins instanceof RestResult.Refused refused) {
                return new Adoption(null, refused.failure());
            }
            for (JsonNode item : body(pins).path("items")) {
                seen.add(item.path("message"));
                before = item.path("pinned_at").asString(before);
            }
            if (!body(pins).path("has_more").asBoolean(false)) {
                break;
            }
        }
        int pinned = seen.size();
        RestResult latest = messageSender.rest().getMessages(channel.id(), MessagePage.latest(LATEST));
        if (latest instanceof RestResult.Refused refused) {
            return new Adoption(null, refused.failure());
        }
        body(latest).forEach(seen::add);
        if (seen.isEmpty()) {
            return new Adoption(
                    null,
                    messageSender
                            .history()
                            .missing(channel.id(), channel.name())
                            .orElse(null));
        }
        for (int n = 0; n < seen.size(); n++) {
            JsonNode message = seen.get(n);
            if (message.path("author").path("id").asString("").equals(self)
                    && MessageRef.carriedBy(message, MessageRef.ofCard(key))) {
                String id = message.path("id").asString("");
                log.info("statistics.adopted key={} message={}", key, id);
                cards.save(withPin(new Card(key, channel.id(), id, null, channel.via(), true, null), n < pinned));
                return new Adoption(id, null);
            }
        }
        return new Adoption(null, null);
    }

    private static JsonNode body(RestResult result) {
        return result instanceof RestResult.Done done ? done.body() : JsonNodeFactory.instance.objectNode();
    }

    private void save(Destination.Channel channel, String messageId, Message message, boolean pinned) {
        Card card = new Card(key, channel.id(), messageId, hash(message), channel.via(), true, null);
        cards.save(withPin(card, pinned));
    }

    private Optional<Card> known(Destination.Channel channel) {
        return cards.find(key)
                .filter(card ->
                        card.channelId().equals(channel.id()) && card.via().equals(channel.via()));
    }

    private static String hash(Message message) {
        return MessageRef.hash(message.body().toString());
    }
}
