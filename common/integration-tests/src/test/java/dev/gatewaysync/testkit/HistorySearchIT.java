package dev.gatewaysync.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatewaysync.storage.Database;
import dev.gatewaysync.storage.history.HistorySearch;
import dev.gatewaysync.storage.history.HistorySearch.Question;
import dev.gatewaysync.storage.history.UpdateFilter;
import dev.gatewaysync.storage.history.UpdateFilter.SyncedStatus;
import dev.gatewaysync.storage.history.UpdateHistory.Placed;
import dev.gatewaysync.storage.history.UpdateHistory.Position;
import dev.gatewaysync.storage.word.SearchableUpdates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistorySearchIT {
    private static final Instant NOON = Instant.parse("2025-09-06T12:00:00Z");
    private static final List<String> NASTY = List.of(
            "\"",
            "'",
            "''",
            "\"\"\"a",
            "*",
            "a*",
            "*a",
            "^a",
            "a AND",
            "NOT a",
            "OR",
            "NEAR(a b)",
            "(a",
            "a)",
            "{a}: b",
            "words: a",
            "event_words",
            "-a",
            "+a",
            "a:b",
            "a:*",
            ":*",
            "a & b",
            "a | b",
            "!a",
            "a <-> b",
            "\\",
            "\\'",
            "'; DROP TABLE event; --",
            "%",
            "_",
            "!",
            "!%_",
            "\0",
            "a\0b",
            "\uD800",
            "a\uDFFFb",
            "🎉",
            "a🎉b",
            "\u202E",
            "ǂtcustom",
            "ﷺ",
            "İ",
            "ß",
            "\t\n\r");

    private static final String ID = "0199a5c4-7c1e-7abc-8def-0123456789ab";

    private final Infra infra = Infra.start().wiped();
    private final Database database = Database.open(infra.databaseUrl());
    private final HistorySearch search = new HistorySearch(database);
    private final SearchableUpdates searchable = new SearchableUpdates(database);

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            jumps                    | jump
            JUMP                     | jump
            bug jumps                | jump
            jumps bug                | jump
            "bug fixed"              | umlaut,jump
            "fixed bug"              |
            "jumps no"               |
            arger                    | umlaut
            ÄRGER                    | umlaut
            A\u0308rger              | umlaut
            strasse                  | umlaut
            Straße                   | umlaut
            itch.io                  | shop
            "itch.io"                | shop
            io                       | shop
            1.2                      | deploy
            v1.2.3                   | deploy
            "1 2 3"                  | deploy
            bug-fixed                | umlaut,jump
            main-app bug             | umlaut,jump
            0199a5c4-7c1e            | 0199a5c4-7c1e-7abc-8def-0123456789ab
            0199A5C4-7C1E-7abc-8def-0123456789ab | 0199a5c4-7c1e-7abc-8def-0123456789ab
            東京                      | shop
            京                       | shop
            42                       | shop
            beside                   | shop
            """)
    void words_are_found(String text, @Nullable String ids) {
        event("jump", "bug-fixed", "Bug fixed: it jumps", "{\"title\":\"it jumps\"}", null, 1);
        event("umlaut", "bug-fixed", "Bug fixed: Ärger in der Straße", "{}", null, 2);
        event("deploy", "app-deployed", "Live: v1.2.3", "{\"version\":\"v1.2.3\"}", null, 3);
        event(
                "shop",
                "custom",
                "New",
                "{\"url\":\"https://itch.io/games\",\"fields\":[{\"name\":\"東京タワー\",\"value\":42}]}",
                "{\"more\":\"beside it\"}",
                4);
        event(ID, "custom", "With a long id", "{}", null, 5);
        index();

        assertThat(ids(text)).containsExactlyElementsOf(ids == null ? List.of() : List.of(ids.split(",")));
    }

    @Test
    void names_of_fields_are_no_words_but_what_no_update_has_as_a_word_is_looked_for_as_a_part() {
        event("a", "custom", "An undertaking", "{\"buyer\":\"Ann\"}", null, 1);
        event("b", "custom", "Taken", "{}", null, 2);
        index();

        assertThat(search.isPartOfText(new Question("taki", UpdateFilter.ALL))).isTrue();
        assertThat(ids("taki")).containsExactly("a");
        assertThat(ids("\"buyer\":")).containsExactly("a");
        assertThat(search.isPartOfText(new Question("tak", UpdateFilter.ALL))).isFalse();
        assertThat(ids("tak")).containsExactly("b");
        assertThat(ids("nothing like that")).isEmpty();
    }

    @Test
    void what_an_earlier_version_recorded_is_taken_in_the_newest_first() {
        IntStream.range(0, 250).forEach(i -> event("e" + i, "custom", "Zebra " + i, "{}", null, i));
        assertThat(search.isComplete()).isFalse();
        assertThat(ids("zebra")).hasSize(250);

        assertThat(searchable.addMissing()).isEqualTo(100);
        assertThat(ids("zebra")).hasSize(100).startsWith("e249").endsWith("e150");
        index();
        assertThat(search.isComplete()).isTrue();
        assertThat(ids("zebra")).hasSize(250).startsWith("e249").endsWith("e0");
    }

    @Test
    void what_leaves_the_history_is_found_no_more() {
        event("a", "custom", "Zebra", "{}", null, 1);
        event("b", "custom", "Zebra", "{}", null, -5);
        event("c", "custom", "Zebra", "{}", null, 3);
        index();
        database.jdbc().sql("DELETE FROM event WHERE id IN ('a', 'b')").update();

        assertThat(ids("zebra")).containsExactly("c");
        assertThat(count("event_words")).isEqualTo(1);
        database.jdbc().sql("DELETE FROM event").update();
        assertThat(count("event_words")).isZero();
    }

    @Test
    void pages_go_on_in_both_directions_in_the_order_of_the_lists_and_filters_narrow() {
        List<Integer> places =
                new ArrayList<>(IntStream.range(0, 400).mapToObj(i -> i / 3).toList());
        Collections.shuffle(places, new Random(5));
        for (int i = 0; i < places.size(); i++) {
            event(
                    "e" + i,
                    i % 2 == 0 ? "custom" : "bug-fixed",
                    i % 5 == 0 ? "Zebra" : "Lion",
                    "{}",
                    null,
                    places.get(i));
        }
        index();
        List<Question> questions = List.of(
                new Question(null, UpdateFilter.ALL),
                new Question("zebra", UpdateFilter.ALL),
                new Question("ebr", UpdateFilter.ALL),
                new Question("lion", new UpdateFilter("custom", "main-app", null, null)),
                new Question("lion", new UpdateFilter(null, null, NOON.plusSeconds(60), null)),
                new Question("lion", new UpdateFilter("bug-fixed", null, null, SyncedStatus.PENDING)));
        for (Question question : questions) {
            List<String> all = names(search.newest(question, 400, 0));
            assertThat(all).hasSizeGreaterThan(50).doesNotHaveDuplicates();
            assertThat(names(search.newest(question, 7, 11))).isEqualTo(all.subList(11, 18));
            List<String> older = new ArrayList<>();
            for (List<Placed> page = search.older(question, null, 7);
                    !page.isEmpty();
                    page = search.older(question, page.getLast().position(), 7)) {
                older.addAll(names(page));
            }
            assertThat(older).isEqualTo(all);
            Position last = search.newest(question, 1, all.size() - 1).getLast().position();
            List<String> newer = new ArrayList<>(List.of(all.getLast()));
            for (List<Placed> page = search.newer(question, last, 7);
                    !page.isEmpty();
                    page = search.newer(question, page.getFirst().position(), 7)) {
                newer.addAll(0, names(page));
            }
            assertThat(newer).isEqualTo(all);
        }
    }

    @Test
    void a_frequent_word_whose_last_update_is_long_ago_is_found() {
        event("old", "custom", "Zebra", "{}", null, 0);
        database.jdbc().sql("""
                        INSERT INTO event (id, type, source, category, priority, description, occurred_at, received_at,
                          recorded_at, details)
                        WITH RECURSIVE number(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM number WHERE i < 6000)
                        SELECT 'e' || i, 'custom', 'main-app', 'general', 'normal', 'Lion', :at + i, :at + i, :at + i, '{}'
                        FROM number""").param("at", NOON.toEpochMilli()).update();
        index();

        assertThat(ids("zebra")).containsExactly("old");
        UpdateFilter failed = new UpdateFilter(null, null, null, SyncedStatus.FAILED);
        assertThat(names(search.newest(new Question("lion", failed), 9, 0))).isEmpty();
        database.jdbc().sql("""
                        INSERT INTO delivery (event_id, target, status, body, planned_at, at)
                        SELECT id, 'announcements', 'failed', '{}', 1, 1 FROM event WHERE id IN ('e7', 'e9', 'old')""").update();
        assertThat(names(search.newest(new Question("\"main app\" lio", failed), 9, 0)))
                .containsExactly("e9", "e7");
        assertThat(names(search.newest(new Question("lion", UpdateFilter.ALL), 2, 5_999)))
                .containsExactly("e1");
    }

    @Test
    void the_sign_at_the_foot_of_a_card_finds_what_it_shows() {
        event("shown", "custom", "One", "{}", null, 1);
        event("names-it", "custom", "See #1DFAYD6", "{}", null, 2);
        database.jdbc().sql("""
                        INSERT INTO delivery (event_id, target, status, body, planned_at, at, card_ref)
                        VALUES ('shown', 'announcements', 'sent', '{}', 1, 1, '5af579a6')""").update();
        index();
        assertThat(ids("#1DFAYD6")).containsExactly("names-it", "shown");
        assertThat(ids("#1DFAYD7")).isEmpty();
    }

    @Test
    void nothing_that_is_typed_is_an_error() {
        event("a", "custom", "a", "{}", null, 1);
        index();
        for (String text : NASTY) {
            for (String typed : List.of(text, text.repeat(3), "x " + text, text + " \"y", text.repeat(2_000))) {
                assertThatCode(() -> ids(typed)).as(typed).doesNotThrowAnyException();
            }
        }
        assertThat(count("event")).isEqualTo(1);
    }

    @Test
    void any_text_is_stored_and_any_is_asked() {
        Random random = new Random(19);
        for (int i = 0; i < 200; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(40, 1, i % 2 == 0 ? 0x250 : 0x2_0000)
                    .filter(c -> !(c >= 0xD800 && c < 0xE000))
                    .forEach(text::appendCodePoint);
            event("e" + i, "custom", text.toString(), "{}", null, i);
        }
        index();
        for (String description : database.jdbc()
                .sql("SELECT description FROM event")
                .query(String.class)
                .list()) {
            assertThat(search.newest(new Question(description, UpdateFilter.ALL), 300, 0))
                    .as(description)
                    .extracting(found -> found.update().description())
                    .contains(description);
        }
    }

    @Test
    void a_place_in_the_list_beyond_all_numbers_is_behind_the_last() {
        event("a", "custom", "It jumps", "{}", null, 0);
        index();
        for (int offset : List.of(1, Integer.MAX_VALUE - 1, Integer.MAX_VALUE)) {
            assertThat(search.newest(new Question("jumps", UpdateFilter.ALL), 10, offset))
                    .isEmpty();
            assertThat(search.newest(new Question("jumps", new UpdateFilter("custom", null, null, null)), 10, offset))
                    .isEmpty();
        }
    }

    @Test
    void one_that_cannot_be_taken_in_keeps_no_older_one_back() {
        assumeTrue(infra.databaseUrl().startsWith("jdbc:sqlite"), "the trigger is SQLite's");
        event("old", "custom", "It jumps", "{}", null, 0);
        event("bad", "custom", "It jumps badly", "{}", null, 1);
        event("new", "custom", "It jumps anew", "{}", null, 2);
        database.jdbc()
                .sql("CREATE TRIGGER bad BEFORE UPDATE OF has_words ON event WHEN new.id = 'bad' AND new.has_words = 1"
                        + " BEGIN SELECT RAISE(ABORT, 'no'); END")
                .update();
        index();
        assertThat(ids("jumps")).containsExactly("new", "old");
        assertThat(search.isComplete()).isTrue();
    }

    @Test
    void a_database_with_few_characters_takes_every_update_that_it_can_store() {
        assumeTrue(infra.databaseUrl().startsWith("postgres"), "SQLite has one encoding");
        database.jdbc().sql("DROP DATABASE IF EXISTS latin").update();
        database.jdbc()
                .sql("CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")
                .update();
        try (Database latin = Database.open(infra.databaseUrl().replaceAll("/[^/]*$", "/latin"))) {
            insert(latin, "a", "bug-fixed", "Bug fixed: Größe in µm", "{}", null, 0);
            SearchableUpdates words = new SearchableUpdates(latin);
            assertThat(words.addMissing()).isEqualTo(1);
            assertThat(words.addMissing()).isZero();
            HistorySearch found = new HistorySearch(latin);
            for (String typed : List.of("größe", "GRO", "µm", "μ", "bug fixed")) {
                assertThat(names(found.newest(new Question(typed, UpdateFilter.ALL), 5, 0)))
                        .as(typed)
                        .containsExactly("a");
            }
            UpdateFilter bugs = new UpdateFilter("bug-fixed", null, null, null);
            assertThat(names(found.newest(new Question("größe", bugs), 5, 0))).containsExactly("a");
            assertThat(found.newest(new Question("nothing µ", bugs), 5, 0)).isEmpty();
        }
        database.jdbc().sql("DROP DATABASE latin").update();
    }

    private void index() {
        while (searchable.addMissing() > 0) {
            assertThat(count("event")).isPositive();
        }
    }

    private long count(String table) {
        return database.jdbc()
                .sql("SELECT count(*) FROM " + table)
                .query(Long.class)
                .single();
    }

    private List<String> ids(String text) {
        return names(search.newest(new Question(text, UpdateFilter.ALL), 400, 0));
    }

    private static List<String> names(List<Placed> found) {
        return found.stream().map(placed -> placed.update().id()).toList();
    }

    private void event(String id, String type, String description, String details, @Nullable String extra, int second) {
        insert(database, id, type, description, details, extra, second);
    }

    private static void insert(
            Database database,
            String id,
            String type,
            String description,
            String details,
            @Nullable String extra,
            int second) {
        database.jdbc()
                .sql("""
                        INSERT INTO event (id, type, source, category, priority, description, occurred_at, received_at,
                          recorded_at, details, extra)
                        VALUES (:id, :type, 'main-app', 'general', 'normal', :description, :at, :at, :at, :details, :extra)""")
                .param("id", id)
                .param("type", type)
                .param("description", description)
                .param("details", details)
                .param("extra", extra, java.sql.Types.VARCHAR)
                .param("at", NOON.plusSeconds(second).toEpochMilli())
                .update();
    }
}
