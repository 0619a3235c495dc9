package dev.gatewaysync.discord.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.storage.Statistics;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyCardsTest {
    private static final ReplyCards.App UNWATCHED = new ReplyCards.App("unknown", false, null, null, null);

    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({"35, 35 ms", "1000, 1.0 s", "59940, 59.9 s", "61000, 1 min 1 s"})
    void how_long_a_sync_took_is_told_in_a_fitting_unit(long millis, String told) {
        Statistics.LastRun run = new Statistics.LastRun(THEN, millis, "success");

        Message message =
                new ReplyCards("App").status(new ReplyCards.Status(Map.of(), UNWATCHED, 0, 0, Map.of("quick", run)));

        assertThat(message.body().toString()).contains("success, <t:1767225600:R>, took " + told + "\"");
    }
}
