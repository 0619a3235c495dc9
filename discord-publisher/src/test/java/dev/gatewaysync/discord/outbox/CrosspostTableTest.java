package dev.gatewaysync.discord.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.config.route.DeliveryOptions;
import dev.gatewaysync.events.BugFixed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CrosspostTableTest {
    private static final String TARGET = "announcements";

    private final TestOutbox test = new TestOutbox();

    @BeforeEach
    void empty() {
        test.jdbc.sql("DELETE FROM crosspost").update();
    }

    @Test
    void what_waits_when_publishing_is_switched_off_waits_on_and_what_a_route_wants_published_goes_past_it() {
        arrived("1", null);
        arrived("2", true);

        assertThat(table(true).due()).extracting(Crosspost::messageId).containsExactly("1");
        assertThat(table(false).due()).extracting(Crosspost::messageId).containsExactly("2");
    }

    @Test
    void posts_and_edits_suggestions_and_what_a_route_keeps_arrive_and_are_not_published() {
        List<String> stored = new ArrayList<>();
        CrosspostTable withoutBot =
                new CrosspostTable(new CrosspostSetting(false, true), test.jdbc, test.transactions, test.clock);

        table(true).withMessage(delivery(TARGET, null), message("1"), true, () -> stored.add("post"));
        table(true).withMessage(delivery("suggestions", null), message("2"), false, () -> stored.add("suggestion"));
        table(true).withMessage(delivery(TARGET, false), message("3"), false, () -> stored.add("kept"));
        withoutBot.withMessage(delivery(TARGET, true), message("4"), false, () -> stored.add("without a bot"));
        table(true).withMessage(delivery(TARGET, null), message("5"), false, () -> stored.add("published"));

        assertThat(stored).containsExactly("post", "suggestion", "kept", "without a bot", "published");
        assertThat(table(true).due()).extracting(Crosspost::messageId).containsExactly("5");
    }

    @Test
    void what_could_not_be_stored_as_arrived_is_not_published() {
        assertThatThrownBy(() -> table(true).withMessage(delivery(TARGET, null), message("1"), false, () -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(table(true).due()).isEmpty();
    }

    @Test
    void what_is_published_or_given_up_is_due_no_more_and_the_next_of_its_channel_is() {
        arrived("1", null);
        arrived("2", null);
        arrived("3", null);

        table(true).published(only());
        assertThat(only().messageId()).isEqualTo("2");

        table(true).givenUp(only(), "Not an announcement channel");
        assertThat(only().messageId()).isEqualTo("3");

        table(true).givenUpAll("7", "Not an announcement channel");
        assertThat(table(true).due()).isEmpty();
    }

    @Test
    void a_try_that_failed_is_counted_and_one_that_was_only_put_off_is_not() {
        arrived("1", null);
        table(true).later(only(), test.clock.instant().plusSeconds(10), true, "Discord answered 500");
        assertThat(table(true).due()).isEmpty();

        test.clock.advance(Duration.ofSeconds(10));
        assertThat(only().tries()).isOne();
        table(true).later(only(), test.clock.instant().plusSeconds(10), false, "the limit");
        assertThat(table(true).due()).isEmpty();

        table(true).tryNow();
        assertThat(only().tries()).isOne();
    }

    @Test
    void what_could_not_be_published_for_two_days_is_no_news_any_more() {
        arrived("1", null);
        test.clock.advance(Duration.ofDays(2));
        assertThat(table(true).due()).hasSize(1);

        test.clock.advance(Duration.ofMillis(1));
        assertThat(table(true).due()).isEmpty();

        test.clock.advance(Duration.ofDays(2).negated());
        assertThat(table(true).due()).as("forgotten, and not left out").isEmpty();
    }

    @Test
    void of_the_last_so_many_publications_of_a_channel_the_first_is_told() {
        Instant start = test.clock.instant();
        for (String message : List.of("1", "2", "3")) {
            test.clock.advance(Duration.ofMinutes(1));
            arrived(message, null);
            table(true).published(only());
        }

        assertThat(table(true).publishedBefore("7", 2, start)).contains(start.plusSeconds(120));
        assertThat(table(true).publishedBefore("7", 3, start)).contains(start.plusSeconds(60));
        assertThat(table(true).publishedBefore("7", 4, start)).isEmpty();
        assertThat(table(true).publishedBefore("7", 3, start.plusSeconds(60))).isEmpty();
        assertThat(table(true).publishedBefore("8", 1, start)).isEmpty();
    }

    private Crosspost only() {
        List<Crosspost> due = table(true).due();
        assertThat(due).hasSize(1);
        return due.getFirst();
    }

    private void arrived(String message, @Nullable Boolean publish) {
        table(true).withMessage(delivery(TARGET, publish), message(message), false, () -> {});
    }

    private Delivery delivery(String target, @Nullable Boolean publish) {
        return test.planned(new BugFixed("One", null, null), target)
                .sentAs(new DeliveryOptions(Set.of(), false, false, publish));
    }

    private static SentMessage message(String id) {
        return new SentMessage(id, "7", "url");
    }

    private CrosspostTable table(boolean isUsual) {
        return new CrosspostTable(new CrosspostSetting(true, isUsual), test.jdbc, test.transactions, test.clock);
    }
}
