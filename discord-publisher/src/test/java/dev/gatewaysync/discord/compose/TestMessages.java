package dev.gatewaysync.discord.compose;

import dev.gatewaysync.cards.EventCards;
import dev.gatewaysync.cards.Mentions;
import dev.gatewaysync.cards.Message;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.discord.outbox.Card;
import dev.gatewaysync.discord.outbox.CrosspostSetting;
import dev.gatewaysync.discord.outbox.Delivery;
import dev.gatewaysync.discord.outbox.TestOutbox;
import dev.gatewaysync.discord.picture.TestPictures;
import java.util.List;

public final class TestMessages {
    private TestMessages() {}

    /** A message with one plain card. */
    public static OutgoingMessage of(Delivery delivery) {
        return of(List.of(delivery));
    }

    /** A message with a plain card for each. */
    public static OutgoingMessage of(List<Delivery> deliveries) {
        return new OutgoingMessage(deliveries, message(deliveries), null);
    }

    /** An edit of the card {@code card-of-test}, which stands in channel 7. */
    public static OutgoingMessage editing(Delivery delivery, String messageId) {
        Card card = new Card("card-of-test", "7", messageId, null, "bot", true, null);
        return new OutgoingMessage(List.of(delivery), message(List.of(delivery)), card);
    }

    /** What makes the messages of a lane. */
    public static MessageBatcher batcher(TestOutbox test, EventCards cards) {
        DeliveryPings pings = new DeliveryPings(Mentions.none());
        DeliveryArrival arrival = new DeliveryArrival(() -> GatewayConfig.NONE);
        return new MessageBatcher(
                new DeliveryCards(cards, test.queries, TestPictures.off(test)),
                pings,
                test.queries,
                new EditedCards(
                        cards,
                        pings,
                        test.cards,
                        arrival,
                        () -> GatewayConfig.NONE,
                        new CrosspostSetting(false, false)),
                new SuggestionCards(cards, test.cards),
                arrival);
    }

    private static Message message(List<Delivery> deliveries) {
        EventCards cards = new EventCards("App", () -> GatewayConfig.NONE);
        return Message.of(deliveries.stream()
                .map(delivery -> cards.announcement(delivery.event(), delivery.target()))
                .toList());
    }
}
