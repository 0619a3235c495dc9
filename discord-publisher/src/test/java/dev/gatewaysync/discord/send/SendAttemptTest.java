package dev.gatewaysync.discord.send;

import static dev.gatewaysync.discord.send.TestSending.BY_WEBHOOK;
import static dev.gatewaysync.discord.send.TestSending.CHANNEL;
import static dev.gatewaysync.discord.send.TestSending.POST;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gatewaysync.discord.compose.OutgoingMessage;
import dev.gatewaysync.discord.compose.TestMessages;
import dev.gatewaysync.discord.outbox.Delivery;
import dev.gatewaysync.discord.outbox.TestOutbox;
import dev.gatewaysync.discord.rest.Snowflakes;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.storage.history.AttemptExchange;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

@Timeout(60)
class SendAttemptTest {
    private static final String TARGET = "announcements";
    private static final String LIST = "GET /channels/7/messages";
    private static final String INVALID = "{\"code\":50035,\"message\":\"Invalid Form Body\"}";

    private final TestSending sending = new TestSending();
    private final TestOutbox test = sending.test;
    private final SendAttempt attempt = sending.attempt();
    private Delivery one = planned("One");

    @AfterEach
    void close() {
        sending.close();
    }

    @Test
    void what_arrived_is_stored_with_its_link() throws Exception {
        sending.discord.replies(POST, "{\"id\":\"20\",\"channel_id\":\"7\"}");

        assertThat(attempt.send(message(), CHANNEL, TestSending.NOBODY_KNOWS)).isEqualTo(SendResult.SENT);

        assertThat(test.status(one)).isEqualTo("sent");
        assertThat(test.column("message_url", one)).isEqualTo("https://discord.com/channels/1/7/20");
        assertThat(sending.deliveries.status(TARGET)).isEqualTo("active");
    }

    @Test
    void an_instance_that_has_lost_the_lease_sends_nothing() throws Exception {
        test.loseLease();

        assertThat(attempt.send(message(), CHANNEL, TestSending.NOBODY_KNOWS)).isEqualTo(SendResult.DEFERRED);

        assertThat(sending.discord.requests).isEmpty();
        assertThat(test.status(one)).isEqualTo("pending");
    }

    @Test
    void what_may_have_arrived_is_looked_for_and_not_sent_again_if_it_is_there() throws Exception {
        sending.discord.replies(POST, 502, "{}");
        OutgoingMessage message = message();
        assertThat(attempt.send(message, CHANNEL, TestSending.NOBODY_KNOWS)).isEqualTo(SendResult.IN_DOUBT);
        assertThat(test.status(one)).isEqualTo("sending");
        assertThat(test.column("error", one)).contains("502");

        sending.discord
                .replies("GET /users/@me", "{\"id\":\"90\"}")
                .replies(
                        LIST,
                        "[{\"id\":\"21\",\"author\":{\"id\":\"90\"},\"embeds\":[{\"footer\":{\"text\":\"App • ref "
                                + message.ref() + "\"}}]}]");
        assertThat(again()).isEqualTo(SendResult.SENT);

        assertThat(test.status(one)).isEqualTo("sent");
        assertThat(test.column("message_id", one)).isEqualTo("21");
        assertThat(sending.discord.requests(POST)).hasSize(1);
    }

    @Test
    void what_was_sent_while_our_clock_was_ahead_is_looked_for_among_what_is_there_now() throws Exception {
        test.clock.advance(Duration.ofHours(1));
        sending.discord.replies(POST, 502, "{}").replies(LIST, "[{\"id\":\"19\",\"embeds\":[]}]");
        attempt.send(message(), CHANNEL, TestSending.NOBODY_KNOWS);
        test.clock.advance(Duration.ofHours(-1));

        again();

        String after = sending.discord.requests(LIST).getFirst().replaceFirst(".*after=(\\d+).*", "$1");
        assertThat(Snowflakes.createdAt(after)).isBeforeOrEqualTo(test.clock.instant());
    }

