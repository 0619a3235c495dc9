package dev.gatewaysync.discord.compose;

import dev.gatewaysync.cards.Message;
import dev.gatewaysync.cards.MessageRef;
import dev.gatewaysync.discord.outbox.Card;
import dev.gatewaysync.discord.outbox.Delivery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is sent with one request.
 *
 * @param deliveries at least one, in order
 * @param card the card as it stands after this, if it is one that is edited in place; its message id is the message to
 *     edit, or null to make one
 * @param post id of the post of a forum that it goes into; null where it does not go into one that is there
 * @param signedBy id of the event whose ref is at the foot of the first card
 */
public record OutgoingMessage(
        List<Delivery> deliveries,
        Message message,
        @Nullable Card card,
        @Nullable String post,
        String signedBy) {

    OutgoingMessage(List<Delivery> deliveries, Message message, @Nullable Card card) {
        this(deliveries, message, card, null, deliveries.get(0).event().id());
    }

    public Delivery first() {
        return deliveries.get(0);
    }

    /** The message to edit; null if one is to be made. */
    @Nullable
    public String messageToEdit() {
        return card == null ? null : card.messageId();
    }

    /** Stands in a footer of the message. */
    public String ref() {
        return MessageRef.of(signedBy, first().target());
    }

    /**
     * Whether a message of its own says the last state after this edit. Until then the deliveries are open; the stored
     * card says that it is edited already.
     */
    public boolean isFollowedByEnd() {
        return card != null
                && card.messageId() != null
                && card.isEndedBy(first().event().id());
    }

    /** The same again after a restart, when the same deliveries are sent again. */
    public String nonce() {
        return MessageRef.nonce(first().event().id(), first().target(), deliveries.size());
    }

    /** To be sent after the edit was tried. */
    public OutgoingMessage inNewMessage() {
        return card == null
                ? this
                : new OutgoingMessage(
                        deliveries.stream().map(Delivery::tried).toList(),
                        message,
                        new Card(card.key(), card.channelId(), null, null, card.via(), card.open(), card.view()),
                        post,
                        signedBy);
    }
}
