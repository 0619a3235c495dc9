package dev.gatewaysync.sync.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.sync.TestMainApp;
import dev.gatewaysync.sync.TestWorker;
import dev.gatewaysync.sync.catalog.fetch.DocumentFetch;
import dev.gatewaysync.sync.catalog.read.CatalogReader;
import dev.gatewaysync.sync.catalog.store.CatalogStore;
import dev.gatewaysync.sync.statistics.StatisticsFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and their tools do to a catalogue without meaning to. */
class CatalogSlipsIT {
    private static final String INDEX = "/data/categories.json";
    private static final String FRUIT = "/data/fruit.json";
    private static final String TWO = """
            {"sections": [{"title": "Citrus", "tools": [
              {"name": "Lemon", "url": "https://lemon.example/"}, {"name": "Lime", "url": "https://lime.example/a"}]}]}""";

    private TestWorker worker;
    private TestMainApp app;
    private CatalogSync sync;

    @BeforeEach
    void start() {
        worker = new TestWorker();
        app = new TestMainApp();
        StringBuilder tools = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            tools.append(i == 0 ? "" : ",")
                    .append("{\"name\": \"T" + i + "\", \"url\": \"https://t.example/" + i + "\"}");
        }
        app.with(
                        INDEX,
                        "{\"categories\": [{\"id\": \"fruit\", \"name\": \"Fruit\"}, {\"id\": \"tools\", \"name\": \"Tools\"}]}")
                .with(FRUIT, TWO)
                .with("/data/tools.json", "{\"sections\": [{\"items\": [" + tools + "]}]}");
        sync = sync();
    }

    @AfterEach
    void stop() {
        app.close();
        worker.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sections\": [{\"title\": \"Citrus\", \"tools\": []}]}",
                "{\"sections\": [{\"title\": \"Citrus\"}]}",
                "{\"sections\": [{\"title\": \"Citrus\", \"tools\": null}]}",
                "{\"sections\": [{\"title\": \"Citrus\", \"tools\": {}}]}",
                "{\"sections\": [{\"title\": \"Citrus\", \"tags\": [\"sour\"], \"tools\": []}]}",
                "{\"sections\": [{\"title\": \"Citrus\", \"groups\": [{\"title\": \"Yellow\", \"items\": []}]}]}",
                "{\"sections\": [{\"tools\": []}, {\"platforms\": []}]}",
                "{\"sections\": {\"citrus\": {\"tools\": []}}}",
                "{\"sections\": [{}]}",
                "{\"sections\": [[]]}",
                "{\"sections\": [null]}",
                "{\"category\": \"Fruit\", \"resources\": []}",
                "{\"tools\": []}",
                "{\"groups\": [{\"title\": \"Citrus\", \"items\": []}]}",
            })
    void a_category_whose_lists_are_empty_has_no_resources(String json) {
        sync.run(SyncKind.FULL, "test", false);
        app.with(FRUIT, json);

        SyncResult result = sync.run(SyncKind.QUICK, "test", false);

        assertThat(result.outcome()).isEqualTo(SyncOutcome.SUCCESS);
        assertThat(result.removed()).isEqualTo(2);
        assertThat(worker.count("catalog_resource WHERE category_id = 'fruit'")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lime.example/a",
                "htps://lime.example/a",
                "https:/lime.example/a",
                "https//lime.example/a",
                "https;//lime.example/a",
                "//lime.example/a",
                "https://lime example/a",
                "https://",
                "",
                "#",
                "TODO",
                "https ://lime.example/a",
            })
    void a_mistyped_address_is_a_problem_and_removes_nothing(String address) {
        sync.run(SyncKind.FULL, "test", false);
        worker.published();
        app.with(FRUIT, TWO.replace("https://lime.example/a", address));

        SyncResult result = sync.run(SyncKind.QUICK, "test", false);

        assertThat(List.of(result.added(), result.updated(), result.removed())).containsExactly(0L, 0L, 0L);
        assertThat(result.outcome()).isEqualTo(SyncOutcome.PARTIAL);
        assertThat(result.problems()).singleElement().asString().startsWith("fruit: “Lime” has ");
        assertThat(worker.published()).extracting(EventEnvelope::type).containsExactly(BuiltInType.SYNC_COMPLETED);
        assertThat(sync.run(SyncKind.QUICK, "test", false).problems())
                .as("unchanged, it is still a problem")
                .isEqualTo(result.problems());
        assertThat(sync.run(SyncKind.FULL, "test", false).problems()).isEqualTo(result.problems());
        assertThat(worker.published()).as("told once").isEmpty();

        app.with(FRUIT, TWO.replace("https://lime.example/a", "https://lime.example/b"));
        SyncResult mended = sync.run(SyncKind.QUICK, "test", false);
        assertThat(mended.outcome()).isEqualTo(SyncOutcome.SUCCESS);
        assertThat(worker.count("catalog_resource WHERE category_id = 'fruit'")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`\"name\": \"Lime\", `",
                "`\"name\": \"\", `",
                "`\"name\": null, `",
                "`\"name\": {}, `",
            })
    void an_entry_without_a_name_is_a_problem_and_removes_nothing(String instead) {
        sync.run(SyncKind.FULL, "test", false);
        app.with(FRUIT, TWO.replace("\"name\": \"Lime\", ", instead.contains("Lime") ? "" : instead));

        SyncResult result = sync.run(SyncKind.QUICK, "test", false);

        assertThat(result.removed()).isZero();
        assertThat(result.problems()).containsExactly("fruit: the entry of https://lime.example/a has no name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"url\": \"b.example\"", "\"link\": \"https://b.example\"", "\"url\": 7"})
    void an_index_that_holds_the_resources_removes_none_for_a_slip_either(String slip) {
        String index = "[{\"name\": \"A\", \"url\": \"https://a.example\", \"category\": \"Fruit\"},"
                + "{\"name\": \"B\", \"url\": \"https://b.example\", \"category\": \"Fruit\"},"
                + "{\"name\": \"C\", \"url\": \"https://c.example\", \"category\": \"Fruit\"},"
                + "{\"name\": \"D\", \"url\": \"https://d.example\", \"category\": \"Fruit\"}]";
        app.with(INDEX, index);
        sync.run(SyncKind.FULL, "test", false);
        app.with(
                INDEX,
                index.replace("\"url\": \"https://b.example\"", slip)
                        .replace(
                                "\"https://d.example\", \"category\": \"Fruit\"",
                                "\"https://d.example\", \"category\": \"\""));

        SyncResult result = sync.run(SyncKind.QUICK, "test", false);

        assertThat(List.of(result.added(), result.updated(), result.removed())).containsExactly(0L, 0L, 0L);
        assertThat(result.problems())
                .singleElement()
                .asString()
                .startsWith("2 resources")
                .contains("“B”", "“D”");
        assertThat(sync.run(SyncKind.QUICK, "test", false).problems()).isEqualTo(result.problems());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://lime.example/a",
                "https://www.lime.example/a",
                "https://LIME.example/a/",
                "https://lime.example/a?utm_source=newsletter&utm_medium=mail",
                "https://lime.example/a?fbclid=IwAR1",
                "https://lime.example/a?gclid=Cj0K#top",
                "http://WWW.lime.example:80/a?",
                "https://lime.example./a",
                "https://lime.example/%61",
            })
    void another_spelling_of_the_address_is_an_update(String address) {
        sync.run(SyncKind.FULL, "test", false);
        worker.published();
        app.with(FRUIT, TWO.replace("https://lime.example/a", address));

        SyncResult result = sync.run(SyncKind.QUICK, "test", false);

        assertThat(List.of(result.added(), result.updated(), result.removed())).containsExactly(0L, 1L, 0L);
        List<EventEnvelope> events = worker.published();
        assertThat(events)
                .extracting(EventEnvelope::type)
                .containsExactly(BuiltInType.RESOURCE_UPDATED, BuiltInType.SYNC_COMPLETED);
        assertThat(events.get(0).data().path("changes").path("url").path("to").stringValue())
                .isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({
        "'', false",
        "identity, false",
        "Identity, false",
        "utf-8, false",
        "UTF8, false",
        "iso-8859-1, false",
        "none, false",
        "8bit, false",
        "aws-chunked, false",
        "'gzip, identity', true",
        "'identity, GZIP', true",
        "'gzip, aws-chunked', true",
        "'', true",
        "gzip, false",
    })
    void encodings_that_say_nothing_or_the_wrong_thing_are_taken(String encoding, boolean packed) throws IOException {
        byte[] body = packed ? TestMainApp.gzip(bytes(TWO)) : bytes(TWO);
        app.answer(FRUIT, exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", encoding);
            TestMainApp.send(exchange, 200, body);
        });

        SyncResult result = sync.run(SyncKind.FULL, "test", false);

        assertThat(result.problems()).isEmpty();
        assertThat(worker.count("catalog_resource WHERE category_id = 'fruit'")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "zstd", "gzip, br"})
    void only_what_was_offered_is_unpacked(String encoding) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(packed)) {
            deflate.write(bytes(TWO));
        }
        app.answer(FRUIT, exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", encoding);
            TestMainApp.send(exchange, 200, packed.toByteArray());
        });

        assertThat(sync.run(SyncKind.FULL, "test", false).problems())
                .containsExactly("fruit: has an encoding that was not asked for: " + encoding);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`\"name\": 2048`, 2048",
                "`\"name\": 19.5`, 19.5",
                "`\"name\": true`, true",
                "`\"name\": -1`, -1",
                "`\"name\": 12345678901234567890`, 12345678901234567890",
                "`\"name\": \" 1984 \"`, 1984",
                "`\"name\": 0`, 0",
                "`\"name\": 1e3`, 1000",
            })
    void a_name_that_became_a_number_is_read_as_what_it_says(String name, String read) {
        app.with(FRUIT, TWO.replace("\"name\": \"Lime\"", name));

        assertThat(sync.run(SyncKind.FULL, "test", false).problems()).isEmpty();

        assertThat(worker.jdbc.queryForList(
                        "SELECT name FROM catalog_resource WHERE url = 'https://lime.example/a'", String.class))
                .containsExactly(read);
    }

    @Test
    void ids_counts_and_tags_are_read_as_what_they_say() {
        app.with(INDEX, """
                        {"categories": [{"id": 7, "name": "Seven", "count": "2", "icon": "fa-solid fa-robot"},
                          {"id": "eight", "name": 8, "count": 1.0, "icon": "🍋", "emoji": ""}],
                         "metadata": {"totalPlatforms": "3", "totalCategories": "2"}}""")
                .with("/data/7.json", TWO.replace("\"name\": \"Lime\"", "\"tags\": [1, \"two\"], \"name\": \"Lime\""))
                .with("/data/eight.json", TWO.replace("\"name\": \"Lime\"", "\"tags\": \"one\", \"name\": \"Lime\""));

        assertThat(sync.run(SyncKind.FULL, "test", false).outcome()).isEqualTo(SyncOutcome.SUCCESS);

        assertThat(worker.jdbc.queryForList(
                        "SELECT id || ' ' || name || ' ' || claimed_count || ' ' || coalesce(emoji, '-')"
                                + " FROM catalog_category ORDER BY id",
                        String.class))
                .containsExactly("7 Seven 2 -", "eight 8 1 🍋");
        assertThat(worker.statistics.now().reported().resourceCount()).isEqualTo(3);
        assertThat(worker.jdbc.queryForList(
                        "SELECT tags FROM catalog_resource WHERE tags IS NOT NULL ORDER BY category_id", String.class))
                .containsExactly("[\"1\",\"two\"]", "[\"one\"]");
    }

    @Test
    void what_an_older_program_stored_is_carried_over() {
        sync.run(SyncKind.FULL, "test", false);
        worker.published();
        worker.jdbc.update("DELETE FROM catalog_state WHERE name = 'reader'");
        worker.jdbc.update("UPDATE catalog_resource SET url_key = 'https://lime.example/a'"
                + " WHERE url = 'https://lime.example/a'");
        worker.jdbc.update("INSERT INTO catalog_resource (category_id, url_key, name, url, added_at, updated_at)"
                + " VALUES ('fruit', 'http://lime.example/a', 'Lime', 'http://lime.example/a', 1, 1)");
        worker.jdbc.update("INSERT INTO announced_resource (url_key, category, event_id)"
                + " VALUES ('http://www.fig.example', 'fruit', 'e')");
        app.with(FRUIT, TWO.replace("]}]}", ", {\"name\": \"Fig\", \"url\": \"https://fig.example/\"}]}]}"));

        SyncResult result = sync.run(SyncKind.QUICK, "test", false);

        assertThat(List.of(result.added(), result.removed())).containsExactly(1L, 0L);
        assertThat(worker.published())
                .as("announced by the app itself, under an old key")
                .extracting(EventEnvelope::type)
                .doesNotContain(BuiltInType.RESOURCE_ADDED, BuiltInType.RESOURCE_REMOVED);
        assertThat(worker.count("catalog_resource WHERE category_id = 'fruit'")).isEqualTo(3);
        assertThat(worker.count("catalog_resource WHERE url_key LIKE 'http%'")).isZero();
    }

    @Test
    void an_unchanged_document_is_read_again_by_a_program_that_reads_it_otherwise() {
        app.with(FRUIT, TWO.replace("\"Lime\"", "2048"));
        sync.run(SyncKind.FULL, "test", false);
        worker.jdbc.update("DELETE FROM catalog_resource WHERE name = '2048'");
        worker.jdbc.update("UPDATE catalog_document SET resources = 1 WHERE url LIKE '%fruit.json'");
        worker.jdbc.update("DELETE FROM catalog_state WHERE name = 'reader'");

        assertThat(sync.run(SyncKind.QUICK, "test", false).added()).isEqualTo(1);
        assertThat(sync.run(SyncKind.QUICK, "test", false).notModified()).isEqualTo(3);
    }

    /** PostgreSQL takes 2,704 bytes into an index, and no NUL anywhere. */
    @Test
    void the_longest_and_oddest_values_are_stored() {
        String random = random(40_000);
        app.with(
                        INDEX,
                        "{\"categories\": [{\"id\": \"" + random.substring(0, 200) + "\", \"name\": \"" + random
                                + "\", \"description\": \"" + random + "\"}, {\"id\": \"" + random.substring(0, 201)
                                + "\", \"name\": \"too long\"}, {\"id\": \"fruit\", \"name\": \"A\\u0000B\\ud800\"}]}")
                .with(
                        FRUIT,
                        TWO.replace("lime.example/a", "lime.example/" + random.substring(0, 2_000))
                                .replace("\"Lime\"", "\"L\\u0000\\udfffi\""))
                .with("/data/" + random.substring(0, 200) + ".json", TWO.replace("\"Lime\"", "\"" + random + "\""));

        SyncResult result = sync.run(SyncKind.FULL, "test", false);

        assertThat(result.reason()).isNull();
        assertThat(result.problems()).singleElement().asString().contains("longer than 200 characters");
        assertThat(worker.count("catalog_resource")).isEqualTo(4);
        assertThat(worker.count("catalog_resource WHERE name = 'L\ufffd\ufffdi'"))
                .isEqualTo(1);
        assertThat(sync.run(SyncKind.FULL, "test", false).resources()).isEqualTo(4);
    }

    private static String random(int length) {
        java.util.Random random = new java.util.Random(3);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    private CatalogSync sync() {
        CatalogStore store = new CatalogStore(worker.jdbc);
        SyncRuns runs = new SyncRuns(worker.jdbc);
        return new CatalogSync(
                new CatalogReader(
                        new DocumentFetch(Optional.empty(), Duration.ofSeconds(60), 500_000),
                        app.url().resolve(INDEX)),
                store,
                new CatalogUpdate(
                        store,
                        StatisticsFixture.keeper(worker, worker.outbox),
                        new AnnouncedResources(worker.jdbc),
                        worker.outbox,
                        app.url()),
                runs,
                worker.transactions,
                worker.outbox,
                new SyncMetrics(new SimpleMeterRegistry(), runs, worker.statistics),
                worker.clock);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