    @Test
    void what_was_looked_for_and_is_not_there_is_sent_again_with_the_same_nonce() throws Exception {
        sending.discord.repliesOnce(POST, 502, "{}").replies(POST, "{\"id\":\"20\"}");
        attempt.send(message(), CHANNEL, TestSending.NOBODY_KNOWS);

        sending.discord.replies(LIST, "[{\"id\":\"19\",\"embeds\":[]}]");
        assertThat(again()).isEqualTo(SendResult.SENT);

        assertThat(sending.discord.nonces).hasSize(2);
        assertThat(sending.discord.nonces.getFirst()).isEqualTo(sending.discord.nonces.getLast());
    }

    @Test
    void what_cannot_be_looked_for_is_not_sent_again() throws Exception {
        sending.discord.replies(POST, 502, "{}");
        attempt.send(message(), CHANNEL, TestSending.NOBODY_KNOWS);
        test.clock.advance(Duration.ofMinutes(5));

        sending.discord.replies(LIST, 403, "{\"code\":50001,\"message\":\"Missing Access\"}");
        SendAttempt afterRestart = sending.attempt();
        one = test.reread(one);
        assertThat(afterRestart.send(message(), CHANNEL, TestSending.NOBODY_KNOWS))
                .isEqualTo(SendResult.PAUSED);

        assertThat(test.status(one)).isEqualTo("sending");
        assertThat(sending.discord.requests(POST)).hasSize(1);
        assertThat(sending.deliveries.status(TARGET)).contains("may have arrived");
    }

    @Test
    void a_try_that_the_nonce_allows_and_that_fails_leaves_open_whether_the_first_arrived() throws Exception {
        sending.discord
                .repliesOnce(POST, 502, "{}")
                .replies(POST, 403, "{\"code\":50013,\"message\":\"Missing Permissions\"}")
                .replies(LIST, 403, "{\"code\":50001,\"message\":\"Missing Access\"}");
        attempt.send(message(), CHANNEL, TestSending.NOBODY_KNOWS);

        assertThat(again()).isEqualTo(SendResult.PAUSED);

        assertThat(sending.discord.requests(POST)).hasSize(2);
        assertThat(test.status(one)).isEqualTo("sending");
    }

    @Test
    void one_of_several_is_to_blame_so_each_is_sent_alone_and_spends_a_try() throws Exception {
        sending.discord.replies(POST, 400, INVALID);
        Delivery two = planned("Two");

        assertThat(attempt.send(TestMessages.of(List.of(one, two)), CHANNEL, TestSending.NOBODY_KNOWS))
                .isEqualTo(SendResult.SEND_ALONE);

        assertThat(List.of(test.status(one), test.status(two))).containsOnly("pending");
        assertThat(test.reread(two).attempts()).isEqualTo(1);
        assertThat(sending.deliveries.failures()).isEmpty();
    }

    @Test
    void one_alone_that_discord_refuses_fails_and_its_copy_says_why() throws Exception {
        sending.discord.replies(POST, 400, INVALID);

        assertThat(attempt.send(message(), CHANNEL, TestSending.NOBODY_KNOWS)).isEqualTo(SendResult.FAILED);

        assertThat(test.status(one)).isEqualTo("failed");
        assertThat(sending.deliveries.failures()).singleElement().asString().contains("Invalid Form Body");
    }

    /** Before, the try that failed was not counted but for the first. */
    @Test
    void what_fails_at_its_second_try_says_that_it_was_tried_twice() throws Exception {
        sending.discord.repliesOnce(POST, 503, "").replies(POST, 400, INVALID);
        attempt.send(message(), CHANNEL, TestSending.NOBODY_KNOWS);

        assertThat(again()).isEqualTo(SendResult.FAILED);

        assertThat(sending.deliveries.triesOfFailures()).containsExactly(2);
    }

