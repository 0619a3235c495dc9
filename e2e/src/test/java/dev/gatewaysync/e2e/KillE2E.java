package dev.gatewaysync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.testkit.Proof;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Senders post while the whole gateway is killed and started again. {@code -Dkill.events=2000} sets how many events. Both
 * ways run side by side, because most of their time is waiting for Discord's limits.
 */
@Execution(ExecutionMode.CONCURRENT)
@Order(3)
// As long as it waits for what must become true, and for each start.
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class KillE2E {
    private static final int SENDERS = 16;
    private static final int EVENTS = Proof.of("kill.events", 96, 240);
    private static final int KILLS = Proof.of(1, 3);
    private static final Pattern MARK = Pattern.compile("s(\\d\\d)-(\\d{4})");

    @TempDir
    Path directory;

    @Test
    void with_a_bot_nothing_accepted_is_lost_doubled_or_out_of_order() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard())) {
            Map<String, String> settings = new HashMap<>(Map.of(
                    "DISCORD_API_URL", discord.apiUrl(),
                    "DISCORD_WEBHOOK_URL", discord.webhookUrl(),
                    "DISCORD_TOKEN", discord.botToken(),
                    "GUILD_ID", discord.guildId()));
            Outcome outcome = run(discord, settings);
            report("with a bot", outcome);
            assertThat(outcome.accepted()).hasSize(EVENTS);
            assertThat(outcome.missing()).isEmpty();
            assertThat(outcome.duplicates()).isEmpty();
            assertThat(outcome.inversions()).isZero();
        }
    }

    @Test
    void with_a_webhook_alone_nothing_accepted_is_lost_and_only_what_was_in_flight_may_double() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard())) {
            Map<String, String> settings = new HashMap<>(
                    Map.of("DISCORD_API_URL", discord.apiUrl(), "DISCORD_WEBHOOK_URL", discord.webhookUrl()));
            Outcome outcome = run(discord, settings);
            report("webhook only", outcome);
            assertThat(outcome.missing()).isEmpty();
            // One message of at most ten cards is in flight when the process dies.
            assertThat(outcome.duplicates().size()).isLessThanOrEqualTo(10 * KILLS);
        }
    }

    private Outcome run(DiscordSimulator discord, Map<String, String> settings) throws Exception {
        Map<String, String> accepted = new ConcurrentHashMap<>();
        AtomicInteger posted = new AtomicInteger();
        try (GatewayProcess gateway = new GatewayProcess(directory, settings);
                ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            gateway.start();
            List<Future<?>> running = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                int number = sender;
                running.add(senders.submit(() -> send(number, gateway.client(), accepted, posted)));
            }
            for (int kill = 1; kill <= KILLS; kill++) {
                int mark = EVENTS * kill / (KILLS + 1);
                await().atMost(Duration.ofMinutes(3)).until(() -> posted.get() >= mark);
                gateway.kill();
                gateway.start();
            }
            for (Future<?> sender : running) {
                sender.get();
            }
            await().atMost(Duration.ofMinutes(15))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> shown(discord).keySet().containsAll(accepted.keySet()));
            // What is shown may not be recorded yet: neither waits for the other.
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(500))
                    .ignoreExceptions()
                    .until(() -> gateway.client()
                                    .get("/stats")
                                    .at("/updates/byType/bug-fixed")
                                    .asInt(0)
                            >= accepted.size());
            assertThat(gateway.terminate()).isZero();
        }
        assertEachIsInTheHistoryOnce(accepted);
        return new Outcome(accepted, shown(discord), order(discord));
    }

    private static Void send(int sender, WebhookClient client, Map<String, String> accepted, AtomicInteger posted)
            throws InterruptedException {
        for (int n = 0; n < EVENTS / SENDERS; n++) {
            String mark = "s%02d-%04d".formatted(sender, n);
            String id =
                    client.postUntilAccepted(mark, "{\"type\":\"bug-fixed\",\"data\":{\"title\":\"" + mark + "\"}}");
            accepted.put(mark, id);
            posted.incrementAndGet();
        }
        return null;
    }

    private void assertEachIsInTheHistoryOnce(Map<String, String> accepted) {
        try (Database database = Database.open("jdbc:sqlite:" + directory.resolve("data/gateway.db"))) {
            List<String> ids = database.jdbc()
                    .sql("SELECT id FROM event WHERE type = 'bug-fixed'")
                    .query(String.class)
                    .list();
            assertThat(ids).containsExactlyInAnyOrderElementsOf(accepted.values());
        }
    }

    private static Map<String, Integer> shown(DiscordSimulator discord) {
        Map<String, Integer> counts = new TreeMap<>();
        marks(discord).forEach(mark -> counts.merge(mark, 1, Integer::sum));
        return counts;
    }

    private static List<String> marks(DiscordSimulator discord) {
        return discord.messages("updates").stream()
                .flatMap(message -> IntStream.range(0, message.embeds().size())
                        .mapToObj(i -> message.embeds().get(i).toString()))
                .map(MARK::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .toList();
    }

    /** How often an event of a sender stands before an earlier one of the same sender, first copies only. */
    private static int order(DiscordSimulator discord) {
        Map<String, Integer> last = new HashMap<>();
        int inversions = 0;
        for (String mark : marks(discord).stream().distinct().toList()) {
            String sender = mark.substring(0, 3);
            int number = Integer.parseInt(mark.substring(4));
            if (last.getOrDefault(sender, -1) > number) {
                inversions++;
            }
            last.put(sender, number);
        }
        return inversions;
    }

    private void report(String mode, Outcome outcome) throws Exception {
        String line = "%s: %d accepted, %d missing, %d duplicated, %d inversions%n"
                .formatted(
                        mode,
                        outcome.accepted().size(),
                        outcome.missing().size(),
                        outcome.duplicates().size(),
                        outcome.inversions());
        System.out.print(line);
        Files.writeString(Path.of("target/kill-" + mode.replace(' ', '-') + ".txt"), line);
    }

    private record Outcome(Map<String, String> accepted, Map<String, Integer> shown, int inversions) {
        List<String> missing() {
            return accepted.keySet().stream()
                    .filter(mark -> !shown.containsKey(mark))
                    .toList();
        }

        List<String> duplicates() {
            return shown.entrySet().stream()
                    .filter(entry -> entry.getValue() > 1)
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }
}
