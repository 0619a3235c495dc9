package dev.gatewaysync.storage.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Carries the keys of resources over to {@link ResourceIdentity}. Keys used to be normalised addresses; such rows also come
 * back with an old backup, or from a worker of an older program that still runs beside a new one.
 */
public final class ResourceKeys {
    private static final int BATCH = 500;

    private ResourceKeys() {}

    /**
     * Gives every row with an old key its new one, within the caller's transaction; where two rows of one category are one
     * resource now, one stays. Does nothing where there is nothing to do.
     */
    public static void carryOver(Connection connection) throws SQLException {
        // A new key is hexadecimal, so it never begins with an h.
        carryOver(connection, "catalog_resource", "category_id", "url");
        carryOver(connection, "announced_resource", "category", "url_key");
    }

    private static void carryOver(Connection connection, String table, String category, String url)
            throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT " + category + ", url_key, " + url + " FROM " + table
                        + " WHERE url_key LIKE 'http%' ORDER BY url_key")) {
            while (found.next()) {
                rows.add(new Row(found.getString(1), found.getString(2), found.getString(3)));
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        Set<Row> taken = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT " + category + ", url_key FROM " + table + " WHERE url_key NOT LIKE 'http%'")) {
            while (found.next()) {
                taken.add(new Row(found.getString(1), found.getString(2), ""));
            }
        }
        try (PreparedStatement update = connection.prepareStatement(
                        "UPDATE " + table + " SET url_key = ? WHERE " + category + " = ? AND url_key = ?");
                PreparedStatement delete = connection.prepareStatement(
                        "DELETE FROM " + table + " WHERE " + category + " = ? AND url_key = ?")) {
            int waiting = 0;
            for (Row row : rows) {
                String key = ResourceIdentity.key(row.url()).orElseGet(() -> ResourceIdentity.boundedKey(row.url()));
                if (taken.add(new Row(row.category(), key, ""))) {
                    update.setString(1, key);
                    update.setString(2, row.category());
                    update.setString(3, row.key());
                    update.addBatch();
                } else {
                    delete.setString(1, row.category());
                    delete.setString(2, row.key());
                    delete.addBatch();
                }
                if (++waiting % BATCH == 0) {
                    update.executeBatch();
                    delete.executeBatch();
                }
            }
            update.executeBatch();
            delete.executeBatch();
        }
    }

    private record Row(String category, String key, String url) {}
}
