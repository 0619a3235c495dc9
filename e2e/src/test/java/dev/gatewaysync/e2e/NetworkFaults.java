package dev.gatewaysync.e2e;

import dev.gatewaysync.e2e.RandomFault.Begun;
import dev.gatewaysync.testkit.Relay;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** What networks do to the connections of one part. */
final class NetworkFaults {
    private static final int SHORTEST = 500;
    private static final int LONGEST = 6_000;

    private final String part;
    private final Relay relay;

    private NetworkFaults(String part, Relay relay) {
        this.part = part;
        this.relay = relay;
    }

    static List<RandomFault> of(String part, Relay relay) {
        NetworkFaults faults = new NetworkFaults(part, relay);
        return List.of(faults.cut(), faults.away(), faults.slow(), faults.held(), faults.halfOpen());
    }

    private RandomFault cut() {
        return new RandomFault(part, part + ": connections cut", random -> {
            relay.cut();
            relay.mend();
            return Begun.over(part + " cut");
        });
    }

    private RandomFault away() {
        return lasting("away", random -> relay.cut());
    }

    private RandomFault slow() {
        return lasting("slow", random -> relay.slow(RandomFault.between(random, 20, 300)));
    }

    private RandomFault held() {
        return lasting("hangs and goes on", random -> relay.hold());
    }

    private RandomFault halfOpen() {
        return lasting("half-open", random -> relay.halfOpen());
    }

    private RandomFault lasting(String how, Consumer<Random> begin) {
        return new RandomFault(part, part + ": " + how, random -> {
            Duration time = RandomFault.between(random, SHORTEST, LONGEST);
            begin.accept(random);
            return new Begun(part + " " + how + " for " + time.toMillis() + " ms", time, relay::mend);
        });
    }
}
