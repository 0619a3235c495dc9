package dev.gatewaysync.discord.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.leader.LeaderLease;
import dev.gatewaysync.discord.outbox.Delivery;
import dev.gatewaysync.discord.outbox.TestOutbox;
import dev.gatewaysync.discord.picture.TestPictures;
import dev.gatewaysync.events.BugFixed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneMessagesTest {
    private static final String ANNOUNCEMENTS = "announcements";
    private static final String TOOLS = "category:tools";

    private final TestOutbox test = new TestOutbox();

    private final LaneMessages messages = messages(test.lease);

    /** Nothing is asked here of those that are not given. */
    private LaneMessages messages(LeaderLease lease) {
        return new LaneMessages(test.queries, null, null, lease, TestPictures.off(test));
    }

    @Test
    void what_waits_for_several_targets_of_a_lane_comes_in_the_order_of_planning() {
        List<Delivery> planned = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            planned.add(test.planned(new BugFixed("B" + n, null, null), n % 2 == 0 ? ANNOUNCEMENTS : TOOLS));
        }

        assertThat(messages.open(List.of(TOOLS, ANNOUNCEMENTS))).containsExactlyElementsOf(planned);
    }

    @Test
    void no_more_is_read_than_may_be_needed_for_one_message() {
        for (int n = 0; n < 30; n++) {
            test.planned(new BugFixed("B" + n, null, null), n % 2 == 0 ? ANNOUNCEMENTS : TOOLS);
        }

        assertThat(messages.open(List.of(TOOLS, ANNOUNCEMENTS)))
                .hasSize(20)
                .extracting(delivery -> delivery.event().data().path("title").asString())
                .startsWith("B0", "B1", "B2");
    }

    @Test
    void without_the_lease_there_is_nothing_to_send() {
        test.planned(new BugFixed("One", null, null), ANNOUNCEMENTS);
        LeaderLease another = new LeaderLease(test.jdbc, test.clock);
        assertThat(another.take()).isFalse();

        assertThat(messages(another).open(List.of(ANNOUNCEMENTS))).isEmpty();
    }
}
