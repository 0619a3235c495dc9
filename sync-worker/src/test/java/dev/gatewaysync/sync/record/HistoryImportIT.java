package dev.gatewaysync.sync.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.storage.history.HistoryExport;
import dev.gatewaysync.storage.history.HistorySearch;
import dev.gatewaysync.storage.history.UpdateFilter;
import dev.gatewaysync.storage.history.UpdateHistory;
import dev.gatewaysync.storage.word.SearchableUpdates;
import dev.gatewaysync.sync.TestWorker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

class HistoryImportIT {
    private TestWorker worker;
    private HistoryImport history;

    @BeforeEach
    void start() {
        worker = new TestWorker();
        history = history();
    }

    @AfterEach
    void stop() {
        worker.close();
    }

    @Test
    void an_export_imported_elsewhere_is_exported_again_byte_for_byte() throws Exception {
        ArrayNode updates = EventJson.mapper().createArrayNode();
        for (int i = 0; i < 450; i++) {
            updates.add(EventJson.mapper().readTree("""
                    {"id":"u%d","timestamp":"2025-01-%02dT10:00:00Z","type":"bug-fixed","description":"Bug %d",
                     "details":{"title":"ü %d","deep":{"a":[1,2.50,null]}},"source":"main-app","category":"features",
                     "priority":"low","synced":true,"syncedAt":"2025-02-01T00:00:00.123Z"}""".formatted(i, 1 + i % 28, i, i)));
        }
        history.take(updates);
        String first = export();
        worker.close();
        worker = new TestWorker();
        history = history();

        HistoryImport.Result result =
                history.take(EventJson.mapper().readTree(first).path("updates"));

        assertThat(result.imported()).isEqualTo(450);
        assertThat(result.refused()).isEmpty();
        assertThat(export()).isEqualTo(first);
        JsonNode seed = EventJson.mapper().readTree(first);
        assertThat(seed.propertyNames())
                .containsExactly("version", "created", "lastUpdated", "updates", "totalUpdates", "statistics");
        assertThat(seed.path("totalUpdates").asLong()).isEqualTo(450);
    }

    @Test
    void an_update_that_went_to_the_archive_is_not_taken_again() {
        worker.jdbc.update("INSERT INTO archived_event (id, file) VALUES ('old', 'a.ndjson.gz')");

        HistoryImport.Result result = history.take(EventJson.mapper().readTree("""
                [{"id":"new","timestamp":"2025-01-02T00:00:00Z","type":"bug-fixed"},
                 {"id":"old","timestamp":"2025-01-01T00:00:00Z","type":"bug-fixed"}]"""));

        assertThat(result.imported()).isEqualTo(1);
        assertThat(result.skipped()).isEqualTo(1);
        assertThat(worker.statistics.now().updates().total()).isEqualTo(1);
    }

    @Test
    void ids_that_are_there_are_skipped_and_bad_updates_stop_no_good_ones() {
        JsonNode updates = EventJson.mapper().readTree("""
                [{"id":"a","timestamp":"2025-01-02T00:00:00Z","type":"user-feedback","description":"x"},
                 {"id":"a","timestamp":"2025-01-02T00:00:00Z","type":"user-feedback","description":"again"},
                 {"timestamp":1735689600000,"type":"bot-restarted"},
                 {"id":"b","type":"bug-fixed"},
                 {"id":"c","timestamp":"yesterday","type":"bug-fixed"},
                 {"id":"d","timestamp":"2025-01-02T00:00:00Z"},
                 "text"]""");

        HistoryImport.Result result = history.take(updates);

        assertThat(result.imported()).isEqualTo(2);
        assertThat(result.skipped()).isEqualTo(1);
        assertThat(result.refused())
                .extracting(HistoryImport.Refused::problem)
                .containsExactly(
                        "updates[3] has no timestamp",
                        "updates[4] has a timestamp that is no ISO-8601 time",
                        "updates[5] has no type",
                        "updates[6] is no object");
        assertThat(history.take(updates).imported()).isZero();
        assertThat(worker.statistics.now().updates().total()).isEqualTo(2);
        assertThat(worker.published()).isEmpty();
        assertThat(new UpdateHistory(worker.database.jdbc()).recent(10, new UpdateFilter(null, null, null, null)))
                .allSatisfy(update -> assertThat(update.synced()).isTrue())
                .extracting(update -> update.category())
                .containsExactly("discord", "general");
        HistorySearch search = new HistorySearch(worker.database);
        assertThat(search.isComplete()).isTrue();
        assertThat(search.newest(new HistorySearch.Question("main-app", UpdateFilter.ALL), 10, 0))
                .hasSize(2);
    }

    private HistoryImport history() {
        return new HistoryImport(
                worker.transactions,
                new EventTable(worker.jdbc, new SearchableUpdates(worker.database)),
                worker.jdbc,
                worker.clock);
    }

    private String export() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new HistoryExport(new UpdateHistory(worker.database.jdbc()), worker.statistics, worker.clock).write(out, true);
        return out.toString(StandardCharsets.UTF_8);
    }
}
