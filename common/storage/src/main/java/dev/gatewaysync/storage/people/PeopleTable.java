package dev.gatewaysync.storage.people;

import dev.gatewaysync.storage.Database;
import dev.gatewaysync.storage.DatabaseDialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * People who may log in to the console, and tokens of people and programs; of passwords and tokens the hashes alone. The last admin
 * can neither be removed nor made less: then nobody could mend it.
 */
public final class PeopleTable {
    /** How often at most the use of a token is written down. */
    public static final Duration USE_NOTED = Duration.ofMinutes(1);

    private static final String OTHER_ADMINS =
            "(SELECT count(*) FROM person WHERE role = 'admin' AND removed_at IS NULL) > 1";

    /** A token whose owner is gone is no token. */
    private static final String OPEN_TOKENS = """
            SELECT t.*, p.name AS owner_name, p.role AS owner_role
            FROM access_token t LEFT JOIN person p ON p.id = t.owner AND p.removed_at IS NULL
            WHERE t.revoked_at IS NULL AND (t.owner IS NULL OR p.id IS NOT NULL)
            """;

    private final Database database;
    private final JdbcClient jdbc;
    private final InstantSource clock;

    public PeopleTable(Database database, InstantSource clock) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.clock = clock;
    }

    public List<PersonRow> people() {
        return jdbc.sql("SELECT * FROM person WHERE removed_at IS NULL ORDER BY id")
                .query((row, n) -> person(row))
                .list();
    }

    public Optional<PersonRow> person(String id) {
        return jdbc.sql("SELECT * FROM person WHERE id = :id AND removed_at IS NULL")
                .param("id", id)
                .query((row, n) -> person(row))
                .optional();
    }

    public boolean hasAdmin() {
        return jdbc.sql("SELECT count(*) FROM person WHERE role = 'admin' AND removed_at IS NULL")
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** @return false if there is one of this id */
    public boolean add(PersonRow person) {
        // Whoever had the name before may have left tokens behind.
        jdbc.sql("""
                        UPDATE access_token SET revoked_at = :now WHERE owner = :id AND revoked_at IS NULL
                          AND NOT EXISTS (SELECT 1 FROM person WHERE id = :id AND removed_at IS NULL)""").param("now", clock.millis()).param("id", person.id()).update();
        return jdbc.sql("""
                        INSERT INTO person (id, name, role, password_hash, stamp, created_at, created_by)
                        VALUES (:id, :name, :role, :hash, :stamp, :at, :by)
                        ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role,
                          password_hash = excluded.password_hash, stamp = excluded.stamp, created_at = excluded.created_at,
                          created_by = excluded.created_by, last_login_at = NULL, removed_at = NULL
                        WHERE person.removed_at IS NOT NULL""")
                        .param("id", person.id())
                        .param("name", person.name())
                        .param("role", person.role())
                        .param("hash", person.passwordHash())
                        .param("stamp", person.stamp())
                        .param("at", person.createdAt().toEpochMilli())
                        .param("by", person.createdBy())
                        .update()
                == 1;
    }

    /** @param stamp a new one, so that what was opened with the old password is over */
    public boolean setPassword(String id, String hash, String stamp) {
        return jdbc.sql("UPDATE person SET password_hash = :hash, stamp = :stamp WHERE id = :id AND removed_at IS NULL")
                        .param("hash", hash)
                        .param("stamp", stamp)
                        .param("id", id)
                        .update()
                == 1;
    }

    /** @return false if {@code old} is no longer the stamp of the person's password */
    public boolean replacePassword(String id, String old, String hash, String stamp) {
        return jdbc.sql("UPDATE person SET password_hash = :hash, stamp = :stamp"
                                + " WHERE id = :id AND stamp = :old AND removed_at IS NULL")
                        .param("hash", hash)
                        .param("stamp", stamp)
                        .param("id", id)
                        .param("old", old)
                        .update()
                == 1;
    }

    /** @return false if it is the last admin's, or nobody's */
    public boolean setRole(String id, String role) {
        return oneAfterTheOther(() -> changeRole(id, role));
    }

    private boolean changeRole(String id, String role) {
        return jdbc.sql("UPDATE person SET role = :role WHERE id = :id AND removed_at IS NULL"
                                + " AND (role <> 'admin' OR :role = 'admin' OR " + OTHER_ADMINS + ")")
                        .param("role", role)
                        .param("id", id)
                        .update()
                == 1;
    }

    /**
     * With all tokens that the person owns.
     *
     * @return false if it is the last admin, or nobody
     */
    public boolean remove(String id) {
        return oneAfterTheOther(() -> takeOut(id));
    }

    /** Of two admins who go at once, each would count the other. SQLite lets one write at a time anyway. */
    private boolean oneAfterTheOther(BooleanSupplier change) {
        return Boolean.TRUE.equals(database.transactions().execute(status -> {
            if (database.dialect() == DatabaseDialect.POSTGRESQL) {
                jdbc.sql("SELECT id FROM person WHERE role = 'admin' AND removed_at IS NULL ORDER BY id FOR UPDATE")
                        .query(String.class)
                        .list();
            }
            return change.getAsBoolean();
        }));
    }

    private boolean takeOut(String id) {
        boolean removed = jdbc.sql("UPDATE person SET removed_at = :now, password_hash = '', stamp = ''"
                                + " WHERE id = :id AND removed_at IS NULL AND (role <> 'admin' OR " + OTHER_ADMINS
                                + ")")
                        .param("now", clock.millis())
                        .param("id", id)
                        .update()
                == 1;
        if (removed) {
            jdbc.sql("UPDATE access_token SET revoked_at = :now WHERE owner = :id AND revoked_at IS NULL")
                    .param("now", clock.millis())
                    .param("id", id)
                    .update();
        }
        return removed;
    }

    public void noteLogin(String id, Instant at) {
        jdbc.sql("UPDATE person SET last_login_at = :at WHERE id = :id")
                .param("at", at.toEpochMilli())
                .param("id", id)
                .update();
    }

    /** Those that are expired, too. */
    public List<AccessTokenRow> tokens() {
        return jdbc.sql(OPEN_TOKENS + "ORDER BY t.id")
                .query((row, n) -> token(row))
                .list();
    }

    /** Also one that is expired. */
    public Optional<AccessTokenRow> token(String hash) {
        return jdbc.sql(OPEN_TOKENS + "AND t.hash = :hash")
                .param("hash", hash)
                .query((row, n) -> token(row))
                .optional();
    }

    /** @return false if there is one of this id, or its owner is gone */
    public boolean addToken(AccessTokenRow token) {
        return jdbc.sql("""
                        INSERT INTO access_token (hash, id, name, role, owner, created_at, created_by, expires_at)
                        SELECT :hash, :id, :name, :role, :owner, :at, :by, :expires
                        WHERE NOT EXISTS (SELECT 1 FROM access_token WHERE id = :id AND revoked_at IS NULL)
                          AND (CAST(:owner AS TEXT) IS NULL
                            OR EXISTS (SELECT 1 FROM person WHERE id = :owner AND removed_at IS NULL))
                        ON CONFLICT DO NOTHING""")
                        .param("hash", token.hash())
                        .param("id", token.id())
                        .param("name", token.name())
                        .param("role", token.role())
                        .param("owner", token.owner())
                        .param("at", token.createdAt().toEpochMilli())
                        .param("by", token.createdBy())
                        .param(
                                "expires",
                                token.expiresAt() == null
                                        ? null
                                        : token.expiresAt().toEpochMilli(),
                                Types.BIGINT)
                        .update()
                == 1;
    }

    /** At once: whoever comes with it next is nobody. */
    public boolean revoke(String id) {
        return jdbc.sql("UPDATE access_token SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL")
                        .param("now", clock.millis())
                        .param("id", id)
                        .update()
                > 0;
    }

    /** Writes once a minute, however often it is used. */
    public void noteUse(AccessTokenRow token, Instant at) {
        if (token.lastUsedAt() == null || at.isAfter(token.lastUsedAt().plus(USE_NOTED))) {
            jdbc.sql("UPDATE access_token SET last_used_at = :at WHERE hash = :hash")
                    .param("at", at.toEpochMilli())
                    .param("hash", token.hash())
                    .update();
        }
    }

    private static PersonRow person(ResultSet row) throws SQLException {
        return new PersonRow(
                row.getString("id"),
                row.getString("name"),
                row.getString("role"),
                row.getString("password_hash"),
                row.getString("stamp"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getString("created_by"),
                time(row, "last_login_at"));
    }

    private static AccessTokenRow token(ResultSet row) throws SQLException {
        return new AccessTokenRow(
                row.getString("hash"),
                row.getString("id"),
                row.getString("name"),
                row.getString("role"),
                row.getString("owner"),
                row.getString("owner_name"),
                row.getString("owner_role"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getString("created_by"),
                time(row, "expires_at"),
                time(row, "last_used_at"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
