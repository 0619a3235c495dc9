package dev.gatewaysync.benchmark.worker;

import dev.gatewaysync.storage.Database;
import dev.gatewaysync.storage.history.UpdateFilter;
import dev.gatewaysync.storage.history.UpdateHistory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * {@code RecentUpdates DATABASE_URL}: the recent updates, 20 of them, at 1,000 and at 1,000,000 rows, of 10 types and with a
 * finished delivery each, but for 20 that failed, 20 that are still to come and 20 that nobody has planned. Prints a line per
 * filter: {@code filter p50-small p99-small p50-large p99-large} in microseconds.
 */
public final class RecentUpdates {
    private static final int SMALL = 1_000;
    private static final int LARGE = 1_000_000;
    private static final int SAMPLES = 3_000;
    /** The oldest ones, so that whoever looked for them from the newest on would look at all. */
    private static final int FAILED = 20;

    private static final int OPEN = FAILED + 20;
    private static final int UNPLANNED = OPEN + 20;

    private static final long START = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();

    private RecentUpdates() {}

    public static void main(String[] args) throws SQLException {
        try (Database database = Database.open(args[0])) {
            UpdateHistory history = new UpdateHistory(database.jdbc());
            fill(database, 0, SMALL);
            measure(history, SMALL);
            Map<String, long[]> small = measure(history, SMALL);
            fill(database, SMALL, LARGE);
            measure(history, LARGE);
            Map<String, long[]> large = measure(history, LARGE);
            for (Map.Entry<String, long[]> entry : small.entrySet()) {
                long[] few = entry.getValue();
                long[] many = Objects.requireNonNull(large.get(entry.getKey()));
                System.out.println(
                        String.join(" ", entry.getKey(), few[0] + "", few[1] + "", many[0] + "", many[1] + ""));
            }
        }
    }

    private static Map<String, long[]> measure(UpdateHistory history, int rows) {
        Instant since = Instant.ofEpochMilli(START + (rows - 100) * 1_000L);
        Map<String, UpdateFilter> filters = new LinkedHashMap<>();
        filters.put("none", UpdateFilter.ALL);
        filters.put("type", new UpdateFilter("type-3", null, null, null));
        filters.put("source", new UpdateFilter(null, "main-app", null, null));
        filters.put("since", new UpdateFilter(null, null, since, null));
        filters.put("failed", new UpdateFilter(null, null, null, UpdateFilter.SyncedStatus.FAILED));
        filters.put("pending", new UpdateFilter(null, null, null, UpdateFilter.SyncedStatus.PENDING));
        filters.put("synced", new UpdateFilter(null, null, null, UpdateFilter.SyncedStatus.SYNCED));
        Map<String, long[]> times = new LinkedHashMap<>();
        filters.forEach((name, filter) -> {
            long[] micros = new long[SAMPLES];
            for (int i = 0; i < SAMPLES; i++) {
                long start = System.nanoTime();
                if (history.recent(20, filter).size() != 20) {
                    throw new IllegalStateException("Not 20 updates with the filter " + name);
                }
                micros[i] = (System.nanoTime() - start) / 1_000;
            }
            Arrays.sort(micros);
            times.put(name, new long[] {micros[SAMPLES / 2], micros[SAMPLES * 99 / 100]});
        });
        return times;
    }

    private static void fill(Database database, int from, int to) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement event = connection.prepareStatement("""
                            INSERT INTO event (id, type, source, category, priority, description, occurred_at, received_at,
                              recorded_at, details, settled_at)
                            VALUES (?, ?, 'main-app', 'features', 'low', 'Bug fixed: it jumps', ?, ?, ?, '{"title":"it jumps"}', ?)""");
                    PreparedStatement plan = connection.prepareStatement(
                            "INSERT INTO delivery_plan (event_id, deliveries, planned_at) VALUES (?, 1, ?)");
                    PreparedStatement delivery = connection.prepareStatement("""
                            INSERT INTO delivery (event_id, target, status, attempts, body, planned_at, at)
                            VALUES (?, 'updates', ?, 1, '{}', ?, ?)""")) {
                for (int i = from; i < to; i++) {
                    long at = START + i * 1_000L;
                    event.setString(1, "e" + i);
                    event.setString(2, "type-" + i % 10);
                    event.setLong(3, at);
                    event.setLong(4, at);
                    event.setLong(5, at);
                    // As sync-worker marks a planned one within seconds.
                    boolean planned = i < OPEN || i >= UNPLANNED;
                    event.setObject(6, planned ? at : null);
                    event.addBatch();
                    if (!planned) {
                        continue;
                    }
                    plan.setString(1, "e" + i);
                    plan.setLong(2, at);
                    plan.addBatch();
                    delivery.setString(1, "e" + i);
                    delivery.setString(2, i < FAILED ? "failed" : i < OPEN ? "pending" : "sent");
                    delivery.setLong(3, at);
                    delivery.setLong(4, at);
                    delivery.addBatch();
                    if ((i + 1) % 5_000 == 0 || i + 1 == to) {
                        event.executeBatch();
                        plan.executeBatch();
                        delivery.executeBatch();
                        connection.commit();
                    }
                }
            }
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute("ANALYZE");
            }
        }
    }
}
