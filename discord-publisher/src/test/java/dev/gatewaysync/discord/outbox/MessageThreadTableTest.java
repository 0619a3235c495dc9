package dev.gatewaysync.discord.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.config.route.DeliveryOptions;
import dev.gatewaysync.discord.route.DiscordCredentials;
import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.service.settings.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessageThreadTableTest {
    private static final DiscordCredentials.Bot BOT = new DiscordCredentials.Bot(new Secret("token"), "1");

    private final TestOutbox test = new TestOutbox();
    private final MessageThreadTable table = table(BOT);

    @BeforeEach
    void empty() {
        test.jdbc.sql("DELETE FROM message_thread").update();
    }

    @Test
    void a_message_gets_a_thread_where_its_route_says_so_and_a_bot_can_open_it_unless_it_was_there_before() {
        List<String> stored = new ArrayList<>();
        Delivery wanted = delivery(true);

        table.withMessage(delivery(false), message("1"), false, "One", () -> stored.add("not wanted"));
        table.withMessage(wanted, message("2"), true, "One", () -> stored.add("edited"));
        table(null).withMessage(wanted, message("3"), false, "One", () -> stored.add("without a bot"));
        table.withMessage(wanted, message("4"), false, "One", () -> stored.add("wanted"));

        assertThat(stored).containsExactly("not wanted", "edited", "without a bot", "wanted");
        assertThat(table.due())
                .containsExactly(new MessageThread("4", "7", wanted.event().id(), "One", 0));
        assertThat(table.isUsed()).isTrue();
        assertThat(table(null).isUsed()).isFalse();
    }

    @Test
    void one_that_is_there_or_cannot_be_is_due_no_more() {
        arrived("1", "7");
        arrived("2", "7");

        table.settle(table.due().getFirst(), null);
        assertThat(table.due()).extracting(MessageThread::messageId).containsExactly("2");

        table.settle(table.due().getFirst(), "Missing Permissions");
        assertThat(table.due()).isEmpty();
    }

    @Test
    void one_that_could_not_be_opened_waits_and_is_tried_again_when_an_operator_says_so() {
        arrived("1", "7");
        table.later(table.due().getFirst(), Duration.ofSeconds(10), "Discord answered 500");
        assertThat(table.due()).isEmpty();

        test.clock.advance(Duration.ofSeconds(10));
        assertThat(table.due()).extracting(MessageThread::tries).containsExactly(1);
        table.later(table.due().getFirst(), Duration.ofSeconds(10), "Discord answered 500");

        table.tryNow();
        assertThat(table.due()).extracting(MessageThread::tries).containsExactly(2);
    }

    @Test
    void what_refuses_one_thread_of_a_channel_puts_off_all_of_that_channel_and_counts_as_a_try_of_the_one() {
        arrived("1", "7");
        arrived("2", "7");
        arrived("3", "8");

        table.channelLater(table.due().getFirst(), Duration.ofSeconds(10), "Missing Permissions");
        assertThat(table.due()).extracting(MessageThread::messageId).containsExactly("3");

        test.clock.advance(Duration.ofSeconds(10));
        assertThat(table.due()).extracting(MessageThread::tries).containsExactly(1, 0, 0);
    }

    @Test
    void what_got_no_thread_within_two_days_gets_none() {
        arrived("1", "7");
        test.clock.advance(Duration.ofDays(2).minusMillis(1));
        assertThat(table.due()).hasSize(1);

        test.clock.advance(Duration.ofMillis(1));
        assertThat(table.due()).isEmpty();
    }

    private void arrived(String message, String channel) {
        table.withMessage(delivery(true), new SentMessage(message, channel, "url"), false, "One", () -> {});
        test.clock.advance(Duration.ofMillis(1));
    }

    private Delivery delivery(boolean hasThread) {
        return test.planned(new BugFixed("One", null, null), "announcements")
                .sentAs(new DeliveryOptions(Set.of(), false, hasThread, null));
    }

    private MessageThreadTable table(DiscordCredentials.@Nullable Bot bot) {
        return new MessageThreadTable(
                new DiscordCredentials(bot, null, null), test.jdbc, test.transactions, test.clock);
    }

    private static SentMessage message(String id) {
        return new SentMessage(id, "7", "url");
    }
}
