package dev.gatewaysync.discord.creation;

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
    private final Map<String, Failure> byName = new ConcurrentHashMap<>();
    private volatile @Nullable Failure all;

    /** @param problem null if there is nothing that somebody could do about it */
    private record Failure(@Nullable String problem, int failures, long untilNanos) {
        static Failure after(@Nullable Failure before, @Nullable String problem, IntFunction<Duration> wait, long now) {
            int failures = before == null ? 1 : before.failures() + 1;
            return new Failure(problem, failures, now + wait.apply(failures).toNanos());
        }
    }

    CreationBackoff(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @param wait how long after how many failures in a row, from 1 */
    void delayAll(@Nullable String problem, IntFunction<Duration> wait) {
        all = Failure.after(all, problem, wait, nanoTime.getAsLong());
    }

    void delay(String name, @Nullable String problem, IntFunction<Duration> wait) {
        byName.put(name, Failure.after(byName.get(name), problem, wait, nanoTime.getAsLong()));
    }

    /** What concerned all is over. */
    void passed() {
        all = null;
    }

    /** Everything is tried again now. */
    void forget() {
        all = null;
        byName.clear();
    }

    boolean isDelayed(String name) {
        return isUp(all) || isUp(byName.get(name));
    }

    /** What somebody would have to do something about; it stands while it is tried again. */
    Optional<String> problem(String name) {
        Failure every = all;
        Failure own = byName.get(name);
        return Optional.ofNullable(own)
                .map(Failure::problem)
                .or(() -> Optional.ofNullable(every).map(Failure::problem));
    }

    private boolean isUp(@Nullable Failure failure) {
        return failure != null && failure.untilNanos() - nanoTime.getAsLong() > 0;
    }
}
