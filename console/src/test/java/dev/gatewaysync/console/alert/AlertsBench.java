package dev.gatewaysync.console.alert;

import dev.gatewaysync.console.AlertSettings;
import dev.gatewaysync.console.ConsoleSettings;
import dev.gatewaysync.console.place.Places;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.storage.Database;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The alerts on a database of their own, and a clock that moves when it is told to. */
final class AlertsBench implements AutoCloseable {
    final Database database;
    final AlertTable table;
    final NoticeTable notices;
    final Places places;
    private final Settings environment;
    private final AlertSettings alertSettings;
    private volatile Instant now = Instant.parse("2026-11-29T12:00:00Z");
    private @Nullable AlertDecisions decisions;

    /** @param lines {@code NAME=value} */
    AlertsBench(Path directory, String... lines) {
        database = Database.open("jdbc:sqlite:" + directory.resolve("gateway.db"));
        environment = environment(lines);
        alertSettings = AlertSettings.of(environment);
        environment.check();
        table = new AlertTable(database.jdbc(), this::now);
        notices = new NoticeTable(database.jdbc(), this::now);
        places = new Places(
                alertSettings,
                environment,
                new ConsoleSettings(List.of(), List.of(), null, URI.create("http://localhost"), "App"),
                this::now);
    }

    AlertSettings settings(String... lines) {
        return AlertSettings.of(environment(lines));
    }

    private static Settings environment(String... lines) {
        Map<String, String> values = new HashMap<>(Map.of("ALERT_SECRET", "a-secret-of-the-tests-1"));
        for (String line : lines) {
            values.put(line.split("=", 2)[0], line.split("=", 2)[1]);
        }
        return new Settings(values);
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    AlertDecisions decisions() {
        AlertDecisions current = decisions;
        if (current == null) {
            current = new AlertDecisions(table, notices, places, alertSettings, database.transactions(), this::now);
            decisions = current;
        }
        return current;
    }

    /** Nothing is left but what is stored. */
    void restart() {
        decisions = null;
    }

    AlertLease lease() {
        return new AlertLease(database.jdbc(), notices, places, this::now);
    }

    NoticeTexts texts() {
        return new NoticeTexts(table, notices, places, alertSettings, environment, this::now);
    }

    PlaceSenders senders(AlertLease lease) {
        return new PlaceSenders(
                places, notices, texts(), lease, new AlertMetrics(new SimpleMeterRegistry()), this::now);
    }

    AlertLook look(AlertLease lease, PlaceSenders senders, WatchHealth health) {
        OutageRecord record = new OutageRecord(table, notices, places, database.transactions());
        return new AlertLook(
                decisions(),
                lease,
                new DatabaseOutage(lease, senders, texts(), record, alertSettings, this::now),
                new AlertMetrics(new SimpleMeterRegistry()),
                alertSettings,
                health);
    }

    /** Kind and texts of each, the first first. */
    List<String> messages() {
        return database.jdbc()
                .sql("SELECT id, kind FROM alert_message ORDER BY made_at, id")
                .query((row, n) -> row.getString("kind") + ": "
                        + String.join(
                                ", ",
                                table.of(row.getString("id")).stream()
                                        .map(AlertEpisode::text)
                                        .toList()))
                .list();
    }

    long value(String sql) {
        return database.jdbc().sql(sql).query(Long.class).single();
    }

    @Override
    public void close() {
        places.destroy();
        database.close();
    }
}
