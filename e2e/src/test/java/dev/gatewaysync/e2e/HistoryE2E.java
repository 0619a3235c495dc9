package dev.gatewaysync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.historychecker.Finding;
import dev.gatewaysync.historychecker.HistoryChecker;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatedPerson;
import dev.gatewaysync.simulator.interaction.SimulatedInteraction;
import dev.gatewaysync.testkit.Infra;
import dev.gatewaysync.testkit.Proof;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Sequential senders and a member over faults in a random order, judged by the history checker, which knows the contract and
 * files alone. The seed is in the name of what fails; {@code -Dhistory.seed=…} repeats its faults. What happens is in
 * {@code target/history-….txt} as it happens.
 */
@Order(6)
// In full size it takes more than an hour.
@Timeout(value = 3, unit = TimeUnit.HOURS)
class HistoryE2E {
    private static final int EVENTS = Proof.of("history.events", 120, 480);
    private static final int FAULTS = Proof.of("history.faults", 4, 12);
    private static final int KILLS = Integer.getInteger("history.kills", Math.max(1, FAULTS / 5));
    private static final int SENDERS = Integer.getInteger("history.senders", 6);
    private static final int ANNOUNCED_ONE_IN = Integer.getInteger("history.announced", 2);
    private static final HistoryStage.Wanted WANTED = new HistoryStage.Wanted(
            isOn("history.intent"),
            Proof.isFull() || isOn("history.webhook"),
            isOn("history.machine"),
            isOn("history.unpromised"));
    private static final long SEED =
            Long.getLong("history.seed", ThreadLocalRandom.current().nextInt(1_000_000));
    private static final Duration LONGEST = Duration.ofMinutes(Integer.getInteger("history.minutes", 24 * 60));
    private static final Path REPORT = Path.of("target/history-" + (Infra.isReal() ? "real" : "embedded") + ".txt");
    private static final Duration PATIENCE = Duration.ofMinutes(5).plusSeconds(EVENTS / 50);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private final long began = System.nanoTime();
    private final List<String> happened = new ArrayList<>();

    private static boolean isOn(String property) {
        return "on".equals(System.getProperty(property));
    }

    @Test
    void a_checker_that_knows_files_alone_finds_nothing_after_faults_in_a_random_order() throws Exception {
        Files.writeString(REPORT, "seed %d, %s%n".formatted(SEED, WANTED));
        try (HistoryStage stage = new HistoryStage(directory, WANTED);
                RandomFaults faults = stage.faults(SEED, FAULTS, KILLS);
                HistorySenders senders = new HistorySenders(
                        stage.gateway.process()::client, stage.seen, stage.config, ANNOUNCED_ONE_IN)) {
            stage.gateway.start();
            senders.start(SENDERS, EVENTS);
            for (int fault = 1; fault <= FAULTS && !isOver(); fault++) {
                int mark = (int) ((long) EVENTS * fault / (FAULTS + 1));
                awaitAccepted(senders, mark);
                feedback(stage.discord.member(), stage.discord);
                happened(faults.next());
            }
            awaitAccepted(senders, EVENTS);
            senders.end();
            senders.await();
            faults.awaitEnds();
            happened("all are accepted");
            awaitQuiet(stage.gateway.process().client(), stage.seen, senders.accepted());

            JsonNode failed = stage.console.get("/failed?count=500");
            Path files = stage.seen.write(
                    stage.discord,
                    stage.console.text("/updates/export?format=ndjson"),
                    stage.gateway.process().client().get("/stats"),
                    failed);
            List<Finding> findings = HistoryChecker.check(files);
            report(stage, senders, faults, failed, findings);
            assertThat(findings)
                    .as("seed %d, in %s: %s", SEED, directory, happened)
                    .isEmpty();
            assertThat(stage.gateway.terminate()).isZero();
        }
    }

    private void awaitAccepted(HistorySenders senders, int events) {
        await().atMost(LONGEST).until(() -> {
            senders.lookForFailures();
            return senders.accepted() >= events || isOver();
        });
    }

    /** It is judged by what there was until then. */
    private boolean isOver() {
        return System.nanoTime() - began > LONGEST.toNanos();
    }

    private void happened(String what) throws Exception {
        happened.add(what);
        write("%.1f s: %s%n".formatted((System.nanoTime() - began) / 1e9, what));
    }

    private static void write(String text) throws Exception {
        Files.writeString(REPORT, text, StandardOpenOption.APPEND);
    }

    private void report(
            HistoryStage stage, HistorySenders senders, RandomFaults faults, JsonNode failed, List<Finding> findings)
            throws Exception {
        long cards = stage.discord.channels().stream()
                .filter(channel -> channel.isText())
                .flatMap(channel -> stage.discord.messages(channel.name()).stream())
                .mapToLong(message -> message.embeds().size())
                .sum();
        String figures = String.format(
                Locale.ROOT,
                "history: seed %d: %d events by %d senders (%d requests repeated), %d cards, %d failed, %d faults, ended by itself %d times, "
                        + "429s %s, in %.0f s: %d findings%n",
                SEED,
                senders.accepted(),
                SENDERS,
                senders.repeats(),
                cards,
                failed.path("messages").size(),
                faults.counts().values().stream().mapToInt(count -> count).sum(),
                stage.gateway.endedByItself(),
                stage.discord.counters().rateLimited(),
                (System.nanoTime() - began) / 1e9,
                findings.size());
        System.out.print(figures);
        write(figures);
        for (Map.Entry<String, Integer> count : faults.counts().entrySet()) {
            write("  %4d %s%n".formatted(count.getValue(), count.getKey()));
        }
        for (Finding finding : findings) {
            write(finding + "\n");
        }
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
    private static void awaitQuiet(WebhookClient client, SeenRun seen, int accepted) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> {
                    long total = client.get("/stats").at("/updates/total").asLong();
                    // Not there while the database does not answer.
                    JsonNode open =
                            client.get("/updates/recent?count=1&status=pending").get("updates");
                    return open.isEmpty()
                            && total >= accepted
                            && membersAreHeard(client, seen)
                            && total
                                    == client.get("/stats").at("/updates/total").asLong();
                });
    }

    private static boolean membersAreHeard(WebhookClient client, SeenRun seen) throws Exception {
        return client.get("/updates/recent?count=500&source=discord")
                .path("updates")
                .valueStream()
                .allMatch(update -> seen.isTakenByMainApp(update.path("id").asString("")));
    }
}
