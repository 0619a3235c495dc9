package dev.gatewaysync.discord.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.compose.OutgoingMessage;
import dev.gatewaysync.discord.compose.TestMessages;
import dev.gatewaysync.discord.outbox.Delivery;
import dev.gatewaysync.discord.outbox.TestOutbox;
import dev.gatewaysync.discord.rest.WebhookAddress;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.events.BugFixed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class NonceWindowTest {
    private static final Destination.Channel OF_THE_BOT = new Destination.Channel("7", "1", "updates", null, null);
    private static final Destination.Channel OF_A_WEBHOOK = new Destination.Channel(
            "7", "1", "updates", WebhookAddress.parse("https://discord.com/api/webhooks/55/TOKEN"), null);

    private final TestOutbox test = new TestOutbox();
    private final NonceWindow window = new NonceWindow(test.clock);
    private final Delivery planned = test.planned(new BugFixed("One", null, null), "announcements");

    @Test
    void within_two_minutes_of_the_first_sending_the_nonce_gives_the_message_that_is_there() {
        OutgoingMessage message = sentBefore(1);
        test.clock.advance(Duration.ofMinutes(2).minusMillis(1));
        assertThat(window.isOpen(message, OF_THE_BOT)).isTrue();

        test.clock.advance(Duration.ofMillis(1));
        assertThat(window.isOpen(message, OF_THE_BOT)).isFalse();
    }

    @Test
    void a_webhook_has_no_nonce() {
        assertThat(window.isOpen(sentBefore(1), OF_A_WEBHOOK)).isFalse();
    }

    @Test
    void of_what_was_sent_several_times_before_a_restart_nobody_knows_when_the_first_was() {
        assertThat(window.isOpen(sentBefore(2), OF_THE_BOT)).isFalse();
    }

    @Test
    void of_what_this_process_sent_it_knows_however_often_it_did() {
        OutgoingMessage message = sentBefore(3);
        window.inDoubt(message);

        assertThat(window.isOpen(message, OF_THE_BOT)).isTrue();
    }

    @Test
    void a_clock_that_was_set_back_opens_nothing() {
        OutgoingMessage message = sentBefore(1);
        test.clock.advance(Duration.ofSeconds(-1));

        assertThat(window.isOpen(message, OF_THE_BOT)).isFalse();
    }

    private OutgoingMessage sentBefore(int times) {
        for (int n = 0; n < times; n++) {
            test.outbox.markSending(List.of(planned), "n1", "7");
        }
        return TestMessages.of(test.reread(planned));
    }
}
