package dev.gatewaysync.storage.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.storage.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LateWorkTest {
    @TempDir
    Path directory;

    private Database database;
    private Instant now = Instant.parse("2026-11-29T12:00:00Z");
    private LateWork late;

    @BeforeEach
    void open() {
        database = Database.open("jdbc:sqlite:" + directory.resolve("gateway.db"));
        late = new LateWork(database.jdbc(), () -> now);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_message_is_late_after_five_minutes_and_no_longer_when_it_is_sent() {
        delivery("e1", now, null);
        now = now.plus(LateWork.LATE);
        assertThat(late.now()).isEmpty();
        now = now.plusSeconds(1);
        assertThat(late.now())
                .containsExactly(new LateWork.Late(
                        LateWork.Kind.DELIVERY,
                        "announcements",
                        "1 for announcements waits to be shown in Discord, the oldest since 2026-11-29T12:00:00Z",
                        Instant.parse("2026-11-29T12:00:00Z")));
        execute("UPDATE delivery SET status = 'sent'");
        assertThat(late.now()).isEmpty();
    }

    @Test
    void so_many_messages_that_some_must_become_late_are_said_at_once_with_how_long_they_need() {
        fill(3_599);
        assertThat(late.now()).isEmpty();
        delivery("one-more", now, null);
        assertThat(late.now())
                .extracting(LateWork.Late::reason)
                .containsExactly("3600 for announcements wait to be shown in Discord, the oldest since"
                        + " 2026-11-29T12:00:00Z; Discord's limits alone need 6 min for them");
    }

    private void fill(int deliveries) {
        execute("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + deliveries + ")"
                + " INSERT INTO delivery (event_id, target, status, body, planned_at, at)"
                + " SELECT 'filled' || i, 'announcements', 'pending', '{}', " + now.toEpochMilli() + ", 0 FROM n");
    }

    @Test
    void what_was_kept_back_by_the_clock_waits_from_the_end_of_that_on() {
        delivery("e1", now, now.plus(Duration.ofHours(8)));
        now = now.plus(Duration.ofHours(8)).plusSeconds(30);
        assertThat(late.now()).isEmpty();
        now = now.plus(LateWork.LATE);
        assertThat(late.now()).hasSize(1);
    }

    @Test
    void a_sync_is_overdue_from_its_time_on_with_what_came_of_the_newest_and_not_while_it_is_paused() {
        run("r1", "full", "success", null, now.minus(Duration.ofHours(30)));
        run("r2", "quick", "failed", "the index answers 500", now.minusSeconds(60));
        schedule("quick-sync", now.plusSeconds(1));
        assertThat(late.now()).isEmpty();
        now = now.plusSeconds(2);
        assertThat(late.now())
                .extracting(LateWork.Late::reason)
                .containsExactly(
                        "No quick sync has succeeded in time; the last one that did was at 2026-11-28T06:00:00Z."
                                + " The newest was failed: the index answers 500");
        execute("UPDATE schedule_state SET paused = 1");
        assertThat(late.now()).isEmpty();
    }

    @Test
    void a_backup_that_was_never_made_is_overdue_too() {
        schedule("backup", now.minusSeconds(1));
        assertThat(late.now())
                .extracting(LateWork.Late::kind, LateWork.Late::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        LateWork.Kind.BACKUP, "No backup was made in time; there is none yet"));
    }

    private void delivery(String event, Instant plannedAt, Instant notBefore) {
        database.jdbc()
                .sql("""
                        INSERT INTO delivery (event_id, target, status, body, planned_at, at, not_before)
                        VALUES (?, 'announcements', 'pending', '{}', ?, 0, ?)""")
                .params(event, plannedAt.toEpochMilli(), notBefore == null ? null : notBefore.toEpochMilli())
                .update();
    }

    private void run(String id, String kind, String outcome, String reason, Instant finishedAt) {
        database.jdbc()
                .sql("""
                        INSERT INTO sync_run (id, kind, trigger_name, started_at, finished_at, outcome, reason, added,
                          updated, removed, requests, not_modified, bytes, problems)
                        VALUES (?, ?, 'schedule', 0, ?, ?, ?, 0, 0, 0, 0, 0, 0, '[]')""")
                .params(id, kind, finishedAt.toEpochMilli(), outcome, reason)
                .update();
    }

    private void schedule(String name, Instant overdueAt) {
        database.jdbc()
                .sql("INSERT INTO schedule_state (name, overdue_at) VALUES (?, ?)")
                .params(name, overdueAt.toEpochMilli())
                .update();
    }

    private void execute(String sql) {
        database.jdbc().sql(sql).update();
    }
}
