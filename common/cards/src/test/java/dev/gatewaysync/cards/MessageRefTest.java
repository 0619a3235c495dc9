package dev.gatewaysync.cards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.storage.history.CardRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class MessageRefTest {
    @ParameterizedTest
    @CsvSource({"00000000, #0000000", "ffffffff, #3ZZZZZZ", "76babb74, #1VBNEVM"})
    void a_sign_is_the_ref_in_letters_that_nobody_mistakes(String ref, String shown) {
        assertThat(CardRef.shown(ref)).isEqualTo(shown);
        assertThat(CardRef.read(shown)).contains(ref);
    }

    @ParameterizedTest
    @ValueSource(strings = {"#1VBNEVM", "1vbnevm", " #ivbnevm ", "LVBNEVM", "ref 76babb74", "76BABB74"})
    void it_is_read_however_somebody_types_it(String typed) {
        assertThat(CardRef.read(typed)).contains("76babb74");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#", "#1VBNEV", "#1VBNEVMM", "#ZZZZZZZ", "#1VBNEVU", "release", "76babb7g"})
    void other_words_are_no_sign(String typed) {
        assertThat(CardRef.read(typed)).isEmpty();
    }

    @Test
    void a_card_is_known_by_its_sign_and_one_of_before_by_its_ref() {
        assertThat(MessageRef.carriedBy(footed("Everything Gateway • #1VBNEVM"), "76babb74"))
                .isTrue();
        assertThat(MessageRef.carriedBy(footed("Everything Gateway • ref 76babb74"), "76babb74"))
                .isTrue();
        assertThat(MessageRef.carriedBy(footed("Everything Gateway • #1VBNEVN"), "76babb74"))
                .isFalse();
        assertThat(MessageRef.carriedBy(EventJson.mapper().readTree("{\"embeds\":[]}"), "76babb74"))
                .isFalse();
    }

    @Test
    void a_nonce_is_as_long_as_discord_takes_and_the_same_for_the_same_events_alone() {
        String nonce = MessageRef.nonce("event", "announcements", 2);

        assertThat(nonce).hasSize(25).isEqualTo(MessageRef.nonce("event", "announcements", 2));
        assertThat(MessageRef.nonce("event", "announcements", 1)).isNotEqualTo(nonce);
        assertThat(MessageRef.nonce("event", "category:tools", 2)).isNotEqualTo(nonce);
        assertThat(MessageRef.nonce("other", "announcements", 2)).isNotEqualTo(nonce);
    }

    private static JsonNode footed(String footer) {
        return EventJson.mapper().readTree("{\"embeds\":[{\"footer\":{\"text\":\"" + footer + "\"}}]}");
    }
}
