package dev.gatewaysync.storage;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A database's address, as people write it, taken apart for JDBC. */
record DatabaseUrl(
        DatabaseDialect dialect,
        String jdbcUrl,
        @Nullable String username,
        @Nullable String password) {
    private static final String EXAMPLE = "for example postgres://user:password@localhost:5432/gateway";

    static DatabaseUrl parse(String url) {
        if (url.startsWith("jdbc:sqlite:")) {
            return new DatabaseUrl(DatabaseDialect.SQLITE, url, null, null);
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return new DatabaseUrl(DatabaseDialect.POSTGRESQL, url, null, null);
        }
        if (url.startsWith("postgres://") || url.startsWith("postgresql://")) {
            return postgres(url);
        }
        throw new IllegalArgumentException("must start with postgres:// or jdbc:, " + EXAMPLE);
    }

    private static DatabaseUrl postgres(String url) {
        try {
            URI uri = new URI(url);
            if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
                throw new IllegalArgumentException("needs a host and a database name, " + EXAMPLE);
            }
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            String[] login = uri.getRawUserInfo() == null
                    ? new String[0]
                    : uri.getRawUserInfo().split(":", 2);
            return new DatabaseUrl(
                    DatabaseDialect.POSTGRESQL,
                    "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query,
                    login.length > 0 ? decoded(login[0]) : null,
                    login.length > 1 ? decoded(login[1]) : null);
        } catch (URISyntaxException e) {
            // The exception's own message repeats the URL, and with it the password.
            throw new IllegalArgumentException("is no valid URL, " + EXAMPLE);
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
