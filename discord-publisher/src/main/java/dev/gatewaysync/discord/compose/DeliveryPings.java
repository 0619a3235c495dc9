package dev.gatewaysync.discord.compose;

import dev.gatewaysync.discord.card.Mentions;
import dev.gatewaysync.discord.channel.Targets;
import dev.gatewaysync.discord.outbox.Delivery;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The roles that a delivery's message pings. */
@Component
final class DeliveryPings {
    private final Mentions mentions;

    DeliveryPings(Mentions mentions) {
        this.mentions = mentions;
    }

    /** A highlight in a category's channel repeats what has been announced, so it pings nobody. */
    Set<String> of(Delivery delivery) {
        return Targets.isCategory(delivery.target())
                ? Set.of()
                : mentions.of(delivery.event().type());
    }
}
