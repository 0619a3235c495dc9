package dev.gatewaysync.simulator.guild;

import java.time.Instant;
import java.util.List;

/**
 * What a thread has that other channels have not.
 *
 * @param tags ids of its forum's tags
 * @param archivedAt when {@code archived} last changed
 */
public record ThreadState(String ownerId, List<String> tags, boolean archived, Instant archivedAt) {

    public ThreadState {
        tags = List.copyOf(tags);
    }

    ThreadState archived(boolean newArchived, Instant at) {
        return new ThreadState(ownerId, tags, newArchived, at);
    }
}
