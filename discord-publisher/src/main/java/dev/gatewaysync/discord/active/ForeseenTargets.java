package dev.gatewaysync.discord.active;

import dev.gatewaysync.discord.channel.Targets;
import dev.gatewaysync.discord.creation.ChannelCreator;
import dev.gatewaysync.discord.leader.LeaderScoped;
import dev.gatewaysync.discord.outbox.TargetDestinations;
import dev.gatewaysync.discord.outbox.TargetStatusTable;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.discord.route.TargetResolver;
import java.util.List;
import org.springframework.stereotype.Component;

/** The targets that are known without an event: each has its status, and its channel, before its first event. */
@Component
@LeaderScoped
final class ForeseenTargets {
    private final TargetResolver resolver;
    private final TargetDestinations destinations;
    private final ChannelCreator channels;
    private final TargetStatusTable table;

    ForeseenTargets(
            TargetResolver resolver,
            TargetDestinations destinations,
            ChannelCreator channels,
            TargetStatusTable table) {
        this.resolver = resolver;
        this.destinations = destinations;
        this.channels = channels;
        this.table = table;
    }

    void update() {
        List<String> foreseen = resolver.foreseen();
        table.names().stream()
                .filter(name -> !Targets.isBuiltIn(name) && !foreseen.contains(name))
                .forEach(table::forget);
        for (String target : foreseen) {
            if (destinations.of(target) instanceof Destination.ToBeMade toBeMade) {
                channels.want(target, toBeMade);
            }
        }
    }
}
