package dev.gatewaysync.discord.compose;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.discord.card.EventCards;
import dev.gatewaysync.discord.card.Message;
import dev.gatewaysync.discord.outbox.Delivery;
import java.util.List;

public final class TestMessages {
    private TestMessages() {}

    /** A message with one plain card. */
    public static OutgoingMessage of(Delivery delivery) {
        return new OutgoingMessage(
                List.of(delivery),
                Message.of(new EventCards("App", () -> GatewayConfig.NONE)
                        .announcement(delivery.event(), delivery.target())),
                null);
    }
}
