package dev.gatewaysync.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

class SqliteConnectionTest {
    @TempDir
    Path directory;

    private String url;
    private HikariDataSource pool;
    private JdbcTemplate jdbc;
    private TransactionTemplate transactions;

    @BeforeEach
    void open() {
        url = "jdbc:sqlite:" + directory.resolve("some.db");
        WriteAheadLog.enable(url);
        pool = new HikariDataSource();
        pool.setDataSource(dataSource());
        pool.setMaximumPoolSize(1);
        jdbc = new JdbcTemplate(pool);
        transactions = new TransactionTemplate(new JdbcTransactionManager(pool));
        jdbc.execute("CREATE TABLE word (text TEXT UNIQUE)");
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void a_transaction_that_could_not_begin_leaves_its_connection_as_it_was() throws SQLException {
        try (Connection other = DriverManager.getConnection(url);
                Statement locked = other.createStatement()) {
            locked.execute("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> transactions.executeWithoutResult(status -> add("early")))
                    .isInstanceOf(CannotCreateTransactionException.class);
        }
        transactions.executeWithoutResult(status -> {
            add("taken back");
            status.setRollbackOnly();
        });
        assertThat(words()).isZero();
        transactions.executeWithoutResult(status -> add("kept"));
        assertThat(words()).isEqualTo(1);
    }

    @Test
    void nobody_waits_for_whoever_has_committed_or_rolled_back_and_not_closed_yet() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO word VALUES ('first')");
            connection.commit();
            addElsewhere("second");
            statement.execute("INSERT INTO word VALUES ('third')");
            connection.rollback();
            addElsewhere("fourth");
            statement.execute("INSERT INTO word VALUES ('fifth')");
            connection.commit();
        }
        assertThat(jdbc.queryForList("SELECT text FROM word", String.class))
                .containsExactly("first", "second", "fourth", "fifth");
    }

    @Test
    void what_sqlite_has_rolled_back_by_itself_can_be_rolled_back() {
        add("there");
        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> {
                    add("taken back");
                    jdbc.update("INSERT OR ROLLBACK INTO word VALUES ('there')");
                }))
                .hasMessageContaining("UNIQUE");
        assertThat(words()).isEqualTo(1);
        transactions.executeWithoutResult(status -> add("kept"));
        assertThat(words()).isEqualTo(2);
    }

    @Test
    void a_transaction_waits_for_its_turn_for_longer_than_sqlite_would_let_it() throws Exception {
        try (Connection first = pool.getConnection();
                Statement statement = first.createStatement()) {
            first.setAutoCommit(false);
            statement.execute("INSERT INTO word VALUES ('first')");
            FutureTask<@Nullable Void> task = new FutureTask<>(this::addInTransactionElsewhere, null);
            Thread second = Thread.ofPlatform().start(task);
            while (second.isAlive() && second.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            first.commit();
            task.get();
        }
        assertThat(jdbc.queryForList("SELECT text FROM word", String.class)).containsExactly("first", "second");
    }

    @Test
    void a_connection_that_is_closed_within_a_transaction_leaves_its_turn_to_others() throws SQLException {
        Connection left = dataSource().getConnection();
        left.setAutoCommit(false);
        left.close();
        transactions.executeWithoutResult(status -> add("kept"));
        assertThat(words()).isEqualTo(1);
    }

    private SqliteDataSource dataSource() {
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", "20");
        properties.setProperty("transaction_mode", "IMMEDIATE");
        return new SqliteDataSource(url, properties);
    }

    private void addInTransactionElsewhere() {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO word VALUES ('second')");
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(String word) {
        jdbc.update("INSERT INTO word VALUES (?)", word);
    }

    private void addElsewhere(String word) throws SQLException {
        try (Connection other = DriverManager.getConnection(url);
                Statement statement = other.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 0");
            statement.execute("INSERT INTO word VALUES ('" + word + "')");
        }
    }

    private Integer words() {
        return jdbc.queryForObject("SELECT count(*) FROM word", Integer.class);
    }
}
