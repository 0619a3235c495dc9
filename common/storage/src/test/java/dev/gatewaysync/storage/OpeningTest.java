package dev.gatewaysync.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpeningTest {
    @TempDir
    Path directory;

    /** SQLite refuses the change to its write-ahead log at once, whatever its busy timeout, while another connection writes. */
    @Test
    void a_new_sqlite_file_that_another_service_has_just_opened_is_waited_for() throws Exception {
        String url = "jdbc:sqlite:" + directory.resolve("gateway.db");
        try (Connection other = DriverManager.getConnection(url)) {
            execute(other, "BEGIN IMMEDIATE");
            execute(other, "CREATE TABLE other (x)");
            CompletableFuture<Database> opening =
                    CompletableFuture.supplyAsync(() -> Database.open(url), Thread::startVirtualThread);
            assertThatThrownBy(() -> opening.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            execute(other, "ROLLBACK");
            try (Database open = opening.get(60, TimeUnit.SECONDS)) {
                assertThat(open.jdbc()
                                .sql("PRAGMA journal_mode")
                                .query(String.class)
                                .single())
                        .isEqualTo("wal");
            }
        }
    }

    /** Two that were written side by side may come to a database in either order. */
    @Test
    void a_database_that_has_a_later_migration_takes_an_earlier_one() throws Exception {
        String url = "jdbc:sqlite:" + directory.resolve("gateway.db");
        Database.open(url).close();
        try (Connection before = DriverManager.getConnection(url)) {
            execute(before, "DELETE FROM flyway_schema_history WHERE version = '136'");
            execute(before, "ALTER TABLE crosspost DROP COLUMN said");
        }
        try (Database open = Database.open(url)) {
            assertThat(open.jdbc()
                            .sql("SELECT count(said) FROM crosspost")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
