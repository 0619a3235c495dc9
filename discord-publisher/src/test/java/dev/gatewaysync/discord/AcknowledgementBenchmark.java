package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.simulator.interaction.SimulatedInteraction;
import dev.gatewaysync.storage.catalog.ResourceIdentity;
import dev.gatewaysync.testkit.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Run by {@code benchmarks/discord/acknowledge}; no part of a build. Discord waits three seconds for a first answer, and no longer. */
class AcknowledgementBenchmark {
    private static final Duration LONG = Duration.ofSeconds(240);
    private static final Duration AIM = Duration.ofMillis(300);
    private static final Duration BETWEEN = Duration.ofMillis(20);
    private static final List<String> CATEGORIES = List.of(
            "ai-tools", "gaming", "news", "tools", "anime", "crypto", "health", "design", "social", "knowledge");

    private final int cards = Integer.getInteger("benchmark.cards", 5_000);
    private final int each = Integer.getInteger("benchmark.each", 100);
    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());
    private final String role = discord.permissions().addRole("Readers", false);

    @Test
    void every_kind_of_interaction_is_acknowledged_in_time_while_cards_wait() {
        try (RunningPublisher publisher =
                RunningPublisher.withSettings(discord, Map.of("DISCORD_MENTIONS", "maintenance=" + role))) {
            await().atMost(LONG).until(() -> discord.commands().contains("find"));
            catalogue(publisher);
            Map<String, Function<Integer, SimulatedInteraction>> kinds = kinds();
            // The first of each loads classes.
            kinds.values().forEach(kind -> acknowledged(kind.apply(-1)));
            backlog(publisher);
            long waiting = publisher.open();
            Map<String, List<SimulatedInteraction>> asked = new LinkedHashMap<>();
            for (int i = 0; i < each; i++) {
                for (Map.Entry<String, Function<Integer, SimulatedInteraction>> kind : kinds.entrySet()) {
                    asked.computeIfAbsent(kind.getKey(), name -> new ArrayList<>())
                            .add(kind.getValue().apply(i));
                    Pause.of(BETWEEN);
                }
            }
            say("| interaction | p50 | p99 | longest |");
            say("| --- | --- | --- | --- |");
            List<Duration> all = new ArrayList<>();
            asked.forEach((name, ofKind) -> {
                List<Duration> times = ofKind.stream()
                        .map(AcknowledgementBenchmark::acknowledged)
                        .sorted()
                        .toList();
                all.addAll(times);
                say(row(name, times));
            });
            all.sort(null);
            say(row("all", all));
            say("");
            say("Cards that waited: " + waiting + " at the beginning, " + publisher.open() + " at the end.");
            assertThat(publisher.open()).isGreaterThan(cards);
            asked.forEach((name, ofKind) -> assertThat(p99(ofKind.stream()
                            .map(AcknowledgementBenchmark::acknowledged)
                            .sorted()
                            .toList()))
                    .as(name)
                    .isLessThan(AIM));
        }
    }

    private Map<String, Function<Integer, SimulatedInteraction>> kinds() {
        SimulatedMessage written = discord.owner().say("general-chat", "Look: https://find.example/a");
        SimulatedInteraction wrong = discord.submit(
                modal(discord.member().slash("suggest-resource", Map.of())), Map.of("name", "X", "url", "nonsense"));
        SimulatedInteraction menu = discord.member().slash("notifications", Map.of());
        SimulatedMessage corrected = replied(wrong);
        SimulatedMessage roles = replied(menu);
        Map<String, Function<Integer, SimulatedInteraction>> kinds = new LinkedHashMap<>();
        for (String command : List.of(
                "gateway-status", "gateway-stats", "recent-updates", "new", "random", "notifications", "sync-now")) {
            kinds.put("`/" + command + "`", i -> discord.slash(command, Map.of()));
        }
        kinds.put("`/find`", i -> discord.member().slash("find", Map.of("text", "Tool " + i)));
        kinds.put("typing in `/find`", i -> discord.member().type("find", Map.of("text", "Tol " + i), "text"));
        kinds.put(
                "`/suggest-resource`, which opens a form", i -> discord.member().slash("suggest-resource", Map.of()));
        kinds.put("`/feedback`, which opens a form", i -> discord.member().slash("feedback", Map.of()));
        SimulatedInteraction form = modal(discord.member().slash("suggest-resource", Map.of()));
        kinds.put(
                "a form that is sent",
                i -> discord.submit(form, Map.of("name", "Mine " + i, "url", "https://mine.example/" + i)));
        kinds.put("a button", i -> discord.member().press(corrected, "Correct it"));
        kinds.put(
                "a menu",
                i -> discord.member().select(roles, "notifications:0", i % 2 == 0 ? List.of(role) : List.of()));
        kinds.put(
                "“Suggest this resource” on a message",
                i -> discord.member().commandOn(written, "Suggest this resource"));
        return kinds;
    }

    private void backlog(RunningPublisher publisher) {
        List<EventEnvelope> waiting = new ArrayList<>();
        // Each is shown in two channels, and some are sent meanwhile.
        for (int i = 0; i < cards * 3 / 2; i++) {
            waiting.add(RunningPublisher.envelope(
                    BuiltInType.RESOURCE_ADDED,
                    "{\"name\":\"R" + i + "\",\"category\":\"" + CATEGORIES.get(i % CATEGORIES.size())
                            + "\",\"url\":\"https://r.example/" + i + "\",\"description\":\"" + "x".repeat(1_500)
                            + "\"}"));
        }
        publisher.publishAll(waiting);
        await().atMost(LONG).until(() -> publisher.count("SELECT count(*) FROM delivery_plan") >= waiting.size());
    }

    private static void catalogue(RunningPublisher publisher) {
        publisher.database.transactions().executeWithoutResult(status -> {
            var jdbc = publisher.database.jdbc();
            jdbc.sql("""
                            INSERT INTO catalog_category (id, name, emoji, position, unread, updated_at)
                            VALUES ('ai-tools', 'AI Tools', '🤖', 1, 0, 1)""").update();
            for (int i = 0; i < 1_000; i++) {
                String url = "https://host.example/" + i;
                jdbc.sql("""
                                INSERT INTO catalog_resource (category_id, url_key, name, url, description, tags, added_at,
                                  updated_at) VALUES ('ai-tools', :key, :name, :url, 'What it does', '["free"]', 1, 1)""")
                        .param("key", ResourceIdentity.key(url).orElseThrow())
                        .param("name", "Tool " + i)
                        .param("url", url)
                        .update();
            }
            jdbc.sql("INSERT INTO catalog_state (name, value) VALUES ('version', '1')")
                    .update();
        });
    }

    private static SimulatedInteraction modal(SimulatedInteraction asked) {
        await().atMost(LONG).until(() -> asked.modal().isPresent());
        return asked;
    }

    private static SimulatedMessage replied(SimulatedInteraction asked) {
        await().atMost(LONG).until(() -> asked.reply().isPresent() && !asked.isThinking());
        return asked.reply().orElseThrow();
    }

    private static Duration acknowledged(SimulatedInteraction asked) {
        await().atMost(LONG).until(() -> asked.acknowledgedAfter().isPresent());
        return asked.acknowledgedAfter().orElseThrow();
    }

    private static String row(String name, List<Duration> sorted) {
        return "| " + name + " | " + millis(sorted.get(sorted.size() / 2)) + " | " + millis(p99(sorted)) + " | "
                + millis(sorted.getLast()) + " |";
    }

    private static Duration p99(List<Duration> sorted) {
        return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * 0.99) - 1));
    }

    private static String millis(Duration time) {
        return time.toMillis() + " ms";
    }

    private static void say(String line) {
        System.out.println("BENCHMARK " + line);
    }
}
