package dev.gatewaysync.e2e;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Faults in an order that a seed decides, and how each is. The first of all is a kill; the others are dealt so that each comes before
 * any comes again. Those of different parts last at the same time as it happens.
 */
final class RandomFaults implements AutoCloseable {
    private final Random random;
    private final List<RandomFault> order = new ArrayList<>();
    private final ScheduledExecutorService ends = Executors.newScheduledThreadPool(2);
    private final Map<String, Future<?>> lasting = new HashMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    /** @param kills how many of the faults are kills, one at least */
    RandomFaults(long seed, int faults, int kills, RandomFault kill, List<RandomFault> others) {
        this.random = new Random(seed);
        List<RandomFault> undealt = new ArrayList<>();
        while (order.size() < faults - kills) {
            if (undealt.isEmpty()) {
                undealt.addAll(others);
                Collections.shuffle(undealt, random);
            }
            order.add(undealt.removeLast());
        }
        order.addAll(Collections.nCopies(kills - 1, kill));
        Collections.shuffle(order, random);
        order.addFirst(kill);
    }

    /** @return how it is, for whoever reads what went wrong */
    String next() throws Exception {
        RandomFault fault = order.removeFirst();
        Random own = new Random(random.nextLong());
        awaitEnd(fault.part());
        RandomFault.Begun begun = fault.beginning().begin(own);
        lasting.put(fault.part(), ends.schedule(() -> end(begun), begun.lasts().toMillis(), TimeUnit.MILLISECONDS));
        counts.merge(fault.name(), 1, Integer::sum);
        return begun.how();
    }

    private static Void end(RandomFault.Begun begun) throws Exception {
        begun.ending().end();
        return null;
    }

    private void awaitEnd(String part) throws Exception {
        Future<?> before = lasting.remove(part);
        if (before != null) {
            before.get();
        }
    }

    /** Until everything is well. */
    void awaitEnds() throws Exception {
        for (String part : List.copyOf(lasting.keySet())) {
            awaitEnd(part);
        }
    }

    /** How many there were of each name. */
    Map<String, Integer> counts() {
        return counts;
    }

    @Override
    public void close() {
        ends.shutdownNow();
    }
}
