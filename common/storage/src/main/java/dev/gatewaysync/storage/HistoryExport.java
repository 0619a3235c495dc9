package dev.gatewaysync.storage;

import dev.gatewaysync.events.EventJson;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the whole history, as of one moment, in bounded memory. The same database gives the same bytes: nothing in it
 * depends on the time of the export.
 */
public final class HistoryExport {
    private static final String VERSION = "1.0.0";

    private final Database database;

    public HistoryExport(Database database) {
        this.database = database;
    }

    /**
     * One JSON object in the shape of {@code updates.json}: {@code version}, {@code created} (the time of the oldest
     * update), {@code lastUpdated} (of the newest), {@code totalUpdates}, {@code updates} newest first, {@code statistics}.
     */
    public void seed(OutputStream out) throws SQLException {
        try (Connection snapshot = database.snapshot();
                JsonGenerator json = EventJson.mapper()
                        .writerWithDefaultPrettyPrinter()
                        .createGenerator(out)
                        .configure(tools.jackson.core.StreamWriteFeature.AUTO_CLOSE_TARGET, false)) {
            Extent extent = Extent.of(snapshot);
            json.writeStartObject();
            json.writeStringProperty("version", VERSION);
            json.writePOJOProperty("created", extent.oldest());
            json.writePOJOProperty("lastUpdated", extent.newest());
            json.writeNumberProperty("totalUpdates", extent.count());
            json.writeArrayPropertyStart("updates");
            UpdateHistory.forEach(snapshot, json::writePOJO);
            json.writeEndArray();
            statistics(json, snapshot);
            json.writeEndObject();
            json.writeRaw('\n');
            snapshot.rollback();
        }
    }

    /** One update a line, newest first. */
    public void ndjson(OutputStream out) throws SQLException {
        try (Connection snapshot = database.snapshot();
                JsonGenerator json = EventJson.mapper()
                        .createGenerator(out)
                        .configure(tools.jackson.core.StreamWriteFeature.AUTO_CLOSE_TARGET, false)) {
            UpdateHistory.forEach(snapshot, update -> {
                json.writeRaw(EventJson.mapper().writeValueAsString(update));
                json.writeRaw('\n');
            });
            snapshot.rollback();
        }
    }

    private static void statistics(JsonGenerator json, Connection snapshot) {
        Statistics now = new StatisticsQueries(
                        JdbcClient.create(new SingleConnectionDataSource(snapshot, true)), InstantSource.system())
                .now();
        json.writeObjectPropertyStart("statistics");
        json.writePOJOProperty("resourceCount", now.resourceCount());
        json.writePOJOProperty("categoryCount", now.categoryCount());
        json.writePOJOProperty("totalUsers", now.totalUsers());
        json.writePOJOProperty("otherStats", now.otherStats());
        json.writePOJOProperty("updatesByType", now.updates().byType());
        json.writeEndObject();
    }

    private record Extent(
            long count, @Nullable Instant oldest, @Nullable Instant newest) {
        static Extent of(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery("SELECT count(*), min(occurred_at), max(occurred_at) FROM event")) {
                row.next();
                long count = row.getLong(1);
                return count == 0
                        ? new Extent(0, null, null)
                        : new Extent(count, Instant.ofEpochMilli(row.getLong(2)), Instant.ofEpochMilli(row.getLong(3)));
            }
        }
    }
}
