package dev.gatewaysync.discord.route;

import static dev.gatewaysync.discord.route.TestDirectory.UPDATES;
import static dev.gatewaysync.discord.route.TestDirectory.WEBHOOK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.WebhookAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the targets of gateway.yml stand for. */
@Timeout(30)
class OwnTargetsTest {
    /** Until what Discord has told is asked about again. */
    private static final Duration IN_TURN = Duration.ofMinutes(5);

    private static final String LOG = "https://discord.com/api/webhooks/66/TOKEN";
    private static final String LOG_HOOK = "GET /webhooks/66/TOKEN";
    private static final WebhookAddress LOG_ADDRESS = WebhookAddress.parse(LOG);
    private static final Destination IN_LOG = new Destination.Channel("70", "2", "webhook", LOG_ADDRESS, null);
    private static final String PARTNERS = "GET /guilds/2/channels";
    private static final String TEAM = TestDirectory.channel("71", "team", 0);
    private static final Destination.Channel IN_TEAM = new Destination.Channel("71", "2", "team", null, null);
    private static final Destination UNKNOWN = new Destination.Unknown();

    private TestDirectory test = new TestDirectory();

    @BeforeEach
    void open() {
        answer();
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void a_webhook_stands_where_discord_says_and_is_asked_about_once_for_all_its_targets() throws Exception {
        test.webhookTarget("log", LOG, null);
        test.webhookTarget("logs", LOG, null);

        assertThat(test.refresh()).isEmpty();

        assertThat(test.destination("log")).isEqualTo(IN_LOG);
        assertThat(test.destination("logs")).isEqualTo(IN_LOG);
        assertThat(test.asked(LOG_HOOK)).isOne();
    }

    @Test
    void one_that_was_added_since_discord_was_asked_is_not_known_and_a_reason_to_ask() throws Exception {
        test.refresh();
        assertThat(test.destination("announcements")).isInstanceOf(Destination.Channel.class);
        assertThat(test.directory.isRefreshWanted()).isFalse();

        test.webhookTarget("log", LOG, null);

        assertThat(test.destination("log")).isEqualTo(UNKNOWN);
        assertThat(test.directory.isRefreshWanted()).isTrue();
    }

    @Test
    void a_webhook_that_is_gone_is_dead_and_neither_a_failure_nor_asked_about_again() throws Exception {
        test.webhookTarget("log", LOG, null);
        test.refuses(LOG_HOOK, 404, 10015);

        assertThat(test.refresh()).isEmpty();
        test.refresh();

        assertThat(test.destination("log"))
                .isInstanceOfSatisfying(
                        Destination.Dead.class,
                        dead -> assertThat(dead.sender()).isEqualTo("66"));
        assertThat(test.asked(LOG_HOOK)).isOne();
    }

    @Test
    void a_webhook_that_could_not_be_asked_about_is_where_it_was() throws Exception {
        test.webhookTarget("log", LOG, null);
        test.refresh();
        test.refuses(LOG_HOOK, 500, 0);
        test.clock.advance(IN_TURN);

        assertThat(test.refresh().map(DiscordFailure::status)).contains(500);

        assertThat(test.destination("log")).isEqualTo(IN_LOG);
    }

    @Test
    void one_that_could_not_be_asked_about_is_told_even_if_the_next_one_could() throws Exception {
        test.webhookTarget("log", LOG, null);
        test.channelTarget("team", "2", "team", null);
        test.refuses(LOG_HOOK, 500, 0);

        assertThat(test.refresh().map(DiscordFailure::status)).contains(500);

        assertThat(test.destination("log")).isEqualTo(UNKNOWN);
        assertThat(test.destination("team")).isEqualTo(IN_TEAM);
    }

    @Test
    void a_webhook_may_write_to_a_thread() throws Exception {
        test.webhookTarget("talk", LOG, "9");
        test.refresh();

        assertThat(test.destination("talk"))
                .isEqualTo(new Destination.Channel("9", "2", "thread 9 of webhook", LOG_ADDRESS.inThread("9"), null));
    }

    @Test
    void a_webhook_of_a_forum_is_known_to_be_one_once_discord_has_said_so() throws Exception {
        test.webhookTarget("log", LOG, null);
        test.refresh();

        test.directory.learnForum((Destination.Channel) IN_LOG);

        assertThat(((Destination.Channel) test.destination("log")).forum()).isNotNull();
    }

    @Test
    void a_channel_of_another_server_is_looked_for_there_once_for_all_its_targets() throws Exception {
        test.channelTarget("team", "2", "team", null);
        test.channelTarget("crew", "2", "team", null);

        assertThat(test.refresh()).isEmpty();

        assertThat(test.destination("team")).isEqualTo(IN_TEAM);
        assertThat(test.destination("crew")).isEqualTo(IN_TEAM);
        assertThat(test.asked(PARTNERS)).isOne();
    }

    @Test
    void a_channel_of_the_bots_own_server_is_in_the_list_that_is_read_anyway() throws Exception {
        test.channelTarget("here", "1", "updates", null);
        test.channelTarget("here-too", null, "updates", null);

        test.refresh();

        Destination updates = new Destination.Channel("7", "1", "updates", null, null);
        assertThat(test.destination("here")).isEqualTo(updates);
        assertThat(test.destination("here-too")).isEqualTo(updates);
        assertThat(test.asked(TestDirectory.CHANNELS)).isOne();
    }

    @Test
    void a_target_may_be_a_thread_of_its_channel() throws Exception {
        test.channelTarget("here", null, "updates", "9");
        test.channelTarget("there", "2", "team", "10");
        test.refresh();

        assertThat(test.destination("here"))
                .isEqualTo(new Destination.Channel("9", "1", "thread 9 of updates", null, null));
        assertThat(test.destination("there"))
                .isEqualTo(new Destination.Channel("10", "2", "thread 10 of team", null, null));
    }

    @Test
    void a_channel_that_another_server_does_not_have_is_missing_there() throws Exception {
        test.channelTarget("games", "2", "games", null);
        test.refresh();

        assertThat(test.destination("games"))
                .isEqualTo(new Destination.Missing(
                        "a channel #games in the server 2 (targets.games in gateway.yml), with the bot in it"));
    }

    @ParameterizedTest
    @CsvSource({"403, 50001", "404, 10004"})
    void a_server_that_the_bot_is_not_in_waits_for_an_invitation_and_is_asked_once_for_all_its_targets(
            int status, int code) throws Exception {
        test.channelTarget("team", "2", "team", null);
        test.channelTarget("crew", "2", "team", null);
        test.refuses(PARTNERS, status, code);

        assertThat(test.refresh()).isEmpty();

        assertThat(test.destination("team")).isEqualTo(Destination.Hidden.inServer("2", "team"));
        assertThat(test.asked(PARTNERS)).isOne();
    }

    @Test
    void a_server_that_could_not_be_asked_is_as_it_was() throws Exception {
        test.channelTarget("team", "2", "team", null);
        test.refuses(PARTNERS, 500, 0);
        assertThat(test.refresh().map(DiscordFailure::status)).contains(500);
        assertThat(test.destination("team")).isEqualTo(UNKNOWN);

        answer();
        test.refresh();
        test.refuses(PARTNERS, 500, 0);
        test.clock.advance(IN_TURN);
        assertThat(test.refresh()).isPresent();

        assertThat(test.destination("team")).isEqualTo(IN_TEAM);
    }

    @Test
    void a_channel_of_another_server_that_is_gone_is_dead() throws Exception {
        test.channelTarget("team", "2", "team", null);
        test.refresh();

        test.directory.markDead("announcements", IN_TEAM, "Unknown Channel");

        assertThat(test.destination("team")).isEqualTo(new Destination.Dead("71", "Unknown Channel"));
    }

    @Test
    void a_channel_needs_a_bot_and_without_one_no_server_is_asked() throws Exception {
        test.close();
        test = new TestDirectory(null, WEBHOOK, false);
        test.discord.replies(TestDirectory.HOOK, "{\"channel_id\":\"7\",\"guild_id\":\"1\"}");
        test.channelTarget("team", "2", "team", null);
        test.refresh();

        assertThat(test.destination("team")).isEqualTo(new Destination.Missing("a bot (DISCORD_TOKEN and GUILD_ID)"));
        assertThat(test.asked(PARTNERS)).isZero();
    }

    @Test
    void of_the_places_that_were_sent_to_before_a_restart_no_webhook_is_taken_for_a_channel() throws Exception {
        test.close();
        test = new TestDirectory(TestDirectory.BOT, WEBHOOK, false);
        answer();
        test.webhookTarget("log", LOG, null);

        test.directory.rememberUsed(Map.of("55", "updates", "66", "webhook", "9", "secret"));
        test.refresh();

        assertThat(test.discord.requests("GET /channels/")).containsExactly("GET /channels/9");
    }

    private void answer() {
        test.lists(UPDATES);
        test.discord
                .replies(LOG_HOOK, "{\"channel_id\":\"70\",\"guild_id\":\"2\"}")
                .replies(TestDirectory.HOOK, "{\"channel_id\":\"7\",\"guild_id\":\"1\"}")
                .replies(PARTNERS, "[" + TEAM + "]");
    }
}
