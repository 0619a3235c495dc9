package dev.gatewaysync.discord.route;

import static dev.gatewaysync.discord.route.TestDirectory.CHANNELS;
import static dev.gatewaysync.discord.route.TestDirectory.TOOLS;
import static dev.gatewaysync.discord.route.TestDirectory.UPDATES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.cards.channel.Forum;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a target stands for by what Discord said last, where a bot asks. */
@Timeout(30)
class ChannelDirectoryTest {
    private static final Destination.Channel IN_UPDATES = new Destination.Channel("7", "1", "updates", null, null);
    private static final Destination.Channel IN_TOOLS = new Destination.Channel("8", "1", "tools", null, null);
    private static final Destination UNKNOWN = new Destination.Unknown();
    private static final Destination NO_GAMES = new Destination.Missing("a channel #games");

    private TestDirectory test = new TestDirectory();

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void nothing_is_known_and_nothing_is_missing_before_discord_was_asked() {
        test.directory.made(TestDirectory.json(TOOLS));

        assertThat(test.destination("announcements")).isEqualTo(UNKNOWN);
        assertThat(test.destination("category:tools")).isEqualTo(UNKNOWN);
        assertThat(test.directory.isComplete()).isFalse();
    }

    @Test
    void what_the_server_lists_is_found_by_its_name() throws Exception {
        test.lists(UPDATES, TOOLS);

        assertThat(test.refresh()).isEmpty();

        assertThat(test.destination("announcements")).isEqualTo(IN_UPDATES);
        assertThat(test.destination("category:tools")).isEqualTo(IN_TOOLS);
        assertThat(test.directory.isComplete()).isTrue();
    }

    @Test
    void a_list_that_could_never_be_read_says_of_no_channel_that_it_is_missing() throws Exception {
        test.refuses(CHANNELS, 500, 0);

        assertThat(test.refresh()).isPresent();

        assertThat(test.destination("category:tools")).isEqualTo(UNKNOWN);
    }

    @Test
    void a_list_that_cannot_be_read_again_leaves_what_was_known_and_says_why() throws Exception {
        test.lists(UPDATES);
        test.refresh();
        test.refuses(CHANNELS, 500, 0);

        assertThat(test.refresh())
                .hasValueSatisfying(failure -> assertThat(failure.status()).isEqualTo(500));

        assertThat(test.directory.isComplete()).isFalse();
        assertThat(test.destination("announcements")).isEqualTo(IN_UPDATES);

        test.lists(UPDATES);
        assertThat(test.refresh()).isEmpty();
        assertThat(test.directory.isComplete()).isTrue();
    }

    @Test
    void only_a_list_no_older_than_half_a_minute_tells_that_a_channel_is_missing() throws Exception {
        test.lists(UPDATES);
        test.refresh();
        test.clock.advance(Duration.ofSeconds(30));
        assertThat(test.destination("category:games")).isEqualTo(NO_GAMES);
        assertThat(test.directory.isRefreshWanted()).isFalse();

        test.clock.advance(Duration.ofMillis(1));
        assertThat(test.destination("category:games")).isEqualTo(UNKNOWN);
        assertThat(test.directory.isRefreshWanted()).isTrue();
        assertThat(test.destination("announcements")).isEqualTo(IN_UPDATES);

        test.refresh();
        assertThat(test.directory.isRefreshWanted()).isFalse();
        assertThat(test.destination("category:games")).isEqualTo(NO_GAMES);
    }

    @Test
    void a_list_that_could_not_be_read_makes_the_one_before_no_younger() throws Exception {
        test.lists(UPDATES);
        test.refresh();
        test.clock.advance(Duration.ofSeconds(31));
        test.refuses(CHANNELS, 500, 0);

        test.refresh();

        assertThat(test.destination("category:games")).isEqualTo(UNKNOWN);
    }

    @Test
    void a_category_that_a_sync_has_named_since_is_found_by_that_name() throws Exception {
        test.lists(UPDATES, TestDirectory.channel("9", "robots", 0));
        test.refresh();
        assertThat(test.destination("category:ai")).isInstanceOf(Destination.Missing.class);

        test.category("ai", "Robots");

        assertThat(test.destination("category:ai")).isEqualTo(new Destination.Channel("9", "1", "robots", null, null));
    }

    @Test
    void a_channel_that_is_missing_is_to_be_made_where_channels_are_made() throws Exception {
        creatingChannels();
        test.lists(UPDATES, TestDirectory.channel("9", "welcome-and-start-here", 15));
        test.refresh();

        assertThat(test.destination("category:games")).isEqualTo(new Destination.ToBeMade("1", "games"));
        assertThat(test.destination("statistics:overview"))
                .as("one more beside the forum of that name would not be found either")
                .isInstanceOf(Destination.Missing.class);
    }

