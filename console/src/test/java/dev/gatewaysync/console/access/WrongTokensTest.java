package dev.gatewaysync.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.console.audit.AuditLog;
import dev.gatewaysync.storage.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrongTokensTest {
    @TempDir
    Path directory;

    private Instant now = Instant.parse("2026-11-29T12:00:00Z");

    @Test
    void many_addresses_cannot_fill_the_log() {
        try (Database database = Database.open("jdbc:sqlite:" + directory.resolve("gateway.db"))) {
            WrongTokens wrong =
                    new WrongTokens(new LoginThrottle(() -> now), new AuditLog(database.jdbc(), () -> now), () -> now);
            for (int address = 0; address < 500; address++) {
                wrong.given("10.0.0." + address, "API");
            }
            assertThat(rows(database)).isEqualTo(WrongTokens.MOST);
            now = now.plus(Duration.ofSeconds(61));
            wrong.given("10.0.0.1", "API");
            assertThat(rows(database)).isEqualTo(WrongTokens.MOST + 1);
        }
    }

    private static long rows(Database database) {
        return database.jdbc()
                .sql("SELECT count(*) FROM audit_log WHERE action = 'wrong-token'")
                .query(Long.class)
                .single();
    }
}
