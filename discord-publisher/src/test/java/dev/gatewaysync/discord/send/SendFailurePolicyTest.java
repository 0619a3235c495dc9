package dev.gatewaysync.discord.send;

import static dev.gatewaysync.discord.send.SendFailurePolicy.Request.CREATE_CHANNEL;
import static dev.gatewaysync.discord.send.SendFailurePolicy.Request.LIST_CHANNELS;
import static dev.gatewaysync.discord.send.SendFailurePolicy.Request.MESSAGE;
import static dev.gatewaysync.discord.send.SendFailurePolicy.Request.SEARCH;
import static dev.gatewaysync.discord.send.SendFailurePolicy.Request.STATISTICS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.cards.channel.Routing;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.discord.ScriptedDiscord;
import dev.gatewaysync.discord.outbox.TargetStatusTable;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.rest.WebhookAddress;
import dev.gatewaysync.discord.route.CatalogCategories;
import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.discord.route.DiscordCredentials;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.storage.catalog.CatalogQueries;
import dev.gatewaysync.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each failure means one thing for the delivery, for its target and for the token. */
class SendFailurePolicyTest {
    private static final String TARGET = "announcements";
    private static final Destination.Channel OF_THE_BOT = new Destination.Channel("7", "1", "updates", null, null);
    private static final Destination.Channel OF_A_WEBHOOK = new Destination.Channel(
            "7", "1", "updates", WebhookAddress.parse("https://discord.com/api/webhooks/55/TOKEN"), null);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final ScriptedDiscord discord = new ScriptedDiscord();
    private final DeliveryTimings timings = DeliveryTimings.standard();
    private final TokenGuard tokenGuard = new TokenGuard(discord.rest, timings);

    private static Database database;

    private ChannelDirectory channels;
    private TargetStatusTable targets;
    private SendFailurePolicy policy;

