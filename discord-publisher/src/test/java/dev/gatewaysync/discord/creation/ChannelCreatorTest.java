package dev.gatewaysync.discord.creation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.ScriptedDiscord;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.discord.route.DiscordCredentials;
import dev.gatewaysync.discord.send.TestSending;
import dev.gatewaysync.service.settings.Secret;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ChannelCreatorTest {
    private static final String TARGET = "category:tools";
    private static final String LIST = "GET /guilds/1/channels";
    private static final String CREATE = "POST /guilds/1/channels";
    private static final String TOOLS = "{\"id\":\"8\",\"name\":\"tools\",\"type\":0}";
    private static final Destination.ToBeMade WANTED = new Destination.ToBeMade("1", "tools");
    /** View Channels. */
    private static final long VIEW = 1 << 10;

    private final TestSending sending = new TestSending(new DiscordCredentials.Bot(new Secret("bot-token"), "1"), true);
    private final ScriptedDiscord discord = sending.discord;
    private final ChannelCreator creator = TestCreation.of(sending);
    private int changes;

    @BeforeEach
    void openServer() throws InterruptedException {
        discord.replies(LIST, "[]")
                .replies("GET /users/@me", "{\"id\":\"90\"}")
                .replies("GET /guilds/1/members/90", "{\"roles\":[],\"user\":{\"id\":\"90\"}}")
                .replies(CREATE, 201, TOOLS);
        everybodyMay(VIEW);
        assertThat(sending.directory.refresh()).isEmpty();
        creator.want(TARGET, WANTED);
    }

    @AfterEach
    void close() {
        sending.close();
    }

    @Test
    void what_is_wanted_is_created_once_and_can_be_sent_to() throws InterruptedException {
        assertThat(sending.deliveries.status(TARGET)).contains("about to be created");

        step();
        step();

        assertThat(discord.requests(CREATE)).hasSize(1);
        assertThat(sending.directory.destination(TARGET)).isInstanceOf(Destination.Channel.class);
        assertThat(changes).isOne();
        assertThat(creator.isCreating()).isFalse();
    }

    @Test
    void a_channel_that_is_in_a_list_read_just_before_is_not_created() throws InterruptedException {
        discord.replies(LIST, "[" + TOOLS + "]");

        step();

        assertThat(discord.requests(CREATE)).isEmpty();
        assertThat(changes).isOne();
    }

    @Test
    void a_lost_answer_makes_no_second_channel() throws InterruptedException {
        discord.replies(CREATE, 502, "{}");
        step();
        discord.replies(LIST, "[" + TOOLS + "]");
        creator.tryAgain();
        passes();

        step();

        assertThat(discord.requests(CREATE)).hasSize(1);
        assertThat(sending.directory.destination(TARGET)).isInstanceOf(Destination.Channel.class);
    }

    @Test
    void where_the_list_cannot_be_read_nothing_is_created() throws InterruptedException {
        discord.replies(LIST, 500, "{}");

        step();
        passes();
        step();

        assertThat(discord.requests(LIST))
                .as("and it is not asked for again at once")
                .hasSize(2);
        assertThat(discord.requests(CREATE)).isEmpty();
    }

    @Test
    void an_instance_that_is_not_the_leader_creates_nothing() throws InterruptedException {
        sending.test.loseLease();

        step();

        assertThat(discord.requests("POST")).isEmpty();
        assertThat(discord.requests(LIST)).hasSize(1);
    }

    @Test
    void a_lease_that_only_the_database_knows_to_be_lost_keeps_it_from_creating() throws InterruptedException {
        sending.test.jdbc.sql("UPDATE lease SET holder = 'another'").update();

        step();

        assertThat(discord.requests(CREATE)).isEmpty();
    }

    @Test
    void a_channel_that_the_bot_could_not_view_is_not_created_and_operators_read_why() throws InterruptedException {
        everybodyMay(0);

        step();

        assertThat(discord.requests(CREATE)).isEmpty();
        assertThat(sending.deliveries.status(TARGET)).startsWith("paused: ").contains("View Channels");
    }

    @Test
    void a_refusal_is_shown_and_tried_again_when_an_operator_says_so() throws InterruptedException {
        discord.replies(CREATE, 403, "{\"code\":50013,\"message\":\"Missing Permissions\"}");
        step();
        assertThat(sending.deliveries.status(TARGET)).startsWith("paused: ").contains("Manage Channels");
        passes();
        step();
        assertThat(discord.requests(CREATE)).as("not at once").hasSize(1);

        discord.replies(CREATE, 201, TOOLS);
        creator.tryAgain();
        step();

        assertThat(discord.requests(CREATE)).hasSize(2);
        assertThat(sending.directory.destination(TARGET)).isInstanceOf(Destination.Channel.class);
    }

    @Test
    void while_the_token_is_refused_nothing_is_asked() throws InterruptedException {
        sending.tokenGuard.refused("401");
        int before = discord.requests(LIST).size();

        step();

        assertThat(discord.requests(LIST)).hasSize(before);
    }

    @Test
    void nothing_is_created_after_a_stop() throws InterruptedException {
        sending.waiter.stop();

        step();

        assertThat(discord.requests(CREATE)).isEmpty();
    }

    private void step() throws InterruptedException {
        creator.step(() -> changes++);
    }

    /** The moment that the limiter waits when an answer has named no limits. */
    private void passes() {
        sending.time.tick(Duration.ofMinutes(1));
    }

    private void everybodyMay(long permissions) {
        discord.replies(
                "GET /guilds/1",
                "{\"id\":\"1\",\"owner_id\":\"2\",\"roles\":[{\"id\":\"1\",\"permissions\":\"" + permissions + "\"}]}");
    }
}
