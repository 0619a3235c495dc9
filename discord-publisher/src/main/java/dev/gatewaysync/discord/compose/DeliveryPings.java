package dev.gatewaysync.discord.compose;

import dev.gatewaysync.cards.Mentions;
import dev.gatewaysync.cards.channel.Targets;
import dev.gatewaysync.discord.outbox.Delivery;
import java.util.HashSet;
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
        if (Targets.isCategory(delivery.target())) {
            return Set.of();
        }
        Set<String> roles = new HashSet<>(mentions.of(delivery.event().type()));
        roles.addAll(delivery.options().roles());
        return roles;
    }
}
