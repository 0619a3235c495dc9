package dev.gatewaysync.console.update;

import dev.gatewaysync.storage.history.Update;
import dev.gatewaysync.storage.history.UpdateHistory.Placed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the history, the newest first. It goes on from an update and not from a number, so what comes in meanwhile moves
 * nothing.
 *
 * @param before names those that are newer than the first; null if there are none
 * @param after names those that are older than the last; null if there are none
 */
public record UpdatePage(
        List<Update> updates,
        @Nullable String before,
        @Nullable String after) {
    static UpdatePage of(List<Placed> placed, boolean hasNewer, boolean hasOlder) {
        return new UpdatePage(
                placed.stream().map(Placed::update).toList(),
                hasNewer && !placed.isEmpty()
                        ? ListPlace.written(placed.getFirst().position())
                        : null,
                hasOlder && !placed.isEmpty()
                        ? ListPlace.written(placed.getLast().position())
                        : null);
    }
}
