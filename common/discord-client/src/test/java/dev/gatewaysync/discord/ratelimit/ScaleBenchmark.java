package dev.gatewaysync.discord.ratelimit;

import dev.gatewaysync.discord.ratelimit.ManyLanes.Load;
import dev.gatewaysync.discord.ratelimit.ManyLanes.Outcome;
import dev.gatewaysync.discord.ratelimit.ServerWindow.Kind;
import dev.gatewaysync.task.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** Run by {@code benchmarks/scale/run lanes}; no part of a build. The seed is fixed: what is of virtual time is the same each time. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(3600)
class ScaleBenchmark {
    private static final Duration TIME = Duration.ofMinutes(Integer.getInteger("benchmark.minutes", 60));
    private static final Kind WINDOWS =
            Kind.valueOf(System.getProperty("benchmark.windows", "SLIDING_NEXT").toUpperCase(Locale.ROOT));
    private static final long SEED = 2026;
    private static final int ROUNDS = 7;
    private static final int MESSAGES = 20_000;

    @Test
    @Order(1)
    void cards_beside_what_discord_allows() {
        say(
                "| channels | load | cards/s | of what is allowed | wait p50 · p99 · longest | worst lane · median | 429s caused · planted |");
        say("| --- | --- | --- | --- | --- | --- | --- |");
        for (int lanes : List.of(1_000, 10_000)) {
            for (boolean skewed : List.of(false, true)) {
                for (double ofGlobal : List.of(0.1, 0.5, 1.0, 3.0)) {
                    row(new Load(lanes, ofGlobal, skewed, TIME));
                }
            }
        }
    }

    private static void row(Load load) {
        Outcome outcome = ManyLanes.run(load, WINDOWS, SEED);
        say(
                "| %,d | %.0f %%%s | %.1f | %.3f | %s · %s · %s | %d · %d | %d · %d |",
                load.lanes(),
                load.ofGlobal() * 100,
                load.skewed() ? ", a third to one channel" : "",
                (double) outcome.shownInAll() / TIME.toSeconds(),
                outcome.ofAllowed(),
                shown(outcome.waited(0.5)),
                shown(outcome.waited(0.99)),
                shown(outcome.waited(1)),
                outcome.worstLane(),
                outcome.medianLane(),
                outcome.caused() + outcome.early(),
                outcome.planted());
    }

    private static String shown(Duration wait) {
        return wait.toMillis() < 10_000 ? wait.toMillis() + " ms" : wait.toSeconds() + " s";
    }

    @Test
    @Order(2)
    void processor_time_of_the_limiter_for_a_card() {
        List<Integer> sizes = List.of(10, 100, 1_000, 10_000);
        Map<Integer, DecisionCost> costs = new TreeMap<>();
        Map<Integer, List<Double>> measured = new TreeMap<>();
        sizes.forEach(lanes -> costs.put(lanes, new DecisionCost(lanes)));
        // In turns, so that whatever else the machine does meets each of them; the first two rounds warm up.
        for (int round = 0; round < ROUNDS + 2; round++) {
            for (int lanes : sizes) {
                double cost = costs.get(lanes).perMessage(MESSAGES);
                if (round >= 2) {
                    measured.computeIfAbsent(lanes, n -> new ArrayList<>()).add(cost);
                }
            }
        }
        measured.values().forEach(rounds -> rounds.sort(null));
        say("| lanes that wait | µs a card: median (least, most) | ratio to 10 |");
        say("| --- | --- | --- |");
        double baseline = measured.get(10).get(ROUNDS / 2);
        measured.forEach((lanes, rounds) -> say(
                "| %,d | %.2f (%.2f, %.2f) | %.2f |",
                lanes, rounds.get(ROUNDS / 2), rounds.getFirst(), rounds.getLast(), rounds.get(ROUNDS / 2) / baseline));
    }

    @Test
    @Order(3)
    void memory_of_a_lane() {
        int lanes = 100_000;
        ManualClock clock = new ManualClock();
        RateLimiter limiter = new RateLimiter(RateLimits.defaults(), clock);
        for (int n = 0; n < lanes; n++) {
            Permit permit = limiter.request(Route.bot("POST", "/channels/{channel.id}/messages", "9" + n))
                    .join();
            permit.completed(200, Optional.of(new ResponseLimits("hash", 5, 4, Duration.ofSeconds(5))));
            clock.tick(Duration.ofMillis(25));
        }
        say("| lanes remembered | bytes a lane | after ten minutes without use |");
        say("| --- | --- | --- |");
        long remembered = limiter.remembered();
        long with = used();
        clock.tick(Duration.ofMinutes(11));
        limiter.request(Route.bot("POST", "/channels/{channel.id}/messages", "1"));
        double bytes = (double) (with - used()) / remembered;
        say("| %,d | %.0f | %d lane, the one that asks |", remembered, bytes, limiter.remembered());
    }

    private static long used() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, "BENCHMARK " + format + "%n", values);
    }
}
