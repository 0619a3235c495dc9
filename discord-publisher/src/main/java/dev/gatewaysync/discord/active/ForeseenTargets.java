package dev.gatewaysync.discord.active;

import dev.gatewaysync.cards.channel.Targets;
import dev.gatewaysync.discord.creation.ChannelCreator;
import dev.gatewaysync.discord.leader.LeaderScoped;
import dev.gatewaysync.discord.outbox.TargetDestinations;
import dev.gatewaysync.discord.outbox.TargetStatusTable;
import dev.gatewaysync.discord.outbox.UnreachableTargets;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.discord.route.TargetResolver;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The targets that are known without an event: each has its status, and its channel, before its first event. */
@Component
@LeaderScoped
final class ForeseenTargets {
    private final TargetResolver resolver;
    private final TargetDestinations destinations;
    private final ChannelCreator channels;
    private final TargetStatusTable table;
    private final UnreachableTargets unreachable;

    ForeseenTargets(
            TargetResolver resolver,
            TargetDestinations destinations,
            ChannelCreator channels,
            TargetStatusTable table,
            UnreachableTargets unreachable) {
        this.resolver = resolver;
        this.destinations = destinations;
        this.channels = channels;
        this.table = table;
        this.unreachable = unreachable;
    }

    /** The file names it no more: what waits for it is skipped, also where an operator has paused it. */
    private void end(String target) {
        if (destinations.of(target) instanceof Destination.Missing missing) {
            unreachable.skip(target, missing);
        }
        table.forget(target);
    }

    void update() {
        List<String> foreseen = resolver.foreseen();
        Set<String> named = Set.copyOf(foreseen);
        table.names().stream()
                .filter(name -> !Targets.isBuiltIn(name) && !named.contains(name))
                .forEach(this::end);
        // A channel that was made since is seen without an event for it.
        table.unmatched().forEach(destinations::of);
        for (String target : foreseen) {
            if (destinations.of(target) instanceof Destination.ToBeMade toBeMade) {
                channels.want(target, toBeMade);
            }
        }
    }
}
