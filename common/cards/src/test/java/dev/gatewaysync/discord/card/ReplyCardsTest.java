package dev.gatewaysync.discord.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.language.Language;
import dev.gatewaysync.storage.Statistics;
import dev.gatewaysync.storage.Update;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
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

    @Test
    void what_has_happened_is_told_in_each_language_whatever_it_was() {
        for (BuiltInType type : BuiltInType.values()) {
            EventEnvelope event = CardContractTest.sample(type);
            Update update = new Update(
                    "id",
                    Instant.EPOCH,
                    type.wireName(),
                    "as the history has it",
                    event.data(),
                    "main-app",
                    "general",
                    "normal",
                    true,
                    null);
            String english = UpdateLine.of(update, Language.ENGLISH);
            String german = UpdateLine.of(update, Language.GERMAN);
            assertThat(english).isNotEqualTo("as the history has it");
            if (type != BuiltInType.CUSTOM) {
                assertThat(german).as(type.wireName()).isNotEqualTo(english);
            }
        }
    }
}
