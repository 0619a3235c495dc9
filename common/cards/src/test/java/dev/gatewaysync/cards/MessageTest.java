package dev.gatewaysync.cards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class MessageTest {
    private static final Embed CARD = Embed.of("A *card*", Colour.BLUE, new CardFooter("App", null));
    private static final Message PLAIN = Message.of(CARD);

    @Test
    void a_message_as_usual_has_its_cards_and_pings_nobody() {
        assertThat(PLAIN.newBody(false)).isEqualTo(PLAIN.body()).isEqualTo(PLAIN.newBody(true));
        assertThat(PLAIN.body().propertyNames()).containsExactlyInAnyOrder("embeds", "allowed_mentions");
        assertThat(PLAIN.body().path("allowed_mentions").toString()).isEqualTo("{\"parse\":[]}");
    }

    @Test
    void the_roles_that_it_pings_are_named_and_allowed_and_no_others() {
        ObjectNode body = PLAIN.pinging(Set.of("43", "42")).body();

        assertThat(body.path("content").asString()).isEqualTo("<@&42> <@&43>");
        assertThat(body.path("allowed_mentions").toString()).isEqualTo("{\"parse\":[],\"roles\":[\"42\",\"43\"]}");
    }

    @Test
    void only_a_new_message_is_silent_and_only_a_webhooks_has_a_sender_of_its_own() {
        Message message = PLAIN.arriving(new Message.Delivery(true, "Log", "https://a.example/p.png"));

        ObjectNode byWebhook = message.newBody(true);
        assertThat(byWebhook.path("flags").asInt()).isEqualTo(4_096);
        assertThat(byWebhook.path("username").asString()).isEqualTo("Log");
        assertThat(byWebhook.path("avatar_url").asString()).isEqualTo("https://a.example/p.png");

        ObjectNode byBot = message.newBody(false);
        assertThat(byBot.path("flags").asInt()).isEqualTo(4_096);
        assertThat(byBot.has("username")).isFalse();
        assertThat(byBot.has("avatar_url")).isFalse();
        assertThat(message.body()).as("an edit").isEqualTo(PLAIN.body());
    }

    @Test
    void an_answer_names_what_it_answers_where_the_bot_sends_it_and_pings_nobody() {
        Message answer = PLAIN.replyingTo("20", PLAIN);

        ObjectNode byBot = answer.newBody(false);
        assertThat(byBot.path("message_reference").toString())
                .isEqualTo("{\"type\":0,\"message_id\":\"20\",\"fail_if_not_exists\":false}");
        assertThat(byBot.path("allowed_mentions").toString()).isEqualTo("{\"parse\":[],\"replied_user\":false}");
        assertThat(answer.newBody(true)).isEqualTo(PLAIN.newBody(true));
        assertThat(answer.reply()).isEqualTo(new Message.Reply("20", PLAIN));
    }

    @Test
    void what_is_said_of_a_message_stays_whatever_else_is_said_of_it() {
        Message.Delivery silent = new Message.Delivery(true, null, null);
        Message message = PLAIN.arriving(silent)
                .pinging(Set.of("42"))
                .replyingTo("20", PLAIN)
                .with(null);

        assertThat(message.delivery()).isEqualTo(silent);
        assertThat(message.roles()).containsExactly("42");
        assertThat(message.reply()).isNotNull();
        assertThat(message.embeds()).containsExactly(CARD);
        assertThat(Message.of(List.of(CARD, CARD)).title()).isEqualTo("A *card*");
    }

    @Test
    void ten_cards_fit_in_one_message_and_6000_characters() {
        int left = Embed.TOTAL - CARD.length();

        assertThat(Message.fits(9, left, CARD)).isTrue();
        assertThat(Message.fits(10, 0, CARD)).isFalse();
        assertThat(Message.fits(0, left + 1, CARD)).isFalse();
    }
}
