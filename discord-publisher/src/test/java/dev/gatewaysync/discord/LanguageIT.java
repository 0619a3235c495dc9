package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.StatsUpdated;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.simulator.interaction.SimulatedInteraction;
import dev.gatewaysync.testkit.Deploys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Members are answered in the server's language, or in the one that is set. */
class LanguageIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());

    private RunningPublisher started(Map<String, String> settings) {
        RunningPublisher publisher = RunningPublisher.withSettings(discord, settings);
        await().atMost(LONG).until(() -> discord.commands().contains("find"));
        return publisher;
    }

    private static SimulatedMessage reply(SimulatedInteraction asked) {
        await().atMost(LONG).until(() -> asked.reply().isPresent() && !asked.isThinking());
        return asked.reply().orElseThrow();
    }

    private String title(String command) {
        return reply(discord.member().slash(command, Map.of()))
                .embeds()
                .path(0)
                .path("title")
                .asString("");
    }

    @Test
    void a_german_server_is_answered_in_german() {
        discord.speak("de");
        try (RunningPublisher publisher = started(Map.of())) {
            assertThat(title("gateway-status")).isEqualTo("🟢 Dem Gateway geht es gut");
            assertThat(title("recent-updates")).isEqualTo("🗞️ Neueste Meldungen");
            assertThat(reply(discord.member().slash("random", Map.of())).content())
                    .startsWith("Der Katalog ist leer");
            SimulatedInteraction form = discord.member().slash("suggest-resource", Map.of());
            await().atMost(LONG).until(() -> form.modal().isPresent());
            assertThat(form.modal().orElseThrow().toString()).contains("Eine Ressource vorschlagen", "Beschreibung");
            SimulatedInteraction wrong = discord.submit(form, Map.of("name", "X", "url", "quatsch"));
            assertThat(reply(wrong).embeds().toString()).contains("Das ist keine Web-Adresse: `quatsch`");
            SimulatedInteraction again = discord.member().press(reply(wrong), "Berichtigen");
            await().atMost(LONG).until(() -> again.modal().isPresent());
            assertThat(again.modal().orElseThrow().toString()).contains("quatsch");
            EventEnvelope event = publisher.publish(new StatsUpdated(12345L, 14L, null, null));
            publisher.counted(event, 12345, 14);
            assertThat(reply(discord.member().slash("gateway-stats", Map.of()))
                            .embeds()
                            .toString())
                    .contains("in Zahlen", "**12.345**", "Kategorien");
            await().atMost(LONG)
                    .until(() -> discord.messages("welcome-and-start-here").stream()
                            .anyMatch(pinned -> pinned.embeds().toString().contains("in Zahlen")));

            discord.speak("fr");
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(title("gateway-status")).isEqualTo("🟢 The gateway is well"));
        }
    }

    /** English words that no German text has. */
    private static final Pattern ENGLISH = Pattern.compile(
            "(?i)\\b(the|and|waits?|since|with|failed|resources?|removed|added|updated|requested|by|from|no|of|new)\\b");

    @Test
    void what_is_late_and_what_has_happened_is_told_in_german_too() {
        discord.speak("de");
        try (RunningPublisher publisher = started(Map.of())) {
            var jdbc = publisher.database.jdbc();
            for (String schedule : List.of("quick-sync", "full-sync", "backup")) {
                jdbc.sql("INSERT INTO schedule_state (name, paused, overdue_at) VALUES (:name, 0, 1)")
                        .param("name", schedule)
                        .update();
            }
            jdbc.sql("""
                            INSERT INTO event (id, type, source, category, priority, description, occurred_at,
                              received_at, recorded_at, details)
                            VALUES ('e', 'resource-removed', 'sync', 'resources', 'normal', 'Removed resource from X: Y',
                              1, 1, 1, '{"name":"Y","category":"X"}')""").update();
            String status = reply(discord.member().slash("gateway-status", Map.of()))
                    .embeds()
                    .toString();
            assertThat(status).contains("Eine Sicherung ist überfällig", "Abgleich ist überfällig");
            assertThat(spoken(status)).doesNotContainPattern(ENGLISH);
            String updates = reply(discord.member().slash("recent-updates", Map.of()))
                    .embeds()
                    .toString();
            assertThat(updates).contains("Ressource aus X entfernt: Y");
            assertThat(spoken(updates)).doesNotContainPattern(ENGLISH);
        }
    }

    /** Without the keys of JSON. */
    private static String spoken(String embeds) {
        return embeds.replaceAll("\"\\w+\":", "");
    }

    /** Its bot cannot begin a session, which would tell the language. */
    @Test
    void a_card_that_is_sent_before_the_session_is_in_the_servers_language() {
        discord.speak("de");
        try (RunningPublisher publisher =
                RunningPublisher.withSettings(discord, Map.of("DISCORD_GATEWAY_URL", "ws://127.0.0.1:1"))) {
            publisher.publish(Deploys.of("v1", "Schneller"));
            await().atMost(LONG).until(() -> !discord.messages("updates").isEmpty());
            assertThat(discord.messages("updates").getFirst().embeds().toString())
                    .contains("Version v1 ist da");
        }
    }

    @Test
    void the_pinned_numbers_follow_the_servers_language() {
        discord.speak("de");
        try (RunningPublisher publisher = started(Map.of())) {
            publisher.counted(publisher.publish(new StatsUpdated(12345L, 14L, null, null)), 12345, 14);
            await().atMost(LONG).until(() -> numbers().contains("12.345"));

            discord.speak("en-US");
            await().atMost(LONG).until(() -> numbers().contains("12,345"));
        }
    }

    private String numbers() {
        return discord.messages("welcome-and-start-here").stream()
                .map(message -> message.embeds().toString())
                .collect(Collectors.joining());
    }

    @Test
    void what_is_set_counts_before_the_servers_own() {
        discord.speak("en-GB");
        try (RunningPublisher publisher = started(Map.of("LANGUAGE", "de"))) {
            assertThat(title("gateway-status")).isEqualTo("🟢 Dem Gateway geht es gut");
        }
    }

    @Test
    void an_update_that_failed_is_shown_as_failed() {
        discord.allowMessageContent(true);
        try (RunningPublisher publisher = started(Map.of())) {
            var jdbc = publisher.database.jdbc();
            for (String id : List.of("good", "bad", "waiting")) {
                jdbc.sql("""
                                INSERT INTO event (id, type, source, category, priority, description, occurred_at,
                                  received_at, recorded_at, details)
                                VALUES (:id, 'app-deployed', 'main-app', 'deployment', 'normal', :id, 1, 1, 1, '{}')""").param("id", id).update();
                if (!id.equals("waiting")) {
                    jdbc.sql("INSERT INTO delivery_plan (event_id, deliveries, planned_at) VALUES (:id, 0, 1)")
                            .param("id", id)
                            .update();
                }
            }
            jdbc.sql("""
                            INSERT INTO main_app_delivery (event_id, status, attempts, at)
                            VALUES ('bad', 'failed', 3, 1)""").update();
            assertThat(reply(discord.member().slash("recent-updates", Map.of()))
                            .embeds()
                            .path(0)
                            .path("description")
                            .asString(""))
                    .contains("✅ good", "❌ bad", "⏳ waiting");
        }
    }
}
