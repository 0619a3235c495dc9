package dev.gatewaysync.discord.route;

import static dev.gatewaysync.discord.route.TestDirectory.BOT;
import static dev.gatewaysync.discord.route.TestDirectory.CHANNELS;
import static dev.gatewaysync.discord.route.TestDirectory.HOOK;
import static dev.gatewaysync.discord.route.TestDirectory.UPDATES;
import static dev.gatewaysync.discord.route.TestDirectory.WEBHOOK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.cards.channel.Forum;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where DISCORD_WEBHOOK_URL writes to. */
@Timeout(30)
class WebhookDestinationTest {
    private static final String IN_SEVEN = "{\"channel_id\":\"7\",\"guild_id\":\"1\"}";

    private TestDirectory test = new TestDirectory(null, WEBHOOK, true);

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void announcements_and_numbers_are_where_the_webhook_stands() throws Exception {
        test.discord.replies(HOOK, IN_SEVEN);

        assertThat(test.refresh()).isEmpty();

        assertThat(test.destination("announcements"))
                .isEqualTo(new Destination.Channel("7", "1", "webhook", WEBHOOK, null));
        assertThat(test.destination("statistics:webhook")).isEqualTo(test.destination("announcements"));
    }

    @Test
    void a_webhook_of_which_discord_names_no_server_has_links_all_the_same() throws Exception {
        test.discord.replies(HOOK, "{\"channel_id\":\"7\"}");
        test.refresh();

        assertThat(((Destination.Channel) test.destination("announcements")).link("20"))
                .isEqualTo("https://discord.com/channels/@me/7/20");
    }

    @Test
    void a_webhook_of_which_discord_names_no_channel_is_not_known() throws Exception {
        test.discord.replies(HOOK, "{\"guild_id\":\"1\"}");
        test.refresh();

        assertThat(test.destination("announcements")).isEqualTo(new Destination.Unknown());
    }

    @Test
    void what_needs_a_bot_is_missing_and_not_made_where_there_is_none() throws Exception {
        test.discord.replies(HOOK, IN_SEVEN);
        test.refresh();

        assertThat(test.destination("category:tools"))
                .isEqualTo(new Destination.Missing("a bot (DISCORD_TOKEN and GUILD_ID)"));
    }

    @Test
    void a_bot_tells_the_name_of_its_channel_and_whether_that_is_a_forum() throws Exception {
        withBot();
        test.discord.replies(HOOK, IN_SEVEN);
        test.lists(TestDirectory.channel("7", "news", 15));
        test.refresh();

        assertThat(test.destination("announcements"))
                .isEqualTo(new Destination.Channel("7", "1", "news", WEBHOOK, Forum.unseen()));
    }

    @Test
    void what_the_bot_sees_of_its_channel_counts_more_than_what_was_learned_before() throws Exception {
        withBot();
        test.discord.replies(HOOK, IN_SEVEN);
        test.lists(UPDATES);
        test.refresh();

        test.directory.learnForum((Destination.Channel) test.destination("announcements"));

        assertThat(((Destination.Channel) test.destination("announcements")).forum())
                .isNull();
    }

    @Test
    void without_a_bot_its_channel_is_a_forum_once_discord_has_said_so() throws Exception {
        test.discord.replies(HOOK, IN_SEVEN);
        test.refresh();

        test.directory.learnForum((Destination.Channel) test.destination("announcements"));

        assertThat(((Destination.Channel) test.destination("announcements")).forum())
                .isEqualTo(Forum.unseen());
    }

    @Test
    void a_webhook_that_writes_to_a_thread_stands_in_that_thread() throws Exception {
        test.close();
        test = new TestDirectory(null, WEBHOOK.inThread("9"), false);
        test.discord.replies(HOOK, IN_SEVEN);
        test.refresh();

        assertThat(test.destination("announcements"))
                .isEqualTo(new Destination.Channel("9", "1", "thread 9 of webhook", WEBHOOK.inThread("9"), null));
    }

    @Test
    void a_webhook_that_is_gone_is_no_failure_and_is_not_asked_about_again_until_an_operator_says_so()
            throws Exception {
        test.refuses(HOOK, 404, 10015);

        assertThat(test.refresh()).isEmpty();
        assertThat(test.destination("announcements")).isInstanceOfSatisfying(Destination.Dead.class, dead -> {
            assertThat(dead.sender()).isEqualTo("55");
            assertThat(dead.why()).contains("10015");
        });
        test.refresh();
        assertThat(test.asked(HOOK)).isOne();

        test.directory.resume("55");
        test.discord.replies(HOOK, IN_SEVEN);
        test.refresh();
        assertThat(test.destination("announcements")).isInstanceOf(Destination.Channel.class);
    }

    @Test
    void a_webhook_that_was_found_gone_before_a_restart_is_not_asked_about() throws Exception {
        test.directory.rememberDead(Map.of("55", "Unknown Webhook"));

        assertThat(test.refresh()).isEmpty();

        assertThat(test.asked(HOOK)).isZero();
        assertThat(test.destination("announcements")).isEqualTo(new Destination.Dead("55", "Unknown Webhook"));
    }

    @Test
    void a_webhook_that_could_not_be_asked_about_is_where_it_was() throws Exception {
        test.refuses(HOOK, 500, 0);
        assertThat(test.refresh())
                .hasValueSatisfying(failure -> assertThat(failure.status()).isEqualTo(500));
        assertThat(test.destination("announcements")).isEqualTo(new Destination.Unknown());

        test.discord.replies(HOOK, IN_SEVEN);
        test.refresh();
        test.refuses(HOOK, 500, 0);
        test.refresh();

        assertThat(test.destination("announcements")).isInstanceOf(Destination.Channel.class);
    }

    @Test
    void what_the_webhook_says_counts_where_the_bot_is_refused() throws Exception {
        withBot();
        test.refuses(CHANNELS, 500, 0);
        test.discord.replies(HOOK, IN_SEVEN);

        assertThat(test.refresh()).isPresent();

        assertThat(test.destination("announcements")).isInstanceOf(Destination.Channel.class);
    }

    @Test
    void a_list_that_is_asked_for_alone_leaves_the_webhook_where_it_is() throws Exception {
        withBot();
        test.lists(UPDATES);
        test.discord.replies(HOOK, IN_SEVEN);
        assertThat(test.lookAgain()).as("the first time for everything").isEmpty();
        assertThat(test.asked(HOOK)).isOne();

        test.lookAgain();

        assertThat(test.asked(HOOK)).isOne();
        assertThat(test.asked(CHANNELS)).isEqualTo(2);
        assertThat(test.destination("announcements")).isInstanceOf(Destination.Channel.class);
    }

    @Test
    void a_first_look_that_is_refused_says_why() throws Exception {
        withBot();
        test.refuses(CHANNELS, 500, 0);
        test.discord.replies(HOOK, IN_SEVEN);

        assertThat(test.lookAgain()).isPresent();

        test.directory.made(TestDirectory.json(UPDATES));
        assertThat(test.destination("category:updates"))
                .as("there is no list to which it could be added")
                .isEqualTo(new Destination.Unknown());
    }

    private void withBot() {
        test.close();
        test = new TestDirectory(BOT, WEBHOOK, false);
    }
}
