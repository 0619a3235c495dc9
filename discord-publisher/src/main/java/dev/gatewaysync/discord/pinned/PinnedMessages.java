package dev.gatewaysync.discord.pinned;

import dev.gatewaysync.discord.outbox.CardStore;
import dev.gatewaysync.discord.send.DeliveryTimings;
import dev.gatewaysync.discord.send.MessageSender;
import org.springframework.stereotype.Component;

/** Makes pinned messages. */
@Component
final class PinnedMessages {
    private final MessageSender sender;
    private final ChannelPins pins;
    private final CardStore cards;
    private final DeliveryTimings timings;

    PinnedMessages(MessageSender sender, ChannelPins pins, CardStore cards, DeliveryTimings timings) {
        this.sender = sender;
        this.pins = pins;
        this.cards = cards;
        this.timings = timings;
    }

    PinnedMessage of(String target) {
        return new PinnedMessage(target, sender, pins, cards, timings, System::nanoTime);
    }
}
