package dev.gatewaysync.discord.pinned;

import dev.gatewaysync.cards.Message;
import dev.gatewaysync.cards.MessageRef;
import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.discord.compose.ForumPost;
import dev.gatewaysync.discord.outbox.Card;
import dev.gatewaysync.discord.outbox.CardStore;
import dev.gatewaysync.discord.outbox.SentMessage;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.discord.send.DeliveryTimings;
import dev.gatewaysync.discord.send.MessageSender;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One message, made once, pinned if the bot sent it, and edited ever after; made again if somebody deletes it. If the
 * database does not know it, it is looked for among the pins and the latest messages before another is made, and none is made
 * where the bot could not see it. Where it cannot be pinned it is shown all the same, and pinned once that is possible.
 */
final class PinnedMessage {
    private static final Logger log = LoggerFactory.getLogger(PinnedMessage.class);
    /** Discord's code. */
    private static final int TOO_MANY_PINS = 30003;

    private static final String PINNED = "pinned";

    private final String target;
    private final MessageSender sender;
    private final ChannelPins pins;
    private final CardStore cards;
    private final DeliveryTimings timings;
    private final LongSupplier nanoTime;
    private @Nullable String nonce;
    private int pinRefusals;
    private long nextPinNanos;

    /** @param target what it is shown for; the key of its card */
    PinnedMessage(
            String target,
            MessageSender sender,
            ChannelPins pins,
            CardStore cards,
            DeliveryTimings timings,
            LongSupplier nanoTime) {
        this.target = target;
        this.sender = sender;
        this.pins = pins;
        this.cards = cards;
        this.timings = timings;
        this.nanoTime = nanoTime;
        this.nextPinNanos = nanoTime.getAsLong();
    }

    String target() {
        return target;
    }

    /** Whether it shows this already, as far as we know. */
    boolean shows(Message message, Destination.Channel channel) {
        return known(channel)
                .filter(card -> card.messageId() != null && hash(message).equals(card.contentHash()))
                .isPresent();
    }

    /** Where it is; only after it was shown. */
    SentMessage sent(Destination.Channel channel) {
        String id = known(channel).map(Card::messageId).orElse("");
        return new SentMessage(id, channel.id(), channel.link(id));
    }

    /** @return why it could not be shown; null if it could */
    @Nullable
    DiscordFailure show(Message message, Destination.Channel channel) throws InterruptedException {
        String messageId = known(channel).map(Card::messageId).orElse(null);
        if (messageId == null && channel.webhook() == null) {
            switch (pins.find(channel, target)) {
                case ChannelPins.Search.Found found -> {
                    messageId = found.messageId();
                    adopt(channel, found);
                }
                case ChannelPins.Search.Absent absent -> {}
                case ChannelPins.Search.Refused refused -> {
                    return refused.failure();
                }
            }
        }
        return messageId == null ? make(message, channel) : edit(message, channel, messageId);
    }

    private @Nullable DiscordFailure edit(Message message, Destination.Channel channel, String messageId)
            throws InterruptedException {
        forgetWhatItShows(channel);
        return switch (sender.edit(target, channel, messageId, message)) {
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
        String sent = nonce == null ? MessageRef.nonce(target, UUID.randomUUID().toString(), 1) : nonce;
        nonce = sent;
        return switch (sender.create(channel, message, sent, ForumPost.ofStatistics(message))) {
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
            nextPinNanos =
                    nanoTime.getAsLong() + timings.permissionProbe(pinRefusals).toNanos();
        }
    }

    private boolean pin(Destination.Channel channel, String id) throws InterruptedException {
        return switch (pins.pin(channel, id)) {
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

    /** It was sent before, and the database does not know it. */
    private void adopt(Destination.Channel channel, ChannelPins.Search.Found found) {
        log.info("statistics.adopted key={} message={}", target, found.messageId());
        Card card = new Card(target, channel.id(), found.messageId(), null, channel.via(), true, null);
        cards.save(withPin(card, found.pinned()));
    }

    private void save(Destination.Channel channel, String messageId, Message message, boolean pinned) {
        Card card = new Card(target, channel.id(), messageId, hash(message), channel.via(), true, null);
        cards.save(withPin(card, pinned));
    }

    /** Until Discord has answered an edit, and should the answer be lost, it may show either. */
    private void forgetWhatItShows(Destination.Channel channel) {
        known(channel)
                .filter(card -> card.contentHash() != null)
                .ifPresent(card -> cards.save(new Card(
                        card.key(), card.channelId(), card.messageId(), null, card.via(), card.open(), card.view())));
    }

    private Optional<Card> known(Destination.Channel channel) {
        return cards.find(target).filter(card -> card.isIn(channel));
    }

    private static String hash(Message message) {
        return Sha256.hex(message.body().toString());
    }
}
