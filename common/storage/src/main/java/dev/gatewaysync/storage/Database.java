package dev.gatewaysync.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An open database, PostgreSQL or SQLite, with its tables in place. The same SQL runs on both.
 *
 * @param dialect which of the two it is
 */
public record Database(
        HikariDataSource dataSource, DatabaseDialect dialect, JdbcClient jdbc, TransactionTemplate transactions)
        implements AutoCloseable {
    /** Connections beside the pool that a service has at the same time, for an export and a backup. */
    private static final int SNAPSHOTS = 2;

    private static final String MIGRATIONS = "classpath:dev/gatewaysync/storage/migration";

    /**
     * Connects and brings the tables up to date. Safe to call from several services at the same time.
     *
     * @param url {@code postgres://user:password@host:5432/name}, {@code jdbc:postgresql:…} or {@code jdbc:sqlite:…}
     * @throws IllegalArgumentException if the URL is of no known kind; the message does not repeat its password
     */
    public static Database open(String url) {
        DatabaseUrl parsed = DatabaseUrl.parse(url);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(parsed.jdbcUrl());
        if (parsed.username() != null) {
            config.setUsername(parsed.username());
            config.setPassword(parsed.password());
        }
        config.setPoolName("gateway-db");
        config.setConnectionTimeout(10_000);
        config.setMaximumPoolSize(parsed.dialect().connections());
        parsed.dialect().configure(config);
        HikariDataSource dataSource = new HikariDataSource(config);
        try {
            migrate(dataSource, parsed.dialect());
        } catch (RuntimeException e) {
            dataSource.close();
            throw e;
        }
        return new Database(
                dataSource,
                parsed.dialect(),
                JdbcClient.create(dataSource),
                new TransactionTemplate(transactionManager(dataSource)));
    }

    private static JdbcTransactionManager transactionManager(DataSource dataSource) {
        JdbcTransactionManager manager = new JdbcTransactionManager(dataSource);
        // Otherwise the connection would be given back with the transaction open, and its end there is one more try to
        // commit.
        manager.setRollbackOnCommitFailure(true);
        return manager;
    }

    /**
     * Connects once and reads what tables there are; changes nothing, and makes no file.
     *
     * @throws SQLException saying why the database cannot be used
     */
    public static void ask(String url, Duration patience) throws SQLException {
        DatabaseUrl parsed = DatabaseUrl.parse(url);
        if (!parsed.mayAnswer()) {
            return;
        }
        Properties properties = new Properties();
        if (parsed.username() != null) {
            properties.setProperty("user", parsed.username());
        }
        if (parsed.password() != null) {
            properties.setProperty("password", parsed.password());
        }
        parsed.dialect().askWithin(patience, properties);
        try (Connection connection = DriverManager.getConnection(parsed.jdbcUrl(), properties);
                ResultSet tables = connection.getMetaData().getTables(null, null, "flyway_schema_history", null)) {
            tables.next();
        }
    }

    /**
     * How many calls into native code, each of which holds its carrier thread, a service makes at the same time at most; 0 for a URL of no
     * known kind, too.
     */
    public static int nativeCalls(String url) {
        try {
            DatabaseDialect dialect = DatabaseUrl.parse(url).dialect();
            return dialect.isNative() ? dialect.connections() + SNAPSHOTS : 0;
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }

    /** Why {@link #open} would refuse {@code url}, as the rest of a sentence with an example; it does not repeat it. */
    public static Optional<String> problemOf(String url) {
        try {
            DatabaseUrl.parse(url);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * A connection whose transaction sees the database as it is at its first read, whatever is written meanwhile, and
     * holds no writer up. It must not write; close it soon.
     */
    public Connection snapshot() throws SQLException {
        return dialect.snapshot(dataSource);
    }

    @Override
    public void close() {
        dataSource.close();
    }

    private static void migrate(DataSource dataSource, DatabaseDialect dialect) {
        // SQLite has no lock that Flyway could take, and services may share this JVM.
        synchronized (Database.class) {
            Flyway.configure()
                    .dataSource(dataSource)
                    .locations(MIGRATIONS, MIGRATIONS + dialect.ownMigrations())
                    // A lower number may come to a database after a higher one: they are written side by side, and only
                    // add.
                    .outOfOrder(true)
                    .placeholders(Map.of("identity", dialect.identityColumn()))
                    .load()
                    .migrate();
        }
    }
}
