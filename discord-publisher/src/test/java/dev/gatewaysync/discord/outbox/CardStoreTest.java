package dev.gatewaysync.discord.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.cards.CustomCard;
import dev.gatewaysync.events.EventJson;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CardStoreTest {
    private final TestOutbox test = new TestOutbox();
    private final CardStore cards = test.cards;

    @Test
    void a_card_is_found_as_it_was_saved_last() {
        cards.save(card("incident:1", true, null).inMessage("m1"));
        Card changed = new Card(
                "incident:1",
                "c2",
                "m2",
                "hash",
                "webhook:55",
                false,
                EventJson.mapper().createObjectNode().put("title", "Ü"));
        cards.save(changed);

        assertThat(cards.find("incident:1")).contains(changed);
        assertThat(cards.find("incident:2")).isEmpty();
    }

    @Test
    void of_several_open_cards_of_a_kind_the_one_that_changed_last_comes_first() {
        cards.save(card("incident:1", true, null));
        test.clock.advance(Duration.ofSeconds(1));
        cards.save(card("incident:2", true, null));
        test.clock.advance(Duration.ofSeconds(1));
        cards.save(card("incident:3", false, null));
        cards.save(card("maintenance:1", true, null));

        assertThat(cards.open("incident:")).extracting(Card::key).containsExactly("incident:2", "incident:1");
    }

    @Test
    void the_card_that_an_event_ended_is_found_by_that_event() {
        cards.save(card("incident:1", false, "e1"));
        cards.save(card("incident:2", false, "e2"));

        assertThat(cards.endedBy("incident:", "e1")).map(Card::key).contains("incident:1");
        assertThat(cards.endedBy("incident:", "e3")).isEmpty();
    }

    @Test
    void cards_that_the_main_app_names_are_forgotten_once_no_event_edits_them_any_more() {
        cards.save(card("custom:old", true, null));
        cards.save(card("incident:old", true, null));
        test.clock.advance(CustomCard.EDITED_FOR.plusSeconds(1));
        cards.save(card("custom:new", true, null));

        assertThat(cards.find("custom:old")).isEmpty();
        assertThat(cards.find("custom:new")).isPresent();
        assertThat(cards.find("incident:old")).isPresent();
    }

    private static Card card(String key, boolean open, String endedBy) {
        return new Card(
                key,
                "c1",
                null,
                null,
                "bot",
                open,
                endedBy == null ? null : EventJson.mapper().createObjectNode().put("endedBy", endedBy));
    }
}
