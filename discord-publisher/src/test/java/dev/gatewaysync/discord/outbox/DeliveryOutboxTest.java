package dev.gatewaysync.discord.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.storage.history.AttemptExchange;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every step that a delivery takes, on its own. {@link OutboxHistoryTest} has whole histories. */
class DeliveryOutboxTest {
    private static final String TARGET = "announcements";
    private static final SentMessage MESSAGE = new SentMessage("m1", "c1", "https://discord.example/m1");

    private final TestOutbox test = new TestOutbox();
    private final DeliveryOutbox outbox = test.outbox;
    private final Delivery delivery = test.planned(new BugFixed("One", null, null), TARGET);

    @Test
    void what_is_about_to_be_sent_is_marked_and_counted_first() {
        assertThat(outbox.markSending(List.of(delivery), "n1", "c1")).isTrue();

        Delivery marked = test.reread(delivery);
        assertThat(marked.isSending()).isTrue();
        assertThat(marked.nonce()).isEqualTo("n1");
        assertThat(marked.attempts()).isEqualTo(1);
    }

    @Test
    void nothing_is_marked_for_an_instance_that_is_no_longer_the_leader() {
        test.jdbc.sql("DELETE FROM lease").update();

        assertThat(outbox.markSending(List.of(delivery), "n1", "c1")).isFalse();
        assertThat(test.status(delivery)).isEqualTo("pending");
    }

    @Test
    void what_arrived_has_its_message_and_its_card_is_stored_with_it() {
        Card card = new Card("incident:1", "c1", "m1", "hash", "bot", true, null);
        outbox.markSending(List.of(delivery), "n1", "c1");
        outbox.sent(List.of(delivery), MESSAGE, card, Tried.WITHOUT_REQUEST);

        assertThat(test.status(delivery)).isEqualTo("sent");
        assertThat(test.column("message_id", delivery)).isEqualTo("m1");
        assertThat(test.column("message_url", delivery)).isEqualTo(MESSAGE.url());
        assertThat(test.cards.find("incident:1")).contains(card);
        assertThat(test.outcomes(delivery)).containsExactly("sent");
    }

    @Test
    void an_edit_that_a_message_follows_leaves_its_delivery_open() {
        outbox.markSending(List.of(delivery), "n1", "c1");
        outbox.edited(
                List.of(delivery),
                MESSAGE,
                new Card("incident:1", "c1", "m1", "hash", "bot", false, null),
                Tried.WITHOUT_REQUEST);

        Delivery open = test.reread(delivery);
        assertThat(open.isSending()).isFalse();
        assertThat(open.nonce()).isNull();
        assertThat(test.cards.find("incident:1")).isPresent();
        assertThat(test.outcomes(delivery)).containsExactly("edited");
    }

    @Test
    void a_try_that_failed_waits_with_its_reason_for_another() {
        outbox.markSending(List.of(delivery), "n1", "c1");
        outbox.back(List.of(delivery), "retry", "Discord answered 500", true, Tried.WITHOUT_REQUEST);

        assertThat(test.reread(delivery).attempts()).isEqualTo(1);
        assertThat(test.status(delivery)).isEqualTo("pending");
        assertThat(test.column("error", delivery)).isEqualTo("Discord answered 500");
        assertThat(test.outcomes(delivery)).containsExactly("retry");
    }

    /** A day's outage has thousands of tries, all alike. */
    @Test
    void of_many_tries_the_first_keep_their_bodies_and_the_one_that_ends_it() {
        Tried tried = Tried.atLast(new AttemptExchange("POST", "/channels", 500, 7, "sent", "answered", null));
        for (int i = 0; i < 22; i++) {
            outbox.markSending(List.of(delivery), "n1", "c1");
            outbox.back(List.of(delivery), "retry", "Discord answered 500", true, tried);
        }
        outbox.markSending(List.of(delivery), "n1", "c1");
        outbox.failed(delivery, "refused", tried);

        assertThat(test.attempts(delivery)).hasSize(23).allSatisfy(attempt -> {
            assertThat(attempt.exchange().status()).isEqualTo(500);
            assertThat(attempt.exchange().request())
                    .isEqualTo(attempt.attempt() == 21 || attempt.attempt() == 22 ? null : "sent");
        });
    }

    @Test
    void a_try_that_was_none_is_not_counted() {
        outbox.markSending(List.of(delivery), "n1", "c1");
        outbox.back(List.of(delivery), "held back", "A limit", false, Tried.WITHOUT_REQUEST);

        assertThat(test.reread(delivery).attempts()).isZero();
        assertThat(test.outcomes(delivery)).isEmpty();
    }

    @Test
    void of_what_nobody_knows_whether_it_arrived_the_nonce_is_kept() {
        outbox.markSending(List.of(delivery), "n1", "c1");
        outbox.unclear(List.of(delivery), "The answer was lost", Tried.WITHOUT_REQUEST);

        assertThat(test.reread(delivery).isSending()).isTrue();
        assertThat(test.reread(delivery).nonce()).isEqualTo("n1");
        assertThat(test.column("error", delivery)).isEqualTo("The answer was lost");
        assertThat(test.outcomes(delivery)).containsExactly("ambiguous");
    }

    @Test
    void of_several_that_one_message_says_the_last_is_sent_and_the_others_are_superseded() {
        Delivery last = test.planned(new BugFixed("Two", null, null), TARGET);
        outbox.conflated(List.of(delivery, last), MESSAGE);

        assertThat(test.status(delivery)).isEqualTo("superseded");
        assertThat(test.status(last)).isEqualTo("sent");
        assertThat(test.column("message_id", last)).isEqualTo("m1");
        assertThat(test.column("attempts", last)).isEqualTo("1");
        assertThat(test.outcomes(last)).containsExactly("sent");
        assertThat(test.outcomes(delivery)).isEmpty();
    }

    @Test
    void of_a_target_without_a_channel_only_what_is_open_is_skipped() {
        Delivery other = test.planned(new BugFixed("Two", null, null), "category:tools");
        Delivery sent = test.planned(new BugFixed("Three", null, null), TARGET);
        outbox.markSending(List.of(sent), "n1", "c1");
        outbox.sent(List.of(sent), MESSAGE, null, Tried.WITHOUT_REQUEST);

        assertThat(outbox.skipAll(TARGET, "No such channel")).isEqualTo(1);
        assertThat(test.status(delivery)).isEqualTo("skipped");
        assertThat(test.status(other)).isEqualTo("pending");
        assertThat(test.status(sent)).isEqualTo("sent");
    }
}
