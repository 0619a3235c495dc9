package dev.gatewaysync.cards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.events.ResourceSuggested;
import dev.gatewaysync.events.SuggestionReviewed;
import org.junit.jupiter.api.Test;

class SuggestionCardTest {
    private static final SuggestionCard OPEN = SuggestionCard.of("s-1", (ResourceSuggested)
            CardContractTest.sample(BuiltInType.RESOURCE_SUGGESTED).event());
    private static final ResourceAdded ADDED =
            (ResourceAdded) CardContractTest.sample(BuiltInType.RESOURCE_ADDED).event();

    @Test
    void it_may_still_change_until_it_is_declined_or_its_resource_is_there() {
        assertThat(OPEN.isOpen()).isTrue();
        assertThat(OPEN.next(reviewed("approved")).isOpen()).isTrue();
        assertThat(OPEN.next(reviewed("declined")).isOpen()).isFalse();
        assertThat(OPEN.next(ADDED).isOpen()).isFalse();
    }

    @Test
    void a_review_that_comes_after_its_resource_says_who_and_leaves_it_added() {
        SuggestionCard late = OPEN.next(ADDED).next(reviewed("declined"));

        assertThat(late.status()).isEqualTo(SuggestionCard.Status.ADDED);
        assertThat(late.reviewer()).isEqualTo("ada");
    }

    @Test
    void one_whose_card_was_lost_is_made_anew_of_what_the_later_event_says() {
        SuggestionCard ofReview = SuggestionCard.of(reviewed("approved"));
        assertThat(ofReview.id()).isEqualTo("s-1");
        assertThat(ofReview.url()).isEqualTo("https://tool.example/");
        assertThat(ofReview.isOpen()).isTrue();

        SuggestionCard ofResource = SuggestionCard.of("s-2", ADDED, "https://tool.example/");
        assertThat(ofResource.id()).isEqualTo("s-2");
        assertThat(ofResource.name()).isEqualTo(ADDED.name());
    }

    private static SuggestionReviewed reviewed(String decision) {
        EventEnvelope event = CardContractTest.envelope(
                BuiltInType.SUGGESTION_REVIEWED,
                "{\"suggestionId\": \"s-1\", \"decision\": \"" + decision
                        + "\", \"reviewer\": \"ada\", \"url\": \"https://tool.example/\"}");
        return (SuggestionReviewed) event.event();
    }
}
