package dev.gatewaysync.cards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.Source;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Several events with one key are one card. */
class CustomCardTest {
    private static final Instant NOON = Instant.parse("2025-09-06T12:00:00Z");

    private final CustomCard card = CustomCard.of(event("e1", "One", NOON), 10);

    @Test
    void the_newest_event_says_what_it_shows_whichever_came_first() {
        EventEnvelope newer = event("e2", "Two", NOON.plusSeconds(60));
        EventEnvelope late = event("e0", "Zero", NOON.plusSeconds(90));

        CustomCard next = card.next(newer, 11).next(late, 9);

        EventEnvelope shown = next.newest(late);
        assertThat(shown.data()).isEqualTo(newer.data());
        assertThat(shown.timestamp()).isEqualTo(newer.timestamp());
        assertThat(shown.id()).isEqualTo("e0");
        assertThat(next.order()).isEqualTo(11);
    }

    @Test
    void who_made_it_and_when_stays() {
        CustomCard next = card.next(event("e2", "Two", NOON.plusSeconds(60)), 11);

        assertThat(next.first()).isEqualTo("e1");
        assertThat(next.since()).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void the_same_event_planned_again_is_shown_as_it_is_now() {
        CustomCard again = card.next(event("e1", "Corrected", NOON), 10);

        assertThat(again.event().path("title").asString()).isEqualTo("Corrected");
    }

    @Test
    void after_thirty_days_a_newer_event_begins_another_card_and_an_older_one_still_belongs_to_it() {
        Instant end = NOON.plus(Duration.ofDays(30));

        assertThat(card.takes(event("e2", "Two", end.minusMillis(1)), 11)).isTrue();
        assertThat(card.takes(event("e2", "Two", end), 11)).isFalse();
        assertThat(card.takes(event("e2", "Two", end), 9)).isTrue();
        assertThat(card.takes(event("e2", "Two", NOON.minus(Duration.ofDays(30))), 10))
                .as("a clock that stepped back")
                .isFalse();
    }

    private static EventEnvelope event(String id, String title, Instant at) {
        return new EventEnvelope(
                id,
                BuiltInType.CUSTOM,
                Source.MAIN_APP,
                at,
                at,
                EventJson.mapper().createObjectNode().put("title", title),
                null,
                null);
    }
}
