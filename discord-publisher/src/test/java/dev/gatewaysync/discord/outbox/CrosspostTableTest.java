package dev.gatewaysync.discord.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.config.route.DeliveryOptions;
import dev.gatewaysync.events.BugFixed;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CrosspostTableTest {
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

    private void arrived(String message, @Nullable Boolean publish) {
        Delivery delivery = test.planned(new BugFixed("One", null, null), "announcements")
                .sentAs(new DeliveryOptions(Set.of(), false, false, publish));
        table(true).withMessage(delivery, new SentMessage(message, "7", "url"), false, () -> {});
    }

    private CrosspostTable table(boolean isUsual) {
        return new CrosspostTable(new CrosspostSetting(true, isUsual), test.jdbc, test.transactions, test.clock);
    }
}
