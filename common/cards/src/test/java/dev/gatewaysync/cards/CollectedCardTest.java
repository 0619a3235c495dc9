package dev.gatewaysync.cards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.language.Language;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Many events in one card. */
class CollectedCardTest {
    private static final EventEnvelope BUG =
            CardContractTest.envelope(BuiltInType.BUG_FIXED, "{\"title\": \"Crash *on* start\"}");
    private static final EventEnvelope NUMBERS =
            CardContractTest.envelope(BuiltInType.STATS_UPDATED, "{\"resourceCount\": 7}");

    private final EventCards cards = new EventCards("App", () -> GatewayConfig.NONE);

    @Test
    void each_event_is_a_line_and_one_that_has_no_card_is_described() {
        JsonNode card = collected(List.of(BUG, NUMBERS), 2);

        assertThat(card.path("title").asString()).isEqualTo("📰 2 updates");
        assertThat(card.path("description").asString().lines())
                .hasSize(2)
                .first()
                .isEqualTo("• 🐛 Bug fixed: Crash \\*on\\* start");
        assertThat(card.path("timestamp").asString()).isEqualTo("2025-09-06T12:00:00Z");
        assertThat(cards.collectedLine(BUG, "announcements")).isEqualTo("• 🐛 Bug fixed: Crash \\*on\\* start");
    }

    @Test
    void of_more_than_are_named_it_is_said_how_many_they_are() {
        assertThat(collected(List.of(BUG), 4).path("description").asString())
                .isEqualTo("• 🐛 Bug fixed: Crash \\*on\\* start\nand 3 more");
        assertThat(collected(List.of(BUG), 1).path("description").asString()).doesNotContain("more");
        assertThat(collected(List.of(BUG), 1).path("title").asString()).isEqualTo("📰 One update");
    }

    @Test
    void of_too_many_the_first_are_named_each_whole_and_the_others_counted() {
        EventEnvelope wordy =
                CardContractTest.envelope(BuiltInType.BUG_FIXED, "{\"title\": \"" + "x".repeat(180) + "\"}");

        String text = collected(Collections.nCopies(100, wordy), 100)
                .path("description")
                .asString();

        List<String> lines = text.lines().toList();
        assertThat(text.length()).isBetween(3_700, 4_010);
        assertThat(lines.getLast()).isEqualTo("and " + (100 - (lines.size() - 1)) + " more");
    }

    @Test
    void it_is_told_in_the_servers_language() {
        assertThat(cards.in(() -> Language.GERMAN)
                        .collected(List.of(BUG), 3, BUG, "announcements")
                        .toJson()
                        .toString())
                .doesNotContain("more", "updates");
    }

    private JsonNode collected(List<EventEnvelope> first, long count) {
        return cards.collected(first, count, first.getLast(), "announcements").toJson();
    }
}
