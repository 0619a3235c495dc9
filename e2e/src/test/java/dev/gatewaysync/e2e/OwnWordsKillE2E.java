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
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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

/**
 * Senders post events of thirty own types, which forty routes send to twelve places and a digest, while the whole gateway is
 * killed and started again: each is shown once in each of its places, and once in the digest.
 */
@Order(4)
// As long as it waits for what must become true, and for each start.
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class OwnWordsKillE2E {
    private static final int TYPES = 30;
    private static final int PLACES = 12;
    private static final int ROUTES = 40;
    private static final int SENDERS = 8;
    private static final int EVENTS = Proof.of("kill.events", 96, 240);
    private static final int KILLS = Proof.of(1, 3);

    /** The last of the types are collected. */
    private static final int FIRST_COLLECTED = 27;

    private static final Pattern MARK = Pattern.compile("m(\\d{4})");

    /** Of the digest: no evening that a run could reach. */
    private static final String DAY = LocalDate.now(ZoneId.of("Europe/Berlin"))
            .plusDays(3)
            .getDayOfWeek()
            .name()
            .toLowerCase(Locale.ROOT);

    @TempDir
    Path directory;

    @Test
    void nothing_is_lost_or_doubled_in_any_place_over_kills() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard())) {
            Map<String, String> settings = new HashMap<>(Map.of(
                    "DISCORD_API_URL", discord.apiUrl(),
                    "DISCORD_TOKEN", discord.botToken(),
                    "GUILD_ID", discord.guildId(),
                    "GATEWAY_CONFIG", directory.resolve("gateway.yml").toString()));
            for (int place = 0; place < PLACES; place++) {
                discord.addChannel("place-" + place);
                if (isWebhook(place)) {
                    settings.put("PLACE_" + place + "_WEBHOOK_URL", discord.addWebhook("place-" + place));
                }
            }
            discord.addChannel("evening");
            Files.writeString(directory.resolve("gateway.yml"), yaml());

            try (GatewayProcess gateway = new GatewayProcess(directory, settings)) {
                gateway.start();
                sendOverKills(gateway);
                await().atMost(Duration.ofMinutes(10))
                        .pollInterval(Duration.ofMillis(500))
                        .untilAsserted(() -> assertThat(shown(discord)).containsAllEntriesOf(expectedAtOnce()));
                awaitCollected();
                assertThat(gateway.terminate()).isZero();
                itIsTimeForTheDigest();
                gateway.start();
                gateway.kill();
                gateway.start();
                await().atMost(Duration.ofMinutes(5))
                        .pollInterval(Duration.ofMillis(500))
                        .untilAsserted(() -> assertThat(collected(discord))
                                .hasSize(collectedMarks().size()));
                assertThat(gateway.terminate()).isZero();
            }

            assertThat(shown(discord)).isEqualTo(expectedAtOnce());
            assertThat(collected(discord)).containsExactlyInAnyOrderElementsOf(collectedMarks());
        }
    }

    private static void sendOverKills(GatewayProcess gateway) throws Exception {
        AtomicInteger posted = new AtomicInteger();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                int first = sender;
                running.add(senders.submit(() -> {
                    for (int n = first; n < EVENTS; n += SENDERS) {
                        gateway.client()
                                .postUntilAccepted(
                                        mark(n),
                                        "{\"type\":\"own-%d\",\"data\":{\"mark\":\"%s\",\"n\":%d}}"
                                                .formatted(n % TYPES, mark(n), n));
                        posted.incrementAndGet();
                    }
                    return null;
                }));
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
        }
    }

    /** All that waits for the evening may be planned later than the last card of the others is shown. */
    private void awaitCollected() {
        try (Database database = Database.open("jdbc:sqlite:" + directory.resolve("data/gateway.db"))) {
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> database.jdbc()
                                    .sql("SELECT count(*) FROM delivery WHERE held = 2")
                                    .query(Integer.class)
                                    .single()
                            == collectedMarks().size());
        }
    }

    /** Nobody waits for the evening. */
    private void itIsTimeForTheDigest() {
        try (Database database = Database.open("jdbc:sqlite:" + directory.resolve("data/gateway.db"))) {
            int due = database.jdbc()
                    .sql("UPDATE delivery SET not_before = 1 WHERE held = 2")
                    .update();
            assertThat(due).isEqualTo(collectedMarks().size());
        }
    }

    private static String yaml() {
        StringBuilder yaml = new StringBuilder("version: 1\ntypes:\n");
        for (int type = 0; type < TYPES; type++) {
            yaml.append("  own-%d: { fields: { mark: text!, n: integer! } }%n".formatted(type));
        }
        yaml.append("cards:\n");
        for (int type = 0; type < TYPES; type++) {
            yaml.append(
                    "  own-%d: { title: \"{{ mark }}\", fields: [{ name: N, value: \"{{ n }}\" }] }%n".formatted(type));
        }
        yaml.append("targets:\n");
        for (int place = 0; place < PLACES; place++) {
            yaml.append(
                    isWebhook(place)
                            ? "  place-%d: { webhook: \"${PLACE_%d_WEBHOOK_URL}\", name: Place %d }%n"
                                    .formatted(place, place, place)
                            : "  place-%d: { channel: place-%d }%n".formatted(place, place));
        }
        yaml.append("  evening: { channel: evening }\nroutes:\n");
        for (int type = 0; type < TYPES; type++) {
            yaml.append(
                    type >= FIRST_COLLECTED
                            ? ("  - { when: \"type = 'own-%d'\", to: [evening],"
                                            + " digest: { every: week, on: %s, at: \"18:00\", zone: Europe/Berlin } }%n")
                                    .formatted(type, DAY)
                            : "  - { when: \"type = 'own-%d' and data.n >= 0\", to: [place-%d, place-%d] }%n"
                                    .formatted(type, type % PLACES, (type + 5) % PLACES));
        }
        for (int more = TYPES; more < ROUTES; more++) {
            yaml.append("  - { when: \"$contains(data.mark, /never-%d$/)\", to: [announcements] }%n".formatted(more));
        }
        return yaml.toString();
    }

    private static boolean isWebhook(int place) {
        return place % 2 == 0;
    }

    private static Map<String, Integer> expectedAtOnce() {
        Map<String, Integer> expected = new TreeMap<>();
        for (int n = 0; n < EVENTS; n++) {
            int type = n % TYPES;
            if (type < FIRST_COLLECTED) {
                expected.put("place-" + type % PLACES + " " + mark(n), 1);
                expected.put("place-" + (type + 5) % PLACES + " " + mark(n), 1);
            }
        }
        return expected;
    }

    private static List<String> collectedMarks() {
        return IntStream.range(0, EVENTS)
                .filter(n -> n % TYPES >= FIRST_COLLECTED)
                .mapToObj(OwnWordsKillE2E::mark)
                .toList();
    }

    /** Place and mark → how many cards. */
    private static Map<String, Integer> shown(DiscordSimulator discord) {
        Map<String, Integer> shown = new TreeMap<>();
        for (int place = 0; place < PLACES; place++) {
            for (String mark : marks(discord, "place-" + place)) {
                shown.merge("place-" + place + " " + mark, 1, Integer::sum);
            }
        }
        marks(discord, "updates").forEach(mark -> shown.merge("updates " + mark, 1, Integer::sum));
        return shown;
    }

    /** Every mark in the digest, as often as it stands there. */
    private static List<String> collected(DiscordSimulator discord) {
        return marks(discord, "evening");
    }

    private static List<String> marks(DiscordSimulator discord, String channel) {
        List<String> marks = new ArrayList<>();
        discord.messages(channel)
                .forEach(message -> message.embeds().forEach(embed -> {
                    Matcher mark = MARK.matcher(embed.path("title").asString("") + "\n"
                            + embed.path("description").asString(""));
                    while (mark.find()) {
                        marks.add(mark.group());
                    }
                }));
        return marks;
    }

    private static String mark(int n) {
        return "m%04d".formatted(n);
    }
}
