package dev.gatewaysync.storage;

import dev.gatewaysync.input.WebAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
        throw new IllegalArgumentException("must begin with postgres://, jdbc:postgresql: or jdbc:sqlite:, " + EXAMPLE);
    }

    /** False for a file that is not there yet. */
    boolean mayAnswer() {
        if (dialect != DatabaseDialect.SQLITE) {
            return true;
        }
        String file = jdbcUrl.substring("jdbc:sqlite:".length())
                .replaceFirst("^file:", "")
                .replaceFirst("\\?.*", "");
        return !file.isEmpty() && Files.exists(Path.of(file));
    }

    private static DatabaseUrl postgres(String url) {
        WebAddress address;
        try {
            address = WebAddress.parse(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is no valid URL (it " + e.getMessage() + "), " + EXAMPLE);
        }
        if (address.path().length() < 2) {
            throw new IllegalArgumentException("names no database after its host, " + EXAMPLE);
        }
        String query = address.query() == null ? "" : "?" + address.query();
        String[] login =
                address.userInfo() == null ? new String[0] : address.userInfo().split(":", 2);
        return new DatabaseUrl(
                DatabaseDialect.POSTGRESQL,
                "jdbc:postgresql://" + address.authority() + address.path() + query,
                login.length > 0 ? decoded(login[0]) : null,
                login.length > 1 ? decoded(login[1]) : null);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
