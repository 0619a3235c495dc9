package dev.gatewaysync.discord.bot.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.storage.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentifyBudgetTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

    @Test
    void it_grants_300_in_24_hours_over_restarts_and_each_comes_back_after_a_day(@TempDir Path dir) {
        try (Database database = Database.open("jdbc:sqlite:" + dir.resolve("test.db"))) {
            for (int i = 0; i < IdentifyBudget.MOST; i++) {
                assertThat(new IdentifyBudget(database.jdbc(), now::get).take()).isZero();
                pass(Duration.ofMinutes(1));
            }
            IdentifyBudget budget = new IdentifyBudget(database.jdbc(), now::get);
            Duration wait = budget.take();
            assertThat(wait).isCloseTo(Duration.ofHours(19), Duration.ofSeconds(1));

            pass(wait);
            assertThat(budget.take()).isZero();
            assertThat(budget.take()).isCloseTo(Duration.ofMinutes(1), Duration.ofSeconds(1));
        }
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }
}
