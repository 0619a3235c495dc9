package dev.gatewaysync.e2e;

import static org.awaitility.Awaitility.await;

import dev.gatewaysync.e2e.RandomFault.Begun;
import dev.gatewaysync.testkit.Infra;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.core.ThrowingRunnable;

/** What is done to the gateway itself, and to what it has on its machine. */
final class GatewayFaults {
    private static final String GATEWAY = "gateway";

    /** Longer than the lease that lets one publisher send. */
    private static final Duration LEASE = Duration.ofSeconds(15);

    private GatewayFaults() {}

    static RandomFault kill(SupervisedGateway gateway) {
        return new RandomFault(GATEWAY, "gateway: killed", random -> {
            Duration away = RandomFault.between(random, 0, 300);
            gateway.kill(away);
            return Begun.over("killed");
        });
    }

    static RandomFault pause(SupervisedGateway gateway) {
        return new RandomFault(GATEWAY, "gateway: paused", random -> {
            Duration time = RandomFault.between(random, 500, 3_500);
            gateway.freeze(time);
            return Begun.over("paused for " + time.toMillis() + " ms");
        });
    }

    /**
     * A second one on the same services stands by, and the first is paused until the other has taken its place: then it goes on
     * and does not know. The second ends in one of two ways.
     */
    static RandomFault twoActives(SupervisedGateway gateway, GatewayProcess second) {
        return new RandomFault(GATEWAY, "gateway: two actives", random -> {
            Duration time = LEASE.plus(RandomFault.between(random, 500, 4_000));
            boolean killed = random.nextBoolean();
            second.start();
            gateway.freeze(time);
            return new Begun(
                    "a second one took over from the first, paused for " + time.toMillis() + " ms",
                    RandomFault.between(random, 0, 5_000),
                    killed ? second::kill : second::close);
        });
    }

    /** What it says does not matter: where a service does not answer the file of before stays. */
    static RandomFault reload(ConsoleClient console, HistoryConfig config) {
        return new RandomFault("gateway.yml", "gateway: gateway.yml reloaded", random -> {
            config.write(random.nextInt(1 << 24));
            try {
                console.post("/config/reload", "{}");
                return Begun.over("gateway.yml reloaded");
            } catch (IOException e) {
                return Begun.over("gateway.yml changed, its reload unanswered");
            }
        });
    }

    static RandomFault locked(Path database) {
        return new RandomFault("database", "SQLite: locked by another process", random -> {
            Duration time = RandomFault.between(random, 500, 5_000);
            Connection other = DriverManager.getConnection("jdbc:sqlite:" + database);
            try (Statement statement = other.createStatement()) {
                statement.execute("PRAGMA busy_timeout = 60000");
                statement.execute("BEGIN IMMEDIATE");
            }
            // What was begun ends with the connection.
            return new Begun("database locked for " + time.toMillis() + " ms", time, other::close);
        });
    }

    static RandomFault wiped(Infra services) {
        return wiped(services::wipeRedis);
    }

    static RandomFault wipedEmbedded(Path data) {
        return wiped(() -> Infra.wipeRedis(embeddedRedis(data.resolve("redis/redis.conf"))));
    }

    private static RandomFault wiped(ThrowingRunnable wipe) {
        return new RandomFault("Redis", "Redis: wiped", random -> {
            // It may be just starting.
            await().ignoreExceptions().untilAsserted(wipe);
            return Begun.over("Redis wiped");
        });
    }

    private static String embeddedRedis(Path configuration) throws IOException {
        Map<String, String> settings = Files.readAllLines(configuration).stream()
                .map(line -> line.split(" ", 2))
                .filter(line -> line.length == 2)
                .collect(Collectors.toMap(line -> line[0], line -> line[1].replace("\"", ""), (one, other) -> one));
        return "redis://:" + settings.get("requirepass") + "@127.0.0.1:" + settings.get("port");
    }

    static RandomFault full(SmallDisk disk) {
        return new RandomFault("disk", "disk: full", random -> {
            Duration time = RandomFault.between(random, 500, 6_000);
            disk.fill();
            return new Begun("disk full for " + time.toMillis() + " ms", time, disk::free);
        });
    }

    /** And back at the end, which is a step the other way. */
    static RandomFault step(ShiftedClock clock) {
        return new RandomFault("clock", "clock: steps", random -> {
            Duration by = Duration.ofSeconds(random.nextInt(7_201) - 3_600);
            Duration time = RandomFault.between(random, 2_000, 8_000);
            clock.shift(by);
            return new Begun(
                    "clock " + by + " off for " + time.toMillis() + " ms", time, () -> clock.shift(Duration.ZERO));
        });
    }
}
