package dev.gatewaysync.simulator.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes coming requests fail. Faults wait in the order in which they were planned; each request meets at most one before
 * it is executed and one after. A request refused by a rate limit uses none up.
 */
public final class Faults {

    private final List<Fault> waiting = new ArrayList<>();
    private final List<Standing> standing = new ArrayList<>();
    private @Nullable AddressBlock block;
    private long blockedRequests;

    /** @param cause who planned it, and may end it */
    private record Standing(String cause, Fault fault) {}

    /**
     * @param times how many matching requests it happens to
     * @param method an HTTP method, or "*" for any
     * @param pathRegex looked for in the path after {@code /api/v10}, as in {@code "/channels/\\d+/messages$"}
     */
    public FaultPlan next(int times, String method, String pathRegex) {
        return new FaultPlan(method, pathRegex, fault -> add(times, fault));
    }

    /** As {@link #next}, for every matching request until {@link #clear}. */
    public FaultPlan always(String method, String pathRegex) {
        return during("", method, pathRegex);
    }

    /** As {@link #always}, or until {@link #lift} is called with the same cause. */
    public FaultPlan during(String cause, String method, String pathRegex) {
        return new FaultPlan(method, pathRegex, fault -> addStanding(new Standing(cause, fault)));
    }

    /** Ends what {@link #during} began. */
    public synchronized void lift(String cause) {
        standing.removeIf(one -> one.cause().equals(cause));
    }

    private synchronized void add(int times, Fault fault) {
        for (int i = 0; i < times; i++) {
            waiting.add(fault);
        }
    }

    private synchronized void addStanding(Standing one) {
        standing.add(one);
    }

    /** From now on no request of whatever route reaches Discord, until {@link #unblock}. */
    public synchronized void block(AddressBlock shape) {
        block = shape;
        blockedRequests = 0;
    }

    public synchronized void unblock() {
        block = null;
    }

    /** Requests that were answered with the last block. */
    public synchronized long blockedRequests() {
        return blockedRequests;
    }

    /** What every request is answered with now; counts this one. */
    public synchronized Optional<FaultEffect.Answer> blocked() {
        if (block == null) {
            return Optional.empty();
        }
        blockedRequests++;
        return Optional.of(block.answer());
    }

    /** Uses up the first fault that is meant for this request. */
    public synchronized Optional<FaultEffect> take(String method, String path, FaultStage stage) {
        var found = waiting.stream()
                .filter(fault -> fault.hits(method, path, stage))
                .findFirst();
        found.ifPresent(waiting::remove);
        return found.or(() -> standing.stream()
                        .map(Standing::fault)
                        .filter(fault -> fault.hits(method, path, stage))
                        .findFirst())
                .map(Fault::effect);
    }

    public synchronized int waiting() {
        return waiting.size();
    }

    /** Also those that stand; a blocked address stays blocked. */
    public synchronized void clear() {
        waiting.clear();
        standing.clear();
    }
}