    @Test
    void an_edit_and_the_message_that_is_sent_instead_are_two_tries() throws Exception {
        sending.discord
                .replies("PATCH /channels/7/messages/20", 404, "{\"code\":10008,\"message\":\"Unknown Message\"}")
                .replies(POST, 400, INVALID);

        assertThat(attempt.send(TestMessages.editing(one, "20"), CHANNEL, TestSending.NOBODY_KNOWS))
                .isEqualTo(SendResult.FAILED);

        assertThat(sending.deliveries.triesOfFailures()).containsExactly(2);
    }

    @Test
    void a_refused_try_keeps_what_was_sent_and_answered_and_when_the_next_is() throws Exception {
        sending.discord.replies(POST, 403, "{\"code\":50001,\"message\":\"Missing Access\"}");

        attempt.send(message(), CHANNEL, result -> result == SendResult.PAUSED ? Duration.ofMinutes(1) : null);

        AttemptExchange exchange = test.attempts(one).getLast().exchange();
        assertThat(exchange.method() + " " + exchange.route()).isEqualTo("POST /channels/{channel.id}/messages");
        assertThat(exchange.status()).isEqualTo(403);
        assertThat(exchange.request()).contains("One");
        assertThat(exchange.response()).isEqualTo("{\"code\":50001,\"message\":\"Missing Access\"}");
        assertThat(exchange.nextTryAt()).isEqualTo(test.clock.instant().plus(Duration.ofMinutes(1)));
    }

    @Test
    void a_try_without_an_answer_keeps_what_was_sent() throws Exception {
        sending.discord.replies(POST, 400, INVALID);
        sending.discord.close();

        attempt.send(message(), CHANNEL, TestSending.NOBODY_KNOWS);

        AttemptExchange exchange = test.attempts(one).getLast().exchange();
        assertThat(exchange.status()).isNull();
        assertThat(exchange.request()).contains("One");
        assertThat(exchange.response()).isNull();
    }

