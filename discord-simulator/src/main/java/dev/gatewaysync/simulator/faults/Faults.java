package dev.gatewaysync.simulator.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes coming requests fail. Faults wait in the order in which they were planned; each request meets at most one before
 * it is executed and one after. A request refused by a rate limit uses none up.
 */
public final class Faults {

    private final List<Fault> waiting = new ArrayList<>();

    /**
     * @param times how many matching requests it happens to
     * @param method an HTTP method, or "*" for any
     * @param pathRegex looked for in the path after {@code /api/v10}, as in {@code "/channels/\\d+/messages$"}
     */
    public FaultPlan next(int times, String method, String pathRegex) {
        return new FaultPlan(this, times, method, pathRegex);
    }

    synchronized void add(int times, String method, String pathRegex, FaultStage stage, FaultEffect effect) {
        var fault = new Fault(method, Pattern.compile(pathRegex), stage, effect);
        for (int i = 0; i < times; i++) {
            waiting.add(fault);
        }
    }

    /** Uses up the first fault that is meant for this request. */
    public synchronized Optional<FaultEffect> take(String method, String path, FaultStage stage) {
        var found = waiting.stream()
                .filter(fault -> fault.hits(method, path, stage))
                .findFirst();
        found.ifPresent(waiting::remove);
        return found.map(Fault::effect);
    }

    public synchronized int waiting() {
        return waiting.size();
    }

    public synchronized void clear() {
        waiting.clear();
    }
}
