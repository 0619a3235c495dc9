package dev.gatewaysync.sync.backup;

import dev.gatewaysync.storage.DatabaseDialect;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** The tables of a database that a backup is of: all but those that say who is doing what right now. */
final class DatabaseTables {
    /** A lease, an operator's request or a list of backup files would say something untrue after a restore. */
    private static final Set<String> LEFT_OUT = Set.of(
            "flyway_schema_history",
            "lease",
            "operator_request",
            "operator_answer",
            "backup",
            "schedule_state",
            "write_probe",
            // It would bring back what a message showed before.
            "edit_in_doubt",
            // Made anew from the history.
            "event_words");

    /** Of what is made anew: whether it is there. After a restore it is not. */
    private static final Set<String> COLUMNS_LEFT_OUT = Set.of("event.has_words");

    private final Connection connection;
    private final DatabaseDialect dialect;

    DatabaseTables(Connection connection, DatabaseDialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /** In the order of their names. */
    List<BackupTable> all() throws SQLException {
        List<BackupTable> tables = new ArrayList<>();
        for (String name : names()) {
            tables.add(new BackupTable(name, columns(name), key(name)));
        }
        return tables;
    }

    /** Version of the newest migration. */
    int schema() throws SQLException {
        int newest = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT version FROM flyway_schema_history WHERE success AND version IS NOT NULL")) {
            while (rows.next()) {
                newest = Math.max(newest, Integer.parseInt(rows.getString(1)));
            }
        }
        return newest;
    }

    /** A text column's order is made the same on every database: that of its bytes in UTF-8. */
    String select(BackupTable table) throws SQLException {
        List<String> order = new ArrayList<>();
        for (String column : table.key()) {
            order.add(
                    dialect == DatabaseDialect.POSTGRESQL && isText(table.name(), column)
                            ? column + " COLLATE \"C\""
                            : column);
        }
        return "SELECT " + String.join(", ", table.columns()) + " FROM " + table.name() + " ORDER BY "
                + String.join(", ", order);
    }

    private List<String> names() throws SQLException {
        String query = dialect == DatabaseDialect.SQLITE
                ? "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
                        + " AND name NOT LIKE 'sqlite_%' ORDER BY name"
                : "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename COLLATE \"C\"";
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                if (!LEFT_OUT.contains(rows.getString(1))) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    private List<String> columns(String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet rows = metadata().getColumns(null, schemaName(), table, null)) {
            while (rows.next()) {
                String column = rows.getString("COLUMN_NAME");
                if (!COLUMNS_LEFT_OUT.contains(table + "." + column)) {
                    columns.add(column);
                }
            }
        }
        return columns;
    }

    private List<String> key(String table) throws SQLException {
        TreeMap<Integer, String> byPosition = new TreeMap<>();
        try (ResultSet rows = metadata().getPrimaryKeys(null, schemaName(), table)) {
            while (rows.next()) {
                byPosition.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
        }
        if (byPosition.isEmpty()) {
            throw new IllegalStateException("Table " + table + " has no primary key, so its rows have no order");
        }
        return List.copyOf(byPosition.values());
    }

    private boolean isText(String table, String column) throws SQLException {
        try (ResultSet rows = metadata().getColumns(null, schemaName(), table, column)) {
            return rows.next() && rows.getString("TYPE_NAME").equals("text");
        }
    }

    private @org.jspecify.annotations.Nullable String schemaName() throws SQLException {
        return dialect == DatabaseDialect.POSTGRESQL ? connection.getSchema() : null;
    }

    private DatabaseMetaData metadata() throws SQLException {
        return connection.getMetaData();
    }
}
