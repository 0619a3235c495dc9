package dev.gatewaysync.console.status;

import dev.gatewaysync.storage.operator.DiscordTargets;
import dev.gatewaysync.storage.operator.WaitingDeliveries;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the publisher has written down of its targets and of what waits for them. */
@Component
public final class DiscordQueries {
    private final WaitingDeliveries waiting;
    private final DiscordTargets targets;

    DiscordQueries(WaitingDeliveries waiting, DiscordTargets targets) {
        this.waiting = waiting;
        this.targets = targets;
    }

    /** The largest backlog first. */
    public List<WaitingDeliveries.Backlog> lanes() {
        return waiting.byTarget();
    }

    public List<WaitingDeliveries.Held> held() {
        return waiting.held();
    }

    public List<DiscordTargets.Target> targets() {
        return targets.byName();
    }
}