    @BeforeAll
    static void open(@TempDir Path directory) {
        database = Database.open("jdbc:sqlite:" + directory.resolve("targets.db"));
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void begin() {
        database.jdbc().sql("DELETE FROM discord_target").update();
        channels = new ChannelDirectory(
                new DiscordCredentials(null, null, null),
                new Routing(Map.of(), Map.of(), false),
                discord.rest,
                new CatalogCategories(new CatalogQueries(database.jdbc())),
                () -> GatewayConfig.NONE,
                clock);
        targets = new TargetStatusTable(database.jdbc(), clock);
        policy = new SendFailurePolicy(channels, targets, tokenGuard, timings);
    }

    @AfterEach
    void close() {
        discord.close();
    }

    @ParameterizedTest
    @CsvSource({
        "TARGET_DEAD,      TARGET_DEAD, TARGET_DEAD,      TARGET_DEAD, TARGET_DEAD, PAUSED,    PAUSED",
        "CREDENTIAL,       DEFERRED,    DEFERRED,         DEFERRED,    DEFERRED,    DEFERRED,  DEFERRED",
        "PERMISSION,       PAUSED,      PAUSED,           PAUSED,      PAUSED,      PAUSED,    PAUSED",
        "UNAVAILABLE,      PAUSED,      PAUSED,           PAUSED,      PAUSED,      PAUSED,    PAUSED",
        "POISON,           FAILED,      FAILED,           PAUSED,      FAILED,      FAILED,    PAUSED",
        "EDIT_TARGET_LOST, FAILED,      EDIT_TARGET_GONE, PAUSED,      RETRY,       PAUSED,    PAUSED",
        "SLOW_DOWN,        DEFERRED,    DEFERRED,         DEFERRED,    RETRY,       DEFERRED,  RETRY",
        "BLOCKED,          DEFERRED,    DEFERRED,         DEFERRED,    RETRY,       DEFERRED,  RETRY",
        "NOT_EXECUTED,     RETRY,       RETRY,            RETRY,       RETRY,       RETRY,     RETRY",
        "AMBIGUOUS,        IN_DOUBT,    IN_DOUBT,         RETRY,       RETRY,       RETRY,     RETRY",
    })
    void each_failure_has_one_result_for_each_request(
            FailureClass failure,
            SendResult message,
            SendResult edit,
            SendResult search,
            SendResult statistics,
            SendResult createChannel,
            SendResult listChannels) {
        // An event of the server is made as a channel is.
        SendResult[] expected = {message, edit, search, statistics, createChannel, createChannel, listChannels};
        for (SendFailurePolicy.Request request : SendFailurePolicy.Request.values()) {
            assertThat(policy.resultOf(request, failure(failure)))
                    .as("%s of %s", failure, request)
                    .isEqualTo(expected[request.ordinal()]);
        }
    }

    @Test
    void only_failures_that_have_nothing_to_do_with_the_message_spend_no_attempt() {
        EnumSet<FailureClass> free = EnumSet.noneOf(FailureClass.class);
        for (FailureClass failureClass : FailureClass.values()) {
            if (!SendFailurePolicy.spendsAttempt(failure(failureClass))) {
                free.add(failureClass);
            }
        }
        assertThat(free).containsExactly(FailureClass.CREDENTIAL, FailureClass.SLOW_DOWN, FailureClass.BLOCKED);
    }

    @Test
    void a_refused_token_of_the_bot_holds_back_everything_that_the_bot_sends() {
        assertThat(policy.apply(MESSAGE, failure(FailureClass.CREDENTIAL), TARGET, OF_THE_BOT))
                .isEqualTo(SendResult.DEFERRED);

        assertThat(tokenGuard.isOpen()).isFalse();
        assertThat(status()).isEqualTo("paused");
    }

    @Test
    void a_refused_token_of_a_webhook_pauses_its_target_alone() {
        assertThat(policy.apply(MESSAGE, failure(FailureClass.CREDENTIAL), TARGET, OF_A_WEBHOOK))
                .isEqualTo(SendResult.PAUSED);

        assertThat(tokenGuard.isOpen()).isTrue();
        assertThat(status()).isEqualTo("paused");
    }

    @Test
    void a_search_is_made_by_the_bot_whoever_sends() {
        assertThat(policy.apply(SEARCH, failure(FailureClass.CREDENTIAL), TARGET, OF_A_WEBHOOK))
                .isEqualTo(SendResult.DEFERRED);

        assertThat(tokenGuard.isOpen()).isFalse();
        assertThat(targets.state(TARGET)).isEmpty();
    }

    @Test
    void a_refused_permission_pauses_the_target_with_the_reason() {
        policy.apply(STATISTICS, failure(FailureClass.PERMISSION), TARGET, OF_THE_BOT);

        assertThat(status()).isEqualTo("paused");
        assertThat(channels.isChanged()).isFalse();
    }

    @Test
    void a_channel_that_cannot_take_a_message_is_looked_at_again() {
        policy.apply(MESSAGE, failure(FailureClass.UNAVAILABLE), TARGET, OF_THE_BOT);

        assertThat(channels.isChanged()).isTrue();
    }

    @Test
    void channels_that_cannot_be_listed_are_asked_for_again_at_a_pace_that_fits_the_failure() {
        assertThat(untilNextList(FailureClass.NOT_EXECUTED)).isLessThan(Duration.ofSeconds(10));
        assertThat(untilNextList(FailureClass.CREDENTIAL)).isEqualTo(timings.credentialProbe(1));
        assertThat(untilNextList(FailureClass.PERMISSION)).isEqualTo(timings.permissionProbe(1));
        assertThat(tokenGuard.isOpen()).isFalse();
    }

    @Test
    void a_channel_that_is_not_created_concerns_no_target() {
        policy.apply(CREATE_CHANNEL, failure(FailureClass.PERMISSION));

        assertThat(targets.names()).isEmpty();
    }

    private Duration untilNextList(FailureClass failureClass) {
        return policy.retryDelay(policy.apply(LIST_CHANNELS, failure(failureClass)), 1);
    }

    private String status() {
        return targets.state(TARGET).map(TargetStatusTable.State::status).orElse("");
    }

    private static DiscordFailure failure(FailureClass failureClass) {
        return new DiscordFailure(failureClass, 0, 0, Duration.ZERO, "no");
    }
}
