package dev.gatewaysync.simulator.guild;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What a thread has that other channels have not.
 *
 * @param tags ids of its forum's tags
 * @param archivedAt when {@code archived} last changed
 * @param locked whether only those who look after threads may open it again
 * @param autoArchiveMinutes of silence after which it is archived; 0 stands for a week
 */
public record ThreadState(
        String ownerId,
        List<String> tags,
        boolean archived,
        Instant archivedAt,
        boolean locked,
        int autoArchiveMinutes) {

    public static final int ONE_WEEK_IN_MINUTES = 10_080;
    public static final Set<Integer> DURATIONS = Set.of(60, 1440, 4320, ONE_WEEK_IN_MINUTES);

    public ThreadState {
        tags = List.copyOf(tags);
        autoArchiveMinutes = autoArchiveMinutes == 0 ? ONE_WEEK_IN_MINUTES : autoArchiveMinutes;
    }

    Duration autoArchive() {
        return Duration.ofMinutes(autoArchiveMinutes);
    }

    ThreadState archived(boolean newArchived, Instant at) {
        return new ThreadState(ownerId, tags, newArchived, at, locked, autoArchiveMinutes);
    }

    public ThreadState locked(boolean newLocked) {
        return new ThreadState(ownerId, tags, archived, archivedAt, newLocked, autoArchiveMinutes);
    }
}
