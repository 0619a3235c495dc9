package dev.gatewaysync.discord.compose;

import dev.gatewaysync.cards.Message;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.discord.outbox.Delivery;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** How a delivery's message arrives: by its route, and by what the community says of its target. */
@Component
final class DeliveryArrival {
    private final Supplier<GatewayConfig> config;

    DeliveryArrival(Supplier<GatewayConfig> config) {
        this.config = config;
    }

    Message.Delivery of(Delivery delivery) {
        boolean isSilent = delivery.options().silent();
        return config.get()
                .target(delivery.target())
                .map(target -> new Message.Delivery(isSilent, target.username(), target.avatar()))
                .orElseGet(() -> new Message.Delivery(isSilent, null, null));
    }
}
