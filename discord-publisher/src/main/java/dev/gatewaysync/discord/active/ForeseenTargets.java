package dev.gatewaysync.discord.active;

import dev.gatewaysync.discord.creation.ChannelCreator;
import dev.gatewaysync.discord.leader.LeaderScoped;
import dev.gatewaysync.discord.outbox.TargetDestinations;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.discord.route.TargetResolver;
import org.springframework.stereotype.Component;

/** The targets that are known without an event: each has its status, and its channel, before its first event. */
@Component
@LeaderScoped
final class ForeseenTargets {
    private final TargetResolver resolver;
    private final TargetDestinations destinations;
    private final ChannelCreator channels;

    ForeseenTargets(TargetResolver resolver, TargetDestinations destinations, ChannelCreator channels) {
        this.resolver = resolver;
        this.destinations = destinations;
        this.channels = channels;
    }

    void update() {
        for (String target : resolver.foreseen()) {
            if (destinations.of(target) instanceof Destination.ToBeMade toBeMade) {
                channels.want(target, toBeMade);
            }
        }
    }
}
