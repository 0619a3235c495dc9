package dev.gatewaysync.storage.operator;

import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When the next digest is made, as sync-worker keeps it. */
public final class DigestTimes {
    private final JdbcClient jdbc;

    public DigestTimes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param since from when on it tells what has happened */
    public record Next(Instant since, Instant at) {}

    /** Empty if there is none to come. */
    public Optional<Next> next() {
        return jdbc.sql("SELECT since, next_at FROM digest_state WHERE name = 'digest'")
                .query((row, n) -> new Next(
                        Instant.ofEpochMilli(row.getLong("since")), Instant.ofEpochMilli(row.getLong("next_at"))))
                .optional();
    }
}
