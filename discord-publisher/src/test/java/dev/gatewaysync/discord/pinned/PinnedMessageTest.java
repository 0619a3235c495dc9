package dev.gatewaysync.discord.pinned;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.cards.EventCards;
import dev.gatewaysync.cards.Message;
import dev.gatewaysync.cards.channel.Routing;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.discord.ScriptedDiscord;
import dev.gatewaysync.discord.outbox.CardStore;
import dev.gatewaysync.discord.outbox.TestOutbox;
import dev.gatewaysync.discord.route.CatalogCategories;
import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.discord.route.DiscordCredentials;
import dev.gatewaysync.discord.send.DeliveryTimings;
import dev.gatewaysync.discord.send.MessageEdits;
import dev.gatewaysync.discord.send.MessageSender;
import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.service.settings.Secret;
import dev.gatewaysync.storage.catalog.CatalogQueries;
import dev.gatewaysync.task.ManualClock;
import dev.gatewaysync.testkit.SettableClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What could not be pinned is pinned once it is possible. */
class PinnedMessageTest {
    private static final String PIN = "PUT /channels/7/messages/pins/20";
    private static final Destination.Channel WELCOME = new Destination.Channel("7", "1", "welcome", null, null);

    private final ManualClock time = new ManualClock();
    private final ScriptedDiscord discord = new ScriptedDiscord(time);

    private final TestOutbox test = new TestOutbox();
    private final SettableClock clock = test.clock;
    private final CardStore cards = test.cards;

    @BeforeEach
    void open() {
        discord.replies("GET /users/@me", "{\"id\":\"90\"}")
                .replies("GET /channels/7/messages/pins", "{\"items\":[],\"has_more\":false}")
                .replies("GET /channels/7/messages", "[{\"id\":\"19\",\"embeds\":[]}]")
                .replies("POST /channels/7/messages", "{\"id\":\"20\"}")
                .replies("PATCH /channels/7/messages/20", "{\"id\":\"20\"}");
    }

    @AfterEach
    void close() {
        discord.close();
    }

    @ParameterizedTest
    @CsvSource({"403, 50013", "400, 30003", "500, 0"})
    void it_is_shown_unpinned_and_pinned_when_that_is_possible(int status, int code) throws Exception {
        discord.replies(PIN, status, "{\"code\":" + code + ",\"message\":\"no\"}");
        PinnedMessage message = message();

        assertThat(message.show(numbers("1"), WELCOME)).isNull();
        assertThat(pins()).isOne();
        message.pinIfDue(WELCOME);
        assertThat(pins()).isOne();

        for (int tries = 2; tries < 10; tries++) {
            later(Duration.ofHours(1));
            message.pinIfDue(WELCOME);
            assertThat(pins()).isEqualTo(tries);
        }

        discord.replies(PIN, 204, "");
        later(Duration.ofHours(1));
        message.pinIfDue(WELCOME);
        later(Duration.ofDays(1));
        message.pinIfDue(WELCOME);
        assertThat(message.show(numbers("2"), WELCOME)).isNull();
        message().pinIfDue(WELCOME);
        assertThat(pins()).isEqualTo(10);
    }

    @Test
    void a_restart_tries_at_once_what_could_not_be_pinned() throws Exception {
        discord.replies(PIN, 403, "{\"code\":50013,\"message\":\"no\"}");
        assertThat(message().show(numbers("1"), WELCOME)).isNull();

        discord.replies(PIN, 204, "");
        message().pinIfDue(WELCOME);
        assertThat(pins()).isEqualTo(2);
        assertThat(discord.requests.stream().filter(request -> request.startsWith("POST")))
                .hasSize(1);
    }

    @Test
    void a_lost_answer_is_asked_for_again_with_the_same_nonce() throws Exception {
        discord.replies("POST /channels/7/messages", 502, "{}");
        PinnedMessage message = message();
        assertThat(message.show(numbers("1"), WELCOME)).isNotNull();
        later(Duration.ofSeconds(5));
        discord.replies("POST /channels/7/messages", "{\"id\":\"20\"}").replies(PIN, 204, "");
        assertThat(message.show(numbers("1"), WELCOME)).isNull();

        assertThat(discord.nonces).hasSize(2);
        assertThat(discord.nonces.getFirst()).isEqualTo(discord.nonces.getLast());
    }

    private PinnedMessage message() {
        DiscordCredentials credentials =
                new DiscordCredentials(new DiscordCredentials.Bot(new Secret("bot-token"), "1"), null, null);
        ChannelDirectory directory = new ChannelDirectory(
                credentials,
                new Routing(Map.of(), Map.of(), false),
                discord.rest,
                new CatalogCategories(new CatalogQueries(test.jdbc)),
                () -> GatewayConfig.NONE,
                clock);
        MessageEdits edits =
                new MessageEdits(discord.rest, directory, test.edits, DeliveryTimings.standard(), credentials);
        MessageSender sender = new MessageSender(discord.rest, discord.limiter, directory, edits, credentials);
        return new PinnedMessage(
                "statistics:overview",
                sender,
                new ChannelPins(discord.rest),
                cards,
                DeliveryTimings.standard(),
                time::nanoTime);
    }

    private void later(Duration passed) {
        time.tick(passed);
    }

    private long pins() {
        return discord.requests.stream()
                .filter(request -> request.startsWith("PUT"))
                .count();
    }

    private Message numbers(String text) {
        EventEnvelope event =
                EventEnvelope.of(EventIds.next(), Source.MAIN_APP, clock.instant(), new BugFixed(text, null, null));
        return Message.of(new EventCards("App", () -> GatewayConfig.NONE).announcement(event, "statistics:overview"));
    }
}
