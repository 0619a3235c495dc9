package dev.gatewaysync.discord.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.cards.EventCards;
import dev.gatewaysync.cards.channel.Targets;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.discord.outbox.Card;
import dev.gatewaysync.discord.outbox.TestOutbox;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.GatewayEvent;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.events.ResourceSuggested;
import dev.gatewaysync.events.SuggestionReviewed;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionCardsTest {
    private static final Destination.Channel CHANNEL = new Destination.Channel("7", "1", "suggestions", null, null);
    private static final Destination.Channel OTHER = new Destination.Channel("8", "1", "elsewhere", null, null);
    private static final String URL = "https://tool.example/";

    private final TestOutbox test = new TestOutbox();
    private final SuggestionCards suggestions =
            new SuggestionCards(new EventCards("App", () -> GatewayConfig.NONE), test.cards);

    @Test
    void a_suggestion_is_a_new_message_that_may_still_change() {
        OutgoingMessage message = message(suggested(), CHANNEL);

        assertThat(message.messageToEdit()).isNull();
        assertThat(message.card().open()).isTrue();
        assertThat(message.message().body().toString()).contains("ann", "tool.example");
    }

    @Test
    void its_review_edits_the_message_and_says_who_decided() {
        sent(message(suggested(), CHANNEL));

        OutgoingMessage review = message(reviewed(), CHANNEL);

        assertThat(review.messageToEdit()).isEqualTo("m1");
        assertThat(review.message().body().toString()).contains("ann", "bob");
    }

    @Test
    void a_resource_that_comes_of_it_edits_the_same_message() {
        sent(message(suggested(), CHANNEL));

        assertThat(message(new ResourceAdded("Tool", "tools", "https://www.tool.example", null, List.of()), CHANNEL)
                        .messageToEdit())
                .isEqualTo("m1");
    }

    @Test
    void what_was_suggested_before_and_is_again_has_a_card_of_its_own() {
        sent(message(suggested(), CHANNEL));

        assertThat(message(suggested(), CHANNEL).messageToEdit()).isNull();
    }

    @Test
    void in_another_channel_than_before_it_is_a_new_message() {
        sent(message(suggested(), CHANNEL));

        OutgoingMessage review = message(reviewed(), OTHER);

        assertThat(review.messageToEdit()).isNull();
        assertThat(review.card().channelId()).isEqualTo("8");
        assertThat(review.message().body().toString())
                .as("what was known is not lost")
                .contains("ann");
    }

    @Test
    void a_review_without_a_suggestion_that_we_know_makes_a_card_too() {
        assertThat(message(reviewed(), CHANNEL).message().body().toString()).contains("bob", "tool.example");
    }

    @Test
    void other_events_have_no_suggestions_card() {
        assertThatThrownBy(() -> message(new BugFixed("One", null, null), CHANNEL))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private OutgoingMessage message(GatewayEvent event, Destination.Channel channel) {
        return suggestions.message(test.planned(event, Targets.SUGGESTIONS), channel);
    }

    private void sent(OutgoingMessage message) {
        Card card = message.card();
        test.cards.save(card.inMessage("m1"));
    }

    private static ResourceSuggested suggested() {
        return new ResourceSuggested("ann", null, "Tool", URL, "tools", null, null);
    }

    private static SuggestionReviewed reviewed() {
        return new SuggestionReviewed("s1", SuggestionReviewed.Decision.APPROVED, "bob", "Tool", URL, "tools");
    }
}
