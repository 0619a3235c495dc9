package dev.gatewaysync.discord.delivery;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What keeps channels from being made, and until when it is not tried again. What concerns one name holds up no other. Any
 * thread may read, one may write.
 */
final class CreationBackoff {
    private final LongSupplier nanoTime;
    private final Map<String, Obstacle> ofNames = new ConcurrentHashMap<>();
    private volatile @Nullable Obstacle ofAll;

    /** @param problem null if there is nothing that somebody could do about it */
    private record Obstacle(@Nullable String problem, int failures, long untilNanos) {
        static Obstacle after(
                @Nullable Obstacle before, @Nullable String problem, IntFunction<Duration> wait, long now) {
            int failures = before == null ? 1 : before.failures() + 1;
            return new Obstacle(problem, failures, now + wait.apply(failures).toNanos());
        }
    }

    CreationBackoff(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @param wait how long after how many failures in a row, from 1 */
    void metByAll(@Nullable String problem, IntFunction<Duration> wait) {
        ofAll = Obstacle.after(ofAll, problem, wait, nanoTime.getAsLong());
    }

    void metBy(String name, @Nullable String problem, IntFunction<Duration> wait) {
        ofNames.put(name, Obstacle.after(ofNames.get(name), problem, wait, nanoTime.getAsLong()));
    }

    /** What concerned all is over. */
    void passed() {
        ofAll = null;
    }

    /** Everything is tried again now. */
    void forget() {
        ofAll = null;
        ofNames.clear();
    }

    boolean areInTheWayOf(String name) {
        return isUp(ofAll) || isUp(ofNames.get(name));
    }

    /** What somebody would have to do something about; it stands while it is tried again. */
    Optional<String> problem(String name) {
        Obstacle all = ofAll;
        Obstacle own = ofNames.get(name);
        return Optional.ofNullable(own)
                .map(Obstacle::problem)
                .or(() -> Optional.ofNullable(all).map(Obstacle::problem));
    }

    private boolean isUp(@Nullable Obstacle obstacle) {
        return obstacle != null && obstacle.untilNanos() - nanoTime.getAsLong() > 0;
    }
}
