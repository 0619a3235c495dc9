package dev.gatewaysync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.embedded.FreePort;
import dev.gatewaysync.historychecker.HistoryChecker;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatedPerson;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.interaction.SimulatedInteraction;
import dev.gatewaysync.testkit.Pause;
import dev.gatewaysync.testkit.Proof;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Sequential senders and a member over faults in a random order, judged by the history checker, which knows the contract and
 * files alone. The seed is in the name of what fails; {@code -Dhistory.seed=…} repeats its faults.
 */
@Order(6)
// As long as it waits for what must become true, and for each start.
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class HistoryE2E {
    private static final int SENDERS = 6;
    private static final int EVENTS = Proof.of("history.events", 120, 480);
    private static final int FAULTS = Proof.of("history.faults", 4, 12);
    private static final long SEED =
            Long.getLong("history.seed", ThreadLocalRandom.current().nextInt(1_000_000));
    private static final String OPS_TOKEN = "an-operators-token-for-tests";

    @TempDir
    Path directory;

    @Test
    void a_checker_that_knows_files_alone_finds_nothing_after_faults_in_a_random_order() throws Exception {
        String consolePort = Integer.toString(FreePort.find());
        RandomFaults[] faults = new RandomFaults[1];
        try (DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());
                SeenRun seen = new SeenRun(directory.resolve("seen"), () -> faults[0].mainAppStatus());
                GatewayProcess gateway = new GatewayProcess(
                        directory,
                        Map.of(
                                "DISCORD_API_URL",
                                discord.apiUrl(),
                                "DISCORD_TOKEN",
                                discord.botToken(),
                                "GUILD_ID",
                                discord.guildId(),
                                "MAIN_APP_URL",
                                seen.mainAppUrl(),
                                "MAIN_APP_NOTIFY_PATH",
                                "/notify",
                                "MAIN_APP_API_KEY",
                                "a-key-of-the-main-app-for-tests",
                                "OPS_TOKEN",
                                OPS_TOKEN,
                                "CONSOLE_PORT",
                                consolePort))) {
            faults[0] = new RandomFaults(gateway, discord, SEED);
            gateway.start();
            List<String> happened = sendOverFaults(gateway, discord, seen, faults[0]);
            ConsoleClient console = new ConsoleClient("http://127.0.0.1:" + consolePort, OPS_TOKEN);
            awaitQuiet(gateway);
            // A database that does not answer within a second is taken for one that is away.
            JsonNode statistics = await().atMost(Duration.ofMinutes(1))
                    .until(
                            () -> gateway.client().get("/stats"),
                            told -> told.at("/updates/total").isNumber());

            Path files = seen.write(
                    discord,
                    console.text("/updates/export?format=ndjson"),
                    statistics,
                    console.get("/failed?count=500"));
            assertThat(HistoryChecker.check(files))
                    .as("seed %d: %s", SEED, happened)
                    .isEmpty();
            assertThat(gateway.terminate()).isZero();
        }
    }

    private static List<String> sendOverFaults(
            GatewayProcess gateway, DiscordSimulator discord, SeenRun seen, RandomFaults faults) throws Exception {
        AtomicInteger accepted = new AtomicInteger();
        List<String> happened = new ArrayList<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int number = 0; number < SENDERS; number++) {
                String sender = "s" + number;
                running.add(senders.submit(() -> {
                    for (int n = 0; n < EVENTS / SENDERS; n++) {
                        send(gateway.client(), seen, sender, n);
                        accepted.incrementAndGet();
                    }
                    return null;
                }));
            }
            for (int fault = 1; fault <= FAULTS; fault++) {
                int mark = EVENTS * fault / (FAULTS + 1);
                await().atMost(Duration.ofMinutes(4)).until(() -> accepted.get() >= mark);
                feedback(discord.member(), discord);
                happened.add(faults.next());
            }
            for (Future<?> sender : running) {
                sender.get();
            }
        }
        return happened;
    }

    /** As a careful sender: with the same key until it is accepted. */
    private static void send(WebhookClient client, SeenRun seen, String sender, int n) throws InterruptedException {
        String mark = "%sn%04d".formatted(sender, n);
        boolean announced = n % 3 != 0;
        String type = announced ? "bug-fixed" : "resource-updated";
        String data = announced
                ? "{\"title\":\"Bug %s\"}".formatted(mark)
                : "{\"name\":\"Tool %s\",\"category\":\"Tools\"}".formatted(mark);
        String body = "{\"type\":\"%s\",\"data\":%s}".formatted(type, data);
        List<String> channels = announced ? List.of("updates") : List.of();
        long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (System.nanoTime() < end) {
            HttpResponse<String> response = null;
            try {
                response = client.post(mark, body);
            } catch (IOException e) {
                // Killed, or frozen for longer than a sender waits: nobody knows whether it was accepted.
            }
            seen.sent(sender, mark, type, response, channels);
            if (response != null && response.statusCode() == 202) {
                return;
            }
            Pause.of(Duration.ofMillis(100));
        }
        throw new AssertionError("Not accepted within five minutes: " + mark);
    }

    /** Nobody may be there to hear it: then Discord says so to the member, and it is no event. What was thanked for is one. */
    private static void feedback(SimulatedPerson member, DiscordSimulator discord) {
        if (!discord.commands().contains("feedback")) {
            return;
        }
        SimulatedInteraction asked = member.slash("feedback", Map.of());
        try {
            await().atMost(Duration.ofSeconds(5)).until(() -> asked.modal().isPresent());
        } catch (ConditionTimeoutException unheard) {
            return;
        }
        discord.submit(asked, Map.of("text", "Good work"));
    }

    /** Nothing is open, and the numbers do not change any more. */
    private static void awaitQuiet(GatewayProcess gateway) {
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> {
                    long total =
                            gateway.client().get("/stats").at("/updates/total").asLong();
                    JsonNode open = gateway.client()
                            .get("/updates/recent?count=1&status=pending")
                            .path("updates");
                    return open.isArray()
                            && open.isEmpty()
                            && total >= EVENTS
                            && total
                                    == gateway.client()
                                            .get("/stats")
                                            .at("/updates/total")
                                            .asLong();
                });
    }
}
