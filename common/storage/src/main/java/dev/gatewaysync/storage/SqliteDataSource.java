package dev.gatewaysync.storage;

import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/** Connections to one SQLite file, for a pool. */
final class SqliteDataSource extends SQLiteDataSource {
    /** @param url {@code jdbc:sqlite:FILE} */
    SqliteDataSource(String url, Properties properties) {
        super(new SQLiteConfig(properties));
        setUrl(url);
    }

    @Override
    public SQLiteConnection getConnection(@Nullable String username, @Nullable String password) throws SQLException {
        String url = getUrl();
        return new SqliteConnection(
                url, url.substring(JDBC.PREFIX.length()), getConfig().toProperties());
    }
}