    /** What Discord took can be seen there. */
    @Test
    void a_try_that_arrived_keeps_no_bodies() throws Exception {
        sending.discord.replies(POST, "{\"id\":\"20\",\"channel_id\":\"7\"}");

        attempt.send(message(), CHANNEL, TestSending.NOBODY_KNOWS);

        AttemptExchange exchange = test.attempts(one).getLast().exchange();
        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.request()).isNull();
        assertThat(exchange.response()).isNull();
    }

    @Test
    void what_a_dead_target_answered_is_kept_for_whoever_ends_its_deliveries() throws Exception {
        sending.discord.replies(POST, 404, "{\"code\":10003,\"message\":\"Unknown Channel\"}");
        attempt.send(message(), CHANNEL, TestSending.NOBODY_KNOWS);

        sending.deliveries.unreachable.failAll(TARGET, List.of(), "updates");

        assertThat(test.status(one)).isEqualTo("failed");
        assertThat(test.attempts(one)).singleElement().satisfies(only -> {
            assertThat(only.outcome()).isEqualTo("failed");
            assertThat(only.exchange().response()).contains("Unknown Channel");
        });
    }

    @Test
    void a_message_that_is_gone_is_made_anew_by_the_same_call() throws Exception {
        sending.discord
                .replies("PATCH /channels/7/messages/20", 404, "{\"code\":10008,\"message\":\"Unknown Message\"}")
                .replies(POST, "{\"id\":\"30\"}");

        assertThat(attempt.send(TestMessages.editing(one, "20"), CHANNEL, TestSending.NOBODY_KNOWS))
                .isEqualTo(SendResult.SENT);

        assertThat(test.column("message_id", one)).isEqualTo("30");
        assertThat(test.cards.find("card-of-test").orElseThrow().messageId()).isEqualTo("30");
    }

    @Test
    void a_refused_token_spends_no_try() throws Exception {
        sending.discord.replies(POST, 401, "{\"message\":\"401: Unauthorized\",\"code\":0}");

        assertThat(attempt.send(message(), CHANNEL, TestSending.NOBODY_KNOWS)).isEqualTo(SendResult.DEFERRED);

        assertThat(test.reread(one).attempts()).isZero();
        assertThat(sending.tokenGuard.isOpen()).isFalse();
    }

    @Test
    void discord_that_did_nothing_spends_a_try() throws Exception {
        sending.discord.replies(POST, 503, "");

        assertThat(attempt.send(message(), CHANNEL, TestSending.NOBODY_KNOWS)).isEqualTo(SendResult.RETRY);

        assertThat(test.reread(one).attempts()).isEqualTo(1);
        assertThat(test.status(one)).isEqualTo("pending");
    }

    @Test
    void a_text_that_the_network_blocks_three_times_fails() throws Exception {
        sending.discord.replies(POST, 403, "<html>blocked</html>");
        for (int blocked = 1; blocked <= 2; blocked++) {
            assertThat(attempt.send(message(), CHANNEL, TestSending.NOBODY_KNOWS))
                    .isEqualTo(SendResult.DEFERRED);
            assertThat(sending.gate.isOpen(CHANNEL)).isFalse();
            sending.time.tick(Duration.ofHours(1));
        }

        assertThat(attempt.send(message(), CHANNEL, TestSending.NOBODY_KNOWS)).isEqualTo(SendResult.FAILED);
        assertThat(test.status(one)).isEqualTo("failed");
    }

    @Test
    void a_channel_that_is_gone_is_remembered_and_its_deliveries_are_left_to_the_lane() throws Exception {
        sending.discord.replies(POST, 404, "{\"code\":10003,\"message\":\"Unknown Channel\"}");

        assertThat(attempt.send(message(), CHANNEL, TestSending.NOBODY_KNOWS)).isEqualTo(SendResult.TARGET_DEAD);

        assertThat(test.status(one)).isEqualTo("sending");
    }

    @Test
    void where_nobody_can_look_a_doubtful_message_is_sent_again() throws Exception {
        try (TestSending withoutBot = new TestSending(null, false)) {
            String post = "POST /webhooks/55/TOKEN";
            withoutBot.discord.repliesOnce(post, 502, "{}").replies(post, "{\"id\":\"20\"}");
            one = withoutBot.test.planned(new BugFixed("One", null, null), TARGET);
            SendAttempt byWebhook = withoutBot.attempt();
            assertThat(byWebhook.send(message(), BY_WEBHOOK, TestSending.NOBODY_KNOWS))
                    .isEqualTo(SendResult.IN_DOUBT);

            withoutBot.time.tick(Duration.ofMinutes(1));
            one = withoutBot.test.reread(one);
            assertThat(byWebhook.send(message(), BY_WEBHOOK, TestSending.NOBODY_KNOWS))
                    .isEqualTo(SendResult.SENT);

            assertThat(withoutBot.discord.requests(post)).hasSize(2);
        }
    }

    /** Two webhooks of one channel: what one looks for is none of the other's business. */
    @Test
    void what_no_nonce_guards_is_looked_for_four_times_before_it_is_sent_again_whoever_else_looks_meanwhile()
            throws Exception {
        String post = "POST /webhooks/55/TOKEN";
        sending.discord.replies(post, 504, "{}").replies(LIST, "[{\"id\":\"19\",\"embeds\":[]}]");
        Delivery two = planned("Two");
        assertThat(byWebhook(one)).isEqualTo(SendResult.IN_DOUBT);
        assertThat(byWebhook(two)).isEqualTo(SendResult.IN_DOUBT);
        one = test.reread(one);
        two = test.reread(two);
        for (int look = 1; look < DeliveryTimings.LOOKS; look++) {
            assertThat(byWebhook(one)).isEqualTo(SendResult.IN_DOUBT);
            assertThat(byWebhook(two)).isEqualTo(SendResult.IN_DOUBT);
        }
        assertThat(sending.discord.requests(post)).hasSize(2);
        sending.discord.replies(post, "{\"id\":\"20\"}");

        assertThat(byWebhook(one)).isEqualTo(SendResult.SENT);
        assertThat(byWebhook(two)).isEqualTo(SendResult.SENT);

        assertThat(sending.discord.requests(post)).hasSize(4);
    }

    @Test
    void whoever_does_not_know_when_it_was_sent_looks_once_more() throws Exception {
        String post = "POST /webhooks/55/TOKEN";
        sending.discord.replies(post, 504, "{}").replies(LIST, "[{\"id\":\"19\",\"embeds\":[]}]");
        byWebhook(one);
        sending.discord.replies(post, "{\"id\":\"20\"}");
        one = test.reread(one);
        SendAttempt afterRestart = sending.attempt();
        for (int look = 0; look < DeliveryTimings.LOOKS; look++) {
            sending.time.tick(Duration.ofMinutes(1));
            assertThat(afterRestart.send(TestMessages.of(one), BY_WEBHOOK, TestSending.NOBODY_KNOWS))
                    .isEqualTo(SendResult.IN_DOUBT);
        }
        sending.time.tick(Duration.ofMinutes(1));
        assertThat(afterRestart.send(TestMessages.of(one), BY_WEBHOOK, TestSending.NOBODY_KNOWS))
                .isEqualTo(SendResult.SENT);
    }

    /** The log is all that some operators have. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "429 | {'retry_after':4.2,'message':'Slow'} | INFO delivery.limited | answered 429: Slow | sent in 5 s, or later where another limit says so",
                "503 | {} | WARN delivery.delayed | answered 503 | trying again in 2 s",
                "502 | {} | WARN delivery.in_doubt | answered 502 | looking for it in 2 s",
                "403 | {'code':50013} | WARN delivery.not_allowed | answered 403, code 50013 | trying again in 2 s, more and more rarely",
                "400 | {'code':160006} | ERROR delivery.not_possible | answered 400, code 160006 | trying again in 2 s, more and more rarely"
            })
    void what_is_not_sent_says_whose_it_is_why_and_what_comes_next(
            int status, String body, String begin, String reason, String next) throws Exception {
        sending.discord.replies(POST, status, body.replace('\'', '"'));

        assertThat(logged(CHANNEL))
                .containsExactly(begin + " event=" + one.event().id() + " target=announcements channel=updates events=1"
                        + " reason=POST /channels/{channel.id}/messages was " + reason + " next=" + next);
    }

    /** That of the bot holds back everything, which is said by {@link TokenGuard}. */
    @Test
    void a_refused_token_of_a_webhook_says_whose_delivery_waits() throws Exception {
        sending.discord.replies("POST /webhooks/55/TOKEN", 401, "{\"code\":0}");

        assertThat(logged(BY_WEBHOOK))
                .singleElement()
                .asString()
                .startsWith("WARN delivery.not_allowed event=" + one.event().id() + " target=announcements")
                .endsWith("next=trying again in 2 s, more and more rarely");
    }

    /** What a try says that is followed by another after a second and a half. */
    private List<String> logged(Destination.Channel channel) throws InterruptedException {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(SendAttempt.class);
        lines.start();
        logger.addAppender(lines);
        try {
            attempt.send(message(), channel, result -> Duration.ofMillis(1_500));
        } finally {
            logger.detachAppender(lines);
        }
        return lines.list.stream()
                .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                .filter(line -> line.contains(one.event().id()))
                .toList();
    }

    private SendResult byWebhook(Delivery delivery) throws InterruptedException {
        sending.time.tick(Duration.ofMinutes(1));
        return attempt.send(TestMessages.of(delivery), BY_WEBHOOK, TestSending.NOBODY_KNOWS);
    }

    private Delivery planned(String title) {
        return test.planned(new BugFixed(title, null, null), TARGET);
    }

    private OutgoingMessage message() {
        return TestMessages.of(one);
    }

    /** After the moment that the limiter waits when an answer has named no limits. */
    private SendResult again() throws InterruptedException {
        sending.time.tick(Duration.ofMinutes(1));
        one = test.reread(one);
        return attempt.send(message(), CHANNEL, TestSending.NOBODY_KNOWS);
    }
}
