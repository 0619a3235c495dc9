package dev.gatewaysync.cards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.language.Language;
import org.junit.jupiter.api.Test;

class PostTitleTest {
    private static final Message CARD = Message.of(Embed.of("✅ Over", Colour.GREEN, new CardFooter("App", null)));

    private final PostTitle english = new PostTitle(() -> Language.ENGLISH);
    private final PostTitle german = new PostTitle(() -> Language.GERMAN);

    @Test
    void a_card_that_is_edited_has_a_title_that_stays_true_in_the_servers_language() {
        EventEnvelope maintenance = CardContractTest.envelope(
                BuiltInType.MAINTENANCE, "{\"status\": \"started\", \"message\": \"Move\\nof it\"}");
        assertThat(english.of(maintenance, CARD)).isEqualTo("🔧 Maintenance: Move of it");
        assertThat(german.of(maintenance, CARD)).isEqualTo("🔧 Wartung: Move of it");
        EventEnvelope incident = CardContractTest.envelope(
                BuiltInType.APP_STATUS_CHANGED, "{\"status\": \"offline\", \"incident\": \"i\"}");
        assertThat(english.of(incident, CARD)).isEqualTo("🚨 Incident of 2025-09-06");
        assertThat(german.of(incident, CARD)).isEqualTo("🚨 Störung vom 06.09.2025");
        EventEnvelope bug = CardContractTest.envelope(BuiltInType.BUG_FIXED, "{\"title\": \"x\"}");
        assertThat(german.of(bug, CARD)).isEqualTo("✅ Over");
    }

    @Test
    void a_title_is_one_line_within_discords_bound_and_no_character_is_cut_in_two() {
        assertThat(PostTitle.shortened(" a \n b\u2028c ")).isEqualTo("a b c");
        assertThat(PostTitle.shortened("x".repeat(100))).isEqualTo("x".repeat(100));
        assertThat(PostTitle.shortened("x".repeat(101))).isEqualTo("x".repeat(99) + "…");
        assertThat(PostTitle.shortened("x".repeat(98) + "🙂y")).isEqualTo("x".repeat(98) + "…");
        EventEnvelope bug = CardContractTest.envelope(BuiltInType.BUG_FIXED, "{\"title\": \"x\"}");
        Message untitled = Message.of(Embed.of("\u3164", Colour.GREEN, new CardFooter("App", null)));
        assertThat(english.of(bug, untitled)).isEqualTo("Update");
    }
}
