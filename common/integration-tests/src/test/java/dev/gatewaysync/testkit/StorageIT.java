package dev.gatewaysync.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.gatewaysync.storage.Database;
import dev.gatewaysync.storage.DatabaseDialect;
import dev.gatewaysync.storage.ListOrder;
import dev.gatewaysync.storage.catalog.ResourceIdentity;
import dev.gatewaysync.storage.history.Update;
import dev.gatewaysync.storage.history.UpdateFilter;
import dev.gatewaysync.storage.history.UpdateFilter.SyncedStatus;
import dev.gatewaysync.storage.history.UpdateHistory;
import dev.gatewaysync.storage.history.UpdateTimeline;
import dev.gatewaysync.storage.statistics.Statistics;
import dev.gatewaysync.storage.statistics.StatisticsQueries;
import dev.gatewaysync.storage.uptime.MaintenanceQueries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StorageIT {
    private static final Instant NOON = Instant.parse("2025-09-06T12:00:00Z");

    private final Database database = Database.open(Infra.start().wiped().databaseUrl());
    private final UpdateHistory history = new UpdateHistory(database.jdbc());
    private final SettableClock clock = new SettableClock(NOON.plus(Duration.ofHours(1)));
    private final StatisticsQueries statistics = new StatisticsQueries(database.jdbc(), clock);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void the_newest_come_first_and_the_later_recorded_first_among_equals() {
        event("a", "bug-fixed", NOON);
        event("b", "bug-fixed", NOON.plusSeconds(5));
        event("c", "bug-fixed", NOON);
        assertThat(ids(10, UpdateFilter.ALL)).containsExactly("b", "c", "a");
        assertThat(ids(2, UpdateFilter.ALL)).containsExactly("b", "c");
    }

    @Test
    void what_an_earlier_version_wrote_is_in_the_order_of_acceptance() {
        row("accepted first", NOON.plusSeconds(99), NOON, NOON);
        row("accepted last", NOON.minusSeconds(99), NOON.plusSeconds(3), NOON.plusSeconds(3));
        Instant farAhead = Instant.parse("9999-12-31T00:00:00Z");
        row("imported with a time far ahead", farAhead, farAhead, NOON.plusSeconds(2));
        assertThat(ids(9, UpdateFilter.ALL))
                .containsExactly("accepted last", "imported with a time far ahead", "accepted first");
        assertThat(statistics.now().updates().last24h()).isEqualTo(3);
    }

    @Test
    void of_those_since_a_time_the_last_accepted_come_first_however_many_there_are() {
        row("x", NOON.minusSeconds(1), NOON.plusSeconds(1), NOON.plusSeconds(1));
        row("b", NOON.plusSeconds(5), NOON.plusSeconds(2), NOON.plusSeconds(2));
        row("a", NOON, NOON.plusSeconds(3), NOON.plusSeconds(3));
        UpdateFilter since = new UpdateFilter(null, null, NOON, null);
        assertThat(ids(9, since)).containsExactly("a", "b");
        database.jdbc()
                .sql("""
                        INSERT INTO event (id, type, source, category, priority, description, occurred_at, received_at,
                          recorded_at, details)
                        WITH RECURSIVE number(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM number WHERE i < 10009)
                        SELECT 'e' || i, 'bug-fixed', 'main-app', 'general', 'normal', 'text', :later + i, i, i, '{}'
                        FROM number""")
                .param("later", NOON.plusSeconds(9).toEpochMilli())
                .update();
        assertThat(ids(3, since)).containsExactly("a", "b", "e10009");
    }

    @Test
    void an_index_serves_each_list() {
        assumeThat(database.dialect()).isEqualTo(DatabaseDialect.SQLITE);
        for (String where : List.of("", "WHERE type = 'bug-fixed' ", "WHERE source = 'main-app' ")) {
            assertThat(database.jdbc()
                            .sql("EXPLAIN QUERY PLAN SELECT id FROM event " + where + "ORDER BY "
                                    + ListOrder.NEWEST_FIRST + " LIMIT 20")
                            .query((row, n) -> row.getString("detail"))
                            .list())
                    .singleElement()
                    .asString()
                    .contains("USING INDEX event_listed");
        }
    }

    @Test
    void a_maintenance_dated_far_ahead_is_not_the_last_word_for_ever() {
        MaintenanceQueries maintenance = new MaintenanceQueries(database.jdbc(), clock);
        maintenance("started", Instant.parse("9999-12-31T00:00:00Z"), NOON, "");
        assertThat(maintenance.isOn()).isTrue();
        maintenance("completed", NOON.plusSeconds(60), "");
        assertThat(maintenance.isOn()).isFalse();
    }

    @Test
    void one_that_is_announced_and_called_off_ends_none_that_is_under_way() {
        MaintenanceQueries maintenance = new MaintenanceQueries(database.jdbc(), clock);
        for (String id : List.of("", ",\"id\":\"next\"")) {
            maintenance("started", NOON, "");
            maintenance("scheduled", NOON.plusSeconds(1), ",\"startTime\":\"2025-09-07T12:00:00Z\"" + id);
            assertThat(maintenance.isOn()).isTrue();
            maintenance("cancelled", NOON.plusSeconds(2), id);
            assertThat(maintenance.isOn()).as("cancelled" + id).isTrue();
            maintenance("completed", NOON.plusSeconds(3), "");
            assertThat(maintenance.isOn()).isFalse();
            database.jdbc().sql("DELETE FROM event").update();
        }
    }

    @Test
    void one_that_began_without_a_name_is_over_when_one_is_over_that_nobody_has_named_before() {
        MaintenanceQueries maintenance = new MaintenanceQueries(database.jdbc(), clock);
        maintenance("started", NOON, "");
        maintenance("completed", NOON.plusSeconds(1), ",\"id\":\"db\"");
        assertThat(maintenance.isOn()).isFalse();
    }

    @Test
    void of_two_that_are_under_way_each_ends_by_its_id() {
        MaintenanceQueries maintenance = new MaintenanceQueries(database.jdbc(), clock);
        maintenance("started", NOON, ",\"id\":\"db\"");
        maintenance("started", NOON.plusSeconds(1), ",\"id\":\"net\"");
        maintenance("completed", NOON.plusSeconds(2), ",\"id\":\"net\"");
        assertThat(maintenance.isOn()).isTrue();
        maintenance("completed", NOON.plusSeconds(3), ",\"id\":\"db\"");
        assertThat(maintenance.isOn()).isFalse();
    }

    private void maintenance(String status, Instant at, String more) {
        maintenance(status, at, at, more);
    }

    private void maintenance(String status, Instant timestamp, Instant accepted, String more) {
        String id = status + accepted;
        row(id, timestamp, accepted, accepted);
        database.jdbc()
                .sql("UPDATE event SET type = 'maintenance', details = :details WHERE id = :id")
                .param("details", "{\"status\":\"" + status + "\",\"message\":\"x\"" + more + "}")
                .param("id", id)
                .update();
    }

    private void row(String id, Instant timestamp, Instant accepted, Instant recorded) {
        database.jdbc()
                .sql("""
                        INSERT INTO event (id, type, source, category, priority, description, occurred_at, received_at,
                          recorded_at, details)
                        VALUES (:id, 'bug-fixed', 'main-app', 'general', 'normal', 'text', :at, :accepted, :recorded, '{}')""")
                .param("id", id)
                .param("at", timestamp.toEpochMilli())
                .param("accepted", accepted.toEpochMilli())
                .param("recorded", recorded.toEpochMilli())
                .update();
    }

    @Test
    void postgresql_compiles_no_query_for_longer_than_it_takes() {
        assumeThat(database.dialect()).isEqualTo(DatabaseDialect.POSTGRESQL);
        assertThat(database.jdbc().sql("SHOW jit").query(String.class).single()).isEqualTo("off");
    }

    /** PostgreSQL takes 2,704 bytes into an index, and random letters do not get shorter by packing. */
    @Test
    void the_longest_address_that_a_member_can_write_is_stored_as_a_suggestion() {
        StringBuilder url = new StringBuilder("https://e.example/");
        Random random = new Random(11);
        while (url.length() < 1_990) {
            url.append((char) random.nextInt(0x4e00, 0x9fa0));
        }
        database.jdbc()
                .sql("""
                        INSERT INTO suggestion (id, url_key, url, name, category, suggester, status, created_at, updated_at)
                        VALUES ('s', :key, :url, 'n', 'c', 'u', 'open', 1, 1)""")
                .param("key", ResourceIdentity.key(url.toString()).orElseThrow())
                .param("url", url.toString())
                .update();
        assertThat(database.jdbc()
                        .sql("SELECT url FROM suggestion")
                        .query(String.class)
                        .single())
                .isEqualTo(url.toString());
    }

    @Test
    void every_filter_narrows() {
        event("a", "bug-fixed", NOON);
        event("b", "app-deployed", NOON.plusSeconds(1));
        assertThat(ids(9, new UpdateFilter("bug-fixed", null, null, null))).containsExactly("a");
        assertThat(ids(9, new UpdateFilter(null, "sync", null, null))).isEmpty();
        assertThat(ids(9, new UpdateFilter(null, null, NOON.plusMillis(1), null)))
                .containsExactly("b");
    }

    @Test
    void an_update_is_synced_when_it_is_planned_and_no_delivery_is_open_or_failed() {
        event("unplanned", "bug-fixed", NOON);
        event("nothing-to-show", "resource-updated", NOON.plusSeconds(1));
        plan("nothing-to-show", 0);
        event("half", "resource-added", NOON.plusSeconds(2));
        plan("half", 2);
        delivery("half", "announcements", "sent");
        delivery("half", "category:tools", "pending");
        event("failed", "bug-fixed", NOON.plusSeconds(3));
        plan("failed", 1);
        delivery("failed", "announcements", "failed");
        event("done", "resource-added", NOON.plusSeconds(4));
        plan("done", 2);
        delivery("done", "announcements", "sent");
        delivery("done", "category:tools", "skipped");

        assertThat(ids(9, status(SyncedStatus.SYNCED))).containsExactly("done", "nothing-to-show");
        assertThat(ids(9, status(SyncedStatus.PENDING))).containsExactly("half", "unplanned");
        assertThat(ids(9, status(SyncedStatus.FAILED))).containsExactly("failed");
        UpdateTimeline life = history.find("half").orElseThrow();
        assertThat(life.update().synced()).isFalse();
        assertThat(life.deliveries())
                .extracting(UpdateTimeline.Delivery::target)
                .containsExactly("announcements", "category:tools");
        assertThat(history.find("done").orElseThrow().update().syncedAt()).isEqualTo(NOON);
        assertThat(history.find("no-such-id")).isEmpty();
        assertThat(history.contains("done")).isTrue();
    }

    @Test
    void an_update_waits_again_when_a_delivery_of_it_is_to_be_tried_again() {
        for (String id : List.of("replayed", "to-main-app", "done")) {
            event(id, "bug-fixed", NOON);
            plan(id, 1);
            delivery(id, "announcements", id.equals("replayed") ? "sending" : "sent");
        }
        database.jdbc().sql("UPDATE event SET settled_at = 1").update();
        database.jdbc()
                .sql(
                        "INSERT INTO main_app_delivery (event_id, status, attempts, at) VALUES ('to-main-app', 'pending', 1, 1)")
                .update();

        assertThat(ids(9, status(SyncedStatus.PENDING))).containsExactly("to-main-app", "replayed");
    }

    @Test
    void of_very_many_that_wait_the_newest_come_first_too() {
        database.jdbc().sql("""
                        INSERT INTO event (id, type, source, category, priority, description, occurred_at, received_at,
                          recorded_at, details)
                        WITH RECURSIVE number(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM number WHERE i < 10009)
                        SELECT 'e' || i, CASE WHEN i % 1000 = 7 THEN 'app-deployed' ELSE 'bug-fixed' END, 'main-app',
                          'general', 'normal', 'text', i, i, i, '{}' FROM number""").update();
        plan("e10009", 0);
        plan("e9007", 0);

        assertThat(ids(2, status(SyncedStatus.PENDING))).containsExactly("e10008", "e10007");
        assertThat(ids(3, new UpdateFilter("app-deployed", null, null, SyncedStatus.PENDING)))
                .containsExactly("e10007", "e8007", "e7007");
    }

    @Test
    void statistics_are_unknown_before_anybody_said_or_counted_anything() {
        Statistics now = statistics.now();
        assertThat(now.resourceCount()).isNull();
        assertThat(now.reported()).isNull();
        assertThat(now.drift()).isEqualTo(new Statistics.Drift(0, 0));
        assertThat(now.updates().total()).isZero();
    }

    @Test
    void the_later_word_wins_and_drift_is_claimed_minus_found() {
        numbers("reported", NOON, 637L, 14L, 1500L);
        numbers("counted", NOON.plusSeconds(1), 593L, 14L, null);
        database.jdbc()
                .sql(
                        "INSERT INTO catalog_category (id, name, position, problem, unread, updated_at) VALUES ('fcube', 'F Cube', 1, 'no file', 0, 0)")
                .update();
        Statistics now = statistics.now();
        assertThat(now.resourceCount()).isEqualTo(593);
        assertThat(now.totalUsers()).isEqualTo(1500);
        assertThat(now.drift()).isEqualTo(new Statistics.Drift(44, 1));
        assertThat(now.lastUpdated()).isEqualTo(NOON.plusSeconds(1));
        database.jdbc()
                .sql("UPDATE statistics SET resource_count = 600, at = :at WHERE source = 'reported'")
                .param("at", NOON.plusSeconds(2).toEpochMilli())
                .update();
        assertThat(statistics.now().resourceCount()).isEqualTo(600);
    }

    @Test
    void a_second_opening_finds_the_tables_in_place() {
        event("a", "bug-fixed", NOON);
        try (Database again = Database.open(Infra.start().databaseUrl())) {
            assertThat(new UpdateHistory(again.jdbc()).contains("a")).isTrue();
        }
    }

    private List<String> ids(int count, UpdateFilter filter) {
        return history.recent(count, filter).stream().map(Update::id).toList();
    }

    private static UpdateFilter status(SyncedStatus status) {
        return new UpdateFilter(null, null, null, status);
    }

    private void event(String id, String type, Instant at) {
        database.jdbc()
                .sql("""
                        INSERT INTO event (id, type, source, category, priority, description, occurred_at, received_at,
                          recorded_at, details)
                        VALUES (:id, :type, 'main-app', 'general', 'normal', 'text', :at, :at, :at, '{}')""")
                .param("id", id)
                .param("type", type)
                .param("at", at.toEpochMilli())
                .update();
    }

    private void plan(String id, int deliveries) {
        database.jdbc()
                .sql("INSERT INTO delivery_plan (event_id, deliveries, planned_at) VALUES (:id, :deliveries, :at)")
                .param("id", id)
                .param("deliveries", deliveries)
                .param("at", NOON.toEpochMilli())
                .update();
    }

    private void delivery(String id, String target, String status) {
        database.jdbc()
                .sql("""
                        INSERT INTO delivery (event_id, target, status, body, planned_at, at)
                        VALUES (:id, :target, :status, '{}', :at, :at)""")
                .param("id", id)
                .param("target", target)
                .param("status", status)
                .param("at", NOON.toEpochMilli())
                .update();
    }

    private void numbers(String source, Instant at, Long resources, Long categories, Long users) {
        database.jdbc()
                .sql("""
                        INSERT INTO statistics (source, at, resource_count, category_count, total_users)
                        VALUES (:source, :at, :resources, :categories, :users)""")
                .param("source", source)
                .param("at", at.toEpochMilli())
                .param("resources", resources)
                .param("categories", categories)
                .param("users", users)
                .update();
    }
}
