package dev.gatewaysync.cards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.language.Language;
import dev.gatewaysync.storage.history.Update;
import dev.gatewaysync.storage.statistics.Statistics;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ReplyCardsTest {
    private static final ReplyCards.App UNWATCHED = new ReplyCards.App("unknown", false, null, null, null);

    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({"35, 35 ms", "1000, 1.0 s", "59940, 59.9 s", "61000, 1 min 1 s"})
    void how_long_a_sync_took_is_told_in_a_fitting_unit(long millis, String told) {
        Statistics.LastRun run = new Statistics.LastRun(THEN, millis, "success");

        Message message =
                new ReplyCards("App").status(new ReplyCards.Status(Map.of(), UNWATCHED, 0, 0, Map.of("quick", run)));

        assertThat(message.body().toString()).contains("success, <t:1767225600:R>, took " + told + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "full  | success    | ✅ Full sync finished          | 3066993",
                "quick | partial    | 🟡 Quick sync finished in part | 15105570",
                "quick | suspicious | 🛑 Quick sync stopped          | 15158332",
                "full  | failed     | ❌ Full sync failed            | 15158332"
            })
    void a_sync_ends_in_one_of_four_ways(String kind, String outcome, String title, int colour) {
        JsonNode card = sync(kind, outcome, "*why*", List.of());

        assertThat(card.path("title").asString()).isEqualTo(title);
        assertThat(card.path("color").asInt()).isEqualTo(colour);
        assertThat(card.path("description").asString()).isEqualTo("\\*why\\*");
        assertThat(fields(card))
                .containsExactly(
                        "➕ Added: 1,001", "✏️ Updated: 2", "➖ Removed: 3", "📚 Resources: 4,000", "⏱️ Took: 999 ms");
    }

    @Test
    void of_many_problems_of_a_sync_five_are_told_and_how_many_more_there_are() {
        List<String> five = List.of("a", "b", "c", "d", "e*");
        assertThat(fields(sync("full", "partial", null, five))).contains("⚠️ Problems: • a\n• b\n• c\n• d\n• e\\*");

        List<String> seven = List.of("a", "b", "c", "d", "e", "f", "g");
        assertThat(fields(sync("full", "partial", null, seven)))
                .contains("⚠️ Problems: • a\n• b\n• c\n• d\n• e\nand 2 more");
    }

    @Test
    void a_gateway_is_well_while_no_message_has_failed_and_every_part_is_ok() {
        JsonNode well = status(0, Map.of("Discord", "ok"));
        assertThat(well.path("title").asString()).isEqualTo("🟢 The gateway is well");
        assertThat(well.path("color").asInt()).isEqualTo(Colour.GREEN.rgb());
        assertThat(fields(well))
                .containsExactly(
                        "Discord: ✅ ok", "🌐 Main app: not watched", "📨 Not yet sent: 1,200", "🧯 Failed messages: 0");

        assertThat(status(1, Map.of("Discord", "ok")).path("title").asString()).isEqualTo("🟠 The gateway has trouble");
        JsonNode broken = status(0, Map.of("Discord", "no *token*"));
        assertThat(broken.path("title").asString()).isEqualTo("🟠 The gateway has trouble");
        assertThat(broken.path("color").asInt()).isEqualTo(Colour.ORANGE.rgb());
        assertThat(fields(broken)).contains("Discord: ❌ no \\*token\\*");
    }

    @Test
    void the_last_sync_is_told_with_its_kind_and_an_outcome_that_nobody_knows_as_it_is() {
        Statistics.LastRun run = new Statistics.LastRun(THEN, 35, "interrupted");
        Message message =
                new ReplyCards("App").status(new ReplyCards.Status(Map.of(), UNWATCHED, 0, 0, Map.of("full", run)));

        assertThat(fields(message.body().at("/embeds/0")))
                .contains("🔄 Last full sync: interrupted, <t:1767225600:R>, took 35 ms");
    }

    @Test
    void updates_are_told_with_whether_they_have_been_shown() {
        List<Update> updates = List.of(bug("1", "One", true), bug("2", "Two", false), bug("3", "*Three*", true));

        JsonNode card =
                new ReplyCards("App").updates(updates, Set.of("3")).body().at("/embeds/0");

        assertThat(card.path("title").asString()).isEqualTo("🗞️ Latest updates");
        assertThat(card.path("description").asString())
                .isEqualTo("✅ Bug fixed: One · <t:1767225600:R>\n⏳ Bug fixed: Two · <t:1767225600:R>\n"
                        + "❌ Bug fixed: \\*Three\\* · <t:1767225600:R>");
    }

    @Test
    void where_nothing_has_happened_that_is_told_and_of_too_much_the_first() {
        assertThat(new ReplyCards("App")
                        .updates(List.of(), Set.of())
                        .body()
                        .at("/embeds/0/description")
                        .asString())
                .isEqualTo("Nothing has happened yet.");

        List<Update> many = Collections.nCopies(100, bug("1", "x".repeat(140), true));
        String told = new ReplyCards("App")
                .updates(many, Set.of())
                .body()
                .at("/embeds/0/description")
                .asString();
        assertThat(told.length()).isBetween(3_900, 4_096);
        assertThat(told).endsWith(":R>");
    }

    private static JsonNode sync(String kind, String outcome, @Nullable String reason, List<String> problems) {
        return new ReplyCards("App")
                .sync(new ReplyCards.SyncEnd(
                        kind, outcome, reason, 1_001, 2, 3, 4_000, Duration.ofMillis(999), problems))
                .body()
                .at("/embeds/0");
    }

    private static JsonNode status(long failed, Map<String, String> parts) {
        return new ReplyCards("App")
                .status(new ReplyCards.Status(parts, UNWATCHED, 1_200, failed, Map.of()))
                .body()
                .at("/embeds/0");
    }

    private static Update bug(String id, String title, boolean synced) {
        JsonNode data = EventJson.mapper().createObjectNode().put("title", title);
        return new Update(id, THEN, "bug-fixed", "-", data, "main-app", "general", "normal", synced, null);
    }

    private static List<String> fields(JsonNode card) {
        return card.path("fields")
                .valueStream()
                .map(field -> field.path("name").asString() + ": "
                        + field.path("value").asString())
                .toList();
    }

    @Test
    void what_cannot_be_read_or_is_of_the_communitys_own_is_told_as_the_history_has_it() {
        JsonNode data = EventJson.mapper().readTree("{}");
        for (JsonNode details : List.of(data, EventJson.mapper().readTree("[]"))) {
            Update unreadable = new Update(
                    "1", THEN, "bug-fixed", "as it is", details, "main-app", "general", "normal", true, null);
            assertThat(UpdateLine.of(unreadable, Language.GERMAN)).isEqualTo("as it is");
        }
        Update own = new Update("1", THEN, "match", "as it is", data, "main-app", "general", "normal", true, null);
        assertThat(UpdateLine.of(own, Language.GERMAN)).isEqualTo("as it is");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "stats-updated | {\"resourceCount\":1,\"totalUsers\":2000} | Statistics: 1 resource, 2,000 users",
                "sync-failed | {\"kind\":\"full\",\"reason\":\"no index\"} | Full sync failed: no index",
                "sync-failed | {\"kind\":\"quick\",\"reason\":\"no index\"} | Quick sync failed: no index",
                "app-status-changed | {\"status\":\"deploy-failed\",\"reason\":\"no disk\"} | Main app: deploy failed (no disk)",
                "app-status-changed | {\"status\":\"online\"} | Main app: online",
                "resource-suggested | {\"user\":\"Ann\",\"url\":\"https://a.example/\",\"suggestionId\":\"s\"} | Suggestion from Ann: https://a.example/",
                "resource-suggested | {\"user\":\"Ann\",\"url\":\"https://a.example/\",\"name\":\"A\",\"suggestionId\":\"s\"} | Suggestion from Ann: A",
            })
    void an_update_is_told_in_one_line(String type, String data, String told) {
        Update update = new Update(
                "1", THEN, type, "-", EventJson.mapper().readTree(data), "main-app", "general", "normal", true, null);

        assertThat(UpdateLine.of(update, Language.ENGLISH)).isEqualTo(told);
    }

    @Test
    void what_has_happened_is_told_in_each_language_whatever_it_was() {
        for (BuiltInType type : BuiltInType.values()) {
            EventEnvelope event = CardContractTest.sample(type);
            Update update = new Update(
                    "id",
                    Instant.EPOCH,
                    type.wireName(),
                    "as the history has it",
                    event.data(),
                    "main-app",
                    "general",
                    "normal",
                    true,
                    null);
            String english = UpdateLine.of(update, Language.ENGLISH);
            String german = UpdateLine.of(update, Language.GERMAN);
            assertThat(english).isNotEqualTo("as the history has it");
            if (type != BuiltInType.CUSTOM) {
                assertThat(german).as(type.wireName()).isNotEqualTo(english);
            }
        }
    }
}