    @Test
    void nobody_makes_a_place_that_the_file_names_or_has_named() throws Exception {
        creatingChannels();
        test.channelTarget("team", null, "team", null);
        test.lists(UPDATES);
        test.refresh();

        assertThat(test.destination("team"))
                .isEqualTo(new Destination.Missing("a channel #team (targets.team in gateway.yml)"));
        assertThat(test.destination("old"))
                .isEqualTo(new Destination.Missing("the target old in gateway.yml, which has it no more"));
    }

    @Test
    void a_channel_that_was_just_made_is_found_without_asking_again() throws Exception {
        test.lists(UPDATES);
        test.refresh();

        test.directory.made(TestDirectory.json(TOOLS));

        assertThat(test.destination("category:tools")).isEqualTo(IN_TOOLS);
        assertThat(test.destination("announcements")).isEqualTo(IN_UPDATES);
        assertThat(test.asked(CHANNELS)).isOne();
    }

    @Test
    void the_list_alone_can_be_asked_for_again_and_is_as_new_as_can_be() throws Exception {
        test.lists(UPDATES);
        test.refresh();
        test.clock.advance(Duration.ofMinutes(1));
        test.lists(UPDATES, TOOLS);

        assertThat(test.lookAgain()).isEmpty();

        assertThat(test.destination("category:tools")).isEqualTo(IN_TOOLS);
        assertThat(test.destination("category:games")).isEqualTo(NO_GAMES);
    }

    @Test
    void a_list_that_is_refused_when_it_is_asked_for_alone_changes_nothing() throws Exception {
        test.lists(UPDATES);
        test.refresh();
        test.refuses(CHANNELS, 500, 0);

        assertThat(test.lookAgain())
                .hasValueSatisfying(failure -> assertThat(failure.status()).isEqualTo(500));

        assertThat(test.destination("announcements")).isEqualTo(IN_UPDATES);
    }

    @Test
    void what_discord_knows_no_more_is_not_sent_to_until_an_operator_says_so() throws Exception {
        test.lists(UPDATES, TOOLS);
        test.refresh();

        test.directory.markDead("announcements", IN_UPDATES, "Unknown Channel");
        assertThat(test.destination("announcements")).isEqualTo(new Destination.Dead("7", "Unknown Channel"));
        assertThat(test.destination("category:tools")).isEqualTo(IN_TOOLS);
        assertThat(test.directory.isRefreshWanted()).isTrue();

        test.refresh();
        test.directory.resume("7");
        assertThat(test.destination("announcements")).isEqualTo(IN_UPDATES);
        assertThat(test.directory.isRefreshWanted()).isTrue();
    }

    @Test
    void what_was_found_dead_before_a_restart_is_dead_and_nothing_else() throws Exception {
        test.lists(UPDATES, TOOLS);
        test.refresh();
        test.directory.markDead("announcements", IN_TOOLS, "Unknown Channel");

        test.directory.rememberDead(Map.of("7", "gone"));

        assertThat(test.destination("announcements")).isEqualTo(new Destination.Dead("7", "gone"));
        assertThat(test.destination("category:tools")).isEqualTo(IN_TOOLS);
    }

    @Test
    void a_change_in_the_server_is_a_reason_to_ask_again_until_that_is_done() throws Exception {
        test.lists(UPDATES);
        assertThat(test.directory.isChanged()).isFalse();

        test.directory.channelsChanged();

        assertThat(test.directory.isChanged()).isTrue();
        assertThat(test.directory.isRefreshWanted()).isTrue();
        assertThat(test.directory.takePermissionsChanged()).isFalse();

        test.refresh();
        assertThat(test.directory.isChanged()).isFalse();
        assertThat(test.directory.isRefreshWanted()).isFalse();
    }

    @Test
    void a_change_of_permissions_is_told_once_and_is_a_change_of_channels_too() {
        test.directory.permissionsChanged();

        assertThat(test.directory.isChanged()).isTrue();
        assertThat(test.directory.takePermissionsChanged()).isTrue();
        assertThat(test.directory.takePermissionsChanged()).isFalse();
    }

    @Test
    void a_forum_that_discord_told_of_when_a_webhook_wrote_there_is_one_for_whoever_holds_the_channel() {
        Destination.Channel other = new Destination.Channel("8", "1", "tools", null, null);

        assertThat(test.directory.learnForum(IN_UPDATES).forum()).isEqualTo(Forum.unseen());

        assertThat(test.directory.upToDate(IN_UPDATES).forum()).isEqualTo(Forum.unseen());
        assertThat(test.directory.upToDate(other)).isSameAs(other);
    }

    private void creatingChannels() {
        test.close();
        test = new TestDirectory(TestDirectory.BOT, null, true);
    }
}
