package dev.gatewaysync.e2e;

import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.limits.Scope;
import dev.gatewaysync.testkit.Pause;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** Faults in an order that its seed decides; the first of all is a kill. */
final class RandomFaults {
    private static final String MESSAGES = "/channels/\\d+/messages";

    private final GatewayProcess gateway;
    private final DiscordSimulator discord;
    private final Random random;
    private final AtomicLong mainAppBackAt = new AtomicLong();
    private boolean killed;

    RandomFaults(GatewayProcess gateway, DiscordSimulator discord, long seed) {
        this.gateway = gateway;
        this.discord = discord;
        this.random = new Random(seed);
    }

    /** What the main app answers now. */
    int mainAppStatus() {
        return System.nanoTime() < mainAppBackAt.get() ? 503 : 200;
    }

    /** @return its name, for whoever reads what went wrong */
    String next() throws Exception {
        if (!killed) {
            killed = true;
            return kill();
        }
        switch (random.nextInt(10)) {
            case 0, 1 -> {
                return kill();
            }
            case 2 -> {
                Duration time = Duration.ofMillis(500 + random.nextInt(3_000));
                gateway.freeze(time);
                return "frozen for " + time;
            }
            case 3 -> {
                discord.faults().next(1 + random.nextInt(3), "POST", MESSAGES).resetAfterCommit();
                return "answers of Discord lost";
            }
            case 4 -> {
                discord.faults().next(1 + random.nextInt(3), "POST", MESSAGES).failAfterCommit(502, "Bad Gateway");
                return "502 after the message was taken";
            }
            case 5 -> {
                discord.faults().next(1 + random.nextInt(4), "POST", MESSAGES).failBeforeCommit(500, "{}");
                return "Discord answers 500";
            }
            case 6 -> {
                discord.faults().next(1, "POST", MESSAGES).delayAnswer(Duration.ofSeconds(2));
                return "Discord is slow";
            }
            case 7 -> {
                discord.faults().next(1, "POST", MESSAGES).rateLimit(Scope.SHARED, 1, 1.3);
                return "429 of a shared limit";
            }
            case 8 -> {
                discord.dropGatewayConnections();
                return "the bot's connection dropped";
            }
            default -> {
                mainAppBackAt.set(System.nanoTime() + Duration.ofSeconds(3).toNanos());
                return "the main app answers 503";
            }
        }
    }

    private String kill() throws Exception {
        gateway.kill();
        Pause.of(Duration.ofMillis(random.nextInt(300)));
        gateway.start();
        return "killed";
    }
}
