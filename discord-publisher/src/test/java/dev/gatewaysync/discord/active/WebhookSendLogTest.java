package dev.gatewaysync.discord.active;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.ratelimit.RateLimits;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.task.ManualClock;
import dev.gatewaysync.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No header of Discord's says how often a channel's webhooks were used, so the database keeps it. */
class WebhookSendLogTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));

    @Test
    void the_sends_of_the_last_minute_outlive_a_restart(@TempDir Path folder) {
        try (Database database = Database.open("jdbc:sqlite:" + folder.resolve("sends.db"))) {
            RateLimiter before = new RateLimiter(RateLimits.defaults(), new ManualClock());
            before.restoreHiddenSends(Map.of("42", List.of(clock.millis() - 1_000)), clock.instant());
            new WebhookSendLog(database.jdbc(), before, clock).save();

            RateLimiter after = new RateLimiter(RateLimits.defaults(), new ManualClock());
            new WebhookSendLog(database.jdbc(), after, clock).restore();

            // The limiter adds a little for safety.
            assertThat(after.hiddenSends(clock.instant()).get("42"))
                    .singleElement()
                    .satisfies(time -> assertThat(time).isBetween(clock.millis() - 1_000, clock.millis() - 900));
        }
    }
}
