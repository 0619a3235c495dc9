package dev.gatewaysync.sync.backup;

import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table {@code backup}. */
@Component
class BackupList {
    private final JdbcTemplate jdbc;

    BackupList(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void add(Backup backup) {
        jdbc.update(
                """
                INSERT INTO backup (file, created_at, size_bytes, sha256, updates, verified_at, outcome)
                VALUES (?, ?, ?, ?, ?, ?, 'verified')""",
                backup.file(),
                backup.createdAt().toEpochMilli(),
                backup.sizeBytes(),
                backup.sha256(),
                backup.updates(),
                backup.createdAt().toEpochMilli());
    }

    void checked(String file, String outcome, Instant at) {
        jdbc.update("UPDATE backup SET outcome = ?, verified_at = ? WHERE file = ?", outcome, at.toEpochMilli(), file);
    }

    void remove(String file) {
        jdbc.update("DELETE FROM backup WHERE file = ?", file);
    }

    Optional<String> sha256(String file) {
        return jdbc.queryForList("SELECT sha256 FROM backup WHERE file = ?", String.class, file).stream()
                .findFirst();
    }

    Optional<Instant> last() {
        return jdbc.queryForList("SELECT created_at FROM backup ORDER BY created_at DESC LIMIT 1", Long.class).stream()
                .findFirst()
                .map(Instant::ofEpochMilli);
    }

    /** When the history began; empty if nothing has happened yet. */
    Optional<Instant> firstRecorded() {
        return jdbc.queryForList("SELECT recorded_at FROM event ORDER BY seq LIMIT 1", Long.class).stream()
                .findFirst()
                .map(Instant::ofEpochMilli);
    }
}
