package dev.gatewaysync.discord.bot.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.discord.ratelimit.Quota;
import dev.gatewaysync.discord.ratelimit.RateLimited;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.ratelimit.RateLimits;
import dev.gatewaysync.discord.ratelimit.Route;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.RequestReport;
import dev.gatewaysync.discord.rest.RestSettings;
import dev.gatewaysync.discord.route.DiscordCredentials;
import dev.gatewaysync.service.settings.Secret;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.interaction.SimulatedInteraction;
import dev.gatewaysync.simulator.limits.Scope;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.task.MonotonicClock;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What JDA sends is counted, and held back, with what we send ourselves. Here four requests are allowed in ten minutes. */
class JdaRateLimitInterceptorTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Quota FOUR = new Quota(4, Duration.ofMinutes(10));

    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());
    private final RateLimiter limiter = new RateLimiter(limits(), MonotonicClock.system());
    private final RestSettings settings = RestSettings.of(discord.apiUrl(), discord.botToken());
    private final DiscordRest rest = new DiscordRest(settings, limiter, report -> {}, Clock.systemUTC());
    private final List<RequestReport> reports = new CopyOnWriteArrayList<>();
    private Database database;
    private BotSession session;

    @BeforeEach
    void start(@TempDir Path dir) {
        database = Database.open("jdbc:sqlite:" + dir.resolve("test.db"));
        GatewayAddress gateway = GatewayAddress.of(rest, discord.gatewayUrl());
        IdentifyBudget budget = new IdentifyBudget(database.jdbc(), InstantSource.system());
        session = new BotSession(
                new DiscordCredentials(
                        new DiscordCredentials.Bot(new Secret(discord.botToken()), discord.guildId()), null, null),
                rest,
                gateway,
                new JdaSessions(settings, gateway, budget, limiter, reports::add, report -> {}),
                (guildId, content, ended) -> new Answering(),
                new JdaConnection());
        session.start();
        await().atMost(LONG).until(() -> discord.commands().contains("hello"));
    }

    @AfterEach
    void stop() {
        session.stop();
        rest.close();
        discord.close();
        database.close();
    }

    @Test
    void what_it_sends_is_told_as_what_our_own_client_sends() {
        await().atMost(LONG).until(() -> !reports.isEmpty());
        assertThat(reports).allSatisfy(report -> {
            assertThat(report.route().toString()).endsWith("sent by JDA");
            assertThat(report.status()).isEqualTo(200);
            assertThat(report.rateLimited()).isNull();
        });
        discord.faults().next(1, "PATCH", "/messages/@original$").rateLimit(Scope.SHARED, 1, 1);

        hello();

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(reports)
                        .as("the path of what follows an interaction holds its token")
                        .extracting(report -> report.route().majorId())
                        .allMatch(line -> line.matches("[0-9a-f]{64}")));
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(reports)
                        .filteredOn(report -> report.route().method().equals("PATCH"))
                        .extracting(RequestReport::status, RequestReport::rateLimited)
                        .containsExactly(
                                tuple(429, new RateLimited(RateLimited.Scope.SHARED, Duration.ofSeconds(1))),
                                tuple(200, null)));
    }

    @Test
    void the_longest_time_that_an_answer_names_counts() {
        discord.faults().next(1, "PATCH", "/messages/@original$").rateLimit(Scope.SHARED, 1, 2.5);

        hello();

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(reports)
                        .extracting(RequestReport::rateLimited)
                        .contains(new RateLimited(RateLimited.Scope.SHARED, Duration.ofMillis(2_500))));
    }

    @Test
    void what_it_sends_as_the_bot_counts_for_the_bot() {
        // Our questions what the application may and how often it may still identify, its login, and the commands.
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(limiter.nextPermit(Route.bot("GET", "/any", "1")))
                        .hasValueSatisfying(wait -> assertThat(wait).isGreaterThan(Duration.ofMinutes(8))));
        assertThat(limiter.nextPermit(Route.webhook("POST", "/any", "1"))).contains(Duration.ZERO);
    }

    @Test
    void answers_to_interactions_wait_for_none_of_the_bots_and_their_edits_count_for_the_address() {
        await().atMost(LONG)
                .until(() -> !limiter.nextPermit(Route.bot("GET", "/any", "1"))
                        .orElse(Duration.ZERO)
                        .isZero());
        List<SimulatedInteraction> asked = List.of(hello(), hello(), hello(), hello(), hello());

        await().atMost(LONG)
                .until(() ->
                        asked.stream().allMatch(one -> one.acknowledgedAfter().isPresent()));
        await().atMost(LONG)
                .until(() -> asked.stream()
                                .filter(one -> one.reply()
                                        .filter(reply -> reply.content().equals("hello"))
                                        .isPresent())
                                .count()
                        == 4);
        assertThat(limiter.nextPermit(Route.webhook("POST", "/any", "1")))
                .hasValueSatisfying(wait -> assertThat(wait).isGreaterThan(Duration.ofMinutes(8)));
        // As Discord counts, the token of an interaction is no bot's.
        assertThat(limiter.breaker().invalidRequests()).isZero();
    }

    private SimulatedInteraction hello() {
        return discord.member().slash("hello", Map.of());
    }

    private static RateLimits limits() {
        RateLimits usual = RateLimits.defaults();
        return new RateLimits(FOUR, usual.hiddenWebhook(), usual.oldEdits(), usual.invalidRequests());
    }

    private static final class Answering extends ListenerAdapter {
        @Override
        public void onReady(ReadyEvent event) {
            event.getJDA()
                    .getGuilds()
                    .getFirst()
                    .updateCommands()
                    .addCommands(Commands.slash("hello", "Says it"))
                    .queue();
        }

        @Override
        public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
            event.deferReply().queue(hook -> hook.editOriginal("hello").queue());
        }
    }
}
