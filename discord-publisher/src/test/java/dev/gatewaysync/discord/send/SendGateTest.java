package dev.gatewaysync.discord.send;

import static dev.gatewaysync.discord.send.TestSending.BY_WEBHOOK;
import static dev.gatewaysync.discord.send.TestSending.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.ratelimit.BlockState;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SendGateTest {
    private static final String TARGET = "announcements";
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    private final TestSending sending = new TestSending();
    private final SendGate gate = sending.gate;

    @AfterEach
    void close() {
        sending.close();
    }

    @Test
    void it_is_open_and_says_nothing_while_nothing_holds_anything_back() {
        assertThat(gate.untilOpen(TARGET, CHANNEL)).isZero();
        assertThat(gate.isOpen(CHANNEL)).isTrue();
        assertThat(gate.maySearch(TARGET, CHANNEL)).isTrue();
        assertThat(sending.deliveries.status(TARGET)).isEmpty();
    }

    @Test
    void a_refused_token_holds_back_the_bot_and_says_so_but_no_webhook() {
        sending.tokenGuard.refused("401");

        assertThat(gate.untilOpen(TARGET, CHANNEL)).isEqualTo(Duration.ofSeconds(1));
        assertThat(gate.isOpen(CHANNEL)).isFalse();
        assertThat(sending.deliveries.status(TARGET)).startsWith("paused: ").contains("DISCORD_TOKEN");
        assertThat(gate.untilOpen("other", BY_WEBHOOK)).isZero();
        assertThat(gate.isOpen(BY_WEBHOOK)).isTrue();
        assertThat(sending.deliveries.status("other")).isEmpty();
    }

    @Test
    void with_a_refused_token_nothing_can_be_looked_for_even_where_a_webhook_sends() {
        sending.tokenGuard.refused("401");

        assertThat(gate.maySearch(TARGET, BY_WEBHOOK)).isFalse();
        assertThat(sending.deliveries.status(TARGET)).contains("may have arrived", "DISCORD_TOKEN");
    }

    @Test
    void a_block_of_our_address_holds_back_everybody_and_is_asked_about_twice_a_second() {
        sending.discord.limiter.restoreBlock(new BlockState(1, Duration.ofMinutes(10)));

        assertThat(gate.untilOpen(TARGET, CHANNEL)).isEqualTo(LONGEST_WAIT);
        assertThat(gate.untilOpen(TARGET, BY_WEBHOOK)).isEqualTo(LONGEST_WAIT);
        assertThat(gate.isOpen(BY_WEBHOOK)).isFalse();
    }

    @Test
    void a_long_wait_for_the_limits_is_asked_about_again_for_it_may_end_early() {
        sending.useUpTheWebhook();

        assertThat(sending.sender.untilPermit(BY_WEBHOOK)).isGreaterThanOrEqualTo(LONGEST_WAIT);
        assertThat(gate.untilOpen(TARGET, BY_WEBHOOK)).isEqualTo(LONGEST_WAIT);
        assertThat(gate.isOpen(BY_WEBHOOK))
                .as("a send waits for the limits by itself")
                .isTrue();
    }
}
