package dev.gatewaysync.discord.outbox;

import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.discord.route.Destination;
import org.springframework.stereotype.Component;

/** Where the deliveries of a target go now; what is found is written where operators read it. */
@Component
public final class TargetDestinations {
    private final ChannelDirectory directory;
    private final TargetStatusTable targets;

    public TargetDestinations(ChannelDirectory directory, TargetStatusTable targets) {
        this.directory = directory;
        this.targets = targets;
    }

    public Destination of(String target) {
        Destination destination = directory.destination(target);
        targets.seen(target, destination);
        return destination;
    }
}
