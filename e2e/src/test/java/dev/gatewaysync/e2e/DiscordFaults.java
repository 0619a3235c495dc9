package dev.gatewaysync.e2e;

import dev.gatewaysync.e2e.RandomFault.Begun;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.faults.FaultPlan;
import dev.gatewaysync.simulator.limits.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

/** What Discord does to requests, of all classes that end by themselves. A person has to end what refuses for good. */
final class DiscordFaults {
    private static final String BY_THE_BOT = "/channels/\\d+/messages$";
    private static final String BY_ANYBODY = "/messages$|/webhooks/\\d+/[^/]+$";
    private static final String GLOBAL = "global limit";
    private static final List<Integer> UNCERTAIN = List.of(500, 502, 504, 520, 524);
    private static final Duration LONGEST_HANG = Duration.ofSeconds(3);

    private final DiscordSimulator discord;

    private DiscordFaults(DiscordSimulator discord) {
        this.discord = discord;
    }

    static List<RandomFault> of(DiscordSimulator discord) {
        DiscordFaults faults = new DiscordFaults(discord);
        return List.of(
                faults.sends("connection reset before the message is made", (plan, random) -> plan.resetBeforeCommit()),
                faults.sends("connection reset after the message is made", (plan, random) -> plan.resetAfterCommit()),
                faults.sends("no answer, nothing made", (plan, random) -> plan.hangBeforeCommit(hang(random))),
                faults.sends("no answer, message made", (plan, random) -> plan.hangAfterCommit(hang(random))),
                faults.sends("500, nothing made", (plan, random) -> plan.failBeforeCommit(500, "{}")),
                faults.sends("500, message made", (plan, random) -> plan.failAfterCommit(500, "{}")),
                faults.sends("503", (plan, random) -> plan.unavailable()),
                faults.sends(
                        "page of the network, nothing made",
                        (plan, random) -> plan.gatewayErrorBeforeCommit(any(UNCERTAIN, random))),
                faults.sends(
                        "page of the network, message made",
                        (plan, random) -> plan.gatewayErrorAfterCommit(any(UNCERTAIN, random))),
                faults.sends(
                        "message made after the answer that it failed",
                        (plan, random) ->
                                plan.commitLate(RandomFault.between(random, 0, 6_000), any(UNCERTAIN, random), "{}")),
                faults.sends("slow to answer", (plan, random) -> plan.delayAnswer(hang(random))),
                faults.sends("slow to begin", (plan, random) -> plan.delay(hang(random))),
                faults.sends("429 of the bot's limit", (plan, random) -> plan.rateLimit(Scope.USER, 1, 1.2)),
                faults.sends("429 of a shared limit", (plan, random) -> plan.rateLimit(Scope.SHARED, 2, 1.3)),
                faults.globalLimit(),
                faults.looks(),
                faults.token(),
                faults.session());
    }

    /** The next messages that are sent, one to three. */
    private RandomFault sends(String name, BiConsumer<FaultPlan, Random> harm) {
        return new RandomFault("Discord", "Discord: " + name, random -> {
            int times = 1 + random.nextInt(3);
            harm.accept(discord.faults().next(times, "POST", BY_ANYBODY), random);
            return Begun.over(name + ", " + times + " times");
        });
    }

    /** It lasts, so that no network is slow or lossy beside it: who has not heard of a limit does not keep it. */
    private RandomFault globalLimit() {
        return new RandomFault("Discord", "Discord: 429 of the global limit", random -> {
            Duration time = RandomFault.between(random, 300, 1_500);
            discord.faults().during(GLOBAL, "POST", BY_ANYBODY).rateLimit(Scope.GLOBAL, 1, 1.4);
            return new Begun(
                    "429 of the global limit for " + time.toMillis() + " ms",
                    time,
                    () -> discord.faults().lift(GLOBAL));
        });
    }

    /** What is asked after an answer was lost. */
    private RandomFault looks() {
        return new RandomFault("Discord", "Discord: looking for messages fails", random -> {
            discord.faults().next(1 + random.nextInt(2), "POST", BY_ANYBODY).resetAfterCommit();
            discord.faults().next(1 + random.nextInt(3), "GET", "/messages").failBeforeCommit(500, "{}");
            return Begun.over("an answer lost, and what is asked then answered with 500");
        });
    }

    private RandomFault token() {
        return new RandomFault("Discord", "Discord: 401 for a moment", random -> {
            discord.faults().next(1, "POST", BY_THE_BOT).refuse(401, 0, "401: Unauthorized");
            return Begun.over("401 once");
        });
    }

    private RandomFault session() {
        return new RandomFault("session", "Discord: the bot's session drops", random -> {
            discord.dropGatewayConnections();
            return Begun.over("the bot's session dropped");
        });
    }

    private static Duration hang(Random random) {
        return RandomFault.between(random, 200, (int) LONGEST_HANG.toMillis());
    }

    private static int any(List<Integer> numbers, Random random) {
        return numbers.get(random.nextInt(numbers.size()));
    }
}
