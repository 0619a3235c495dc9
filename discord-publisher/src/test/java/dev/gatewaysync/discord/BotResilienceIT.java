package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.simulator.interaction.SimulatedInteraction;
import dev.gatewaysync.storage.history.DeliveryStatus;
import dev.gatewaysync.testkit.Pause;
import dev.gatewaysync.testkit.Proof;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Members are served whatever goes on around them. */
class BotResilienceIT {
    private static final Logger log = LoggerFactory.getLogger(BotResilienceIT.class);
    private static final String SHOWCASE = "showcase-your-finds";
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int DROPS = Proof.of("gateway.drops", 2, 5);

    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());

    @Test
    void commands_are_acknowledged_within_a_second_under_a_full_backlog() throws Exception {
        try (RunningPublisher publisher = started()) {
            // The first one loads classes, which takes 0.4 s on a busy machine.
            SimulatedInteraction first = discord.member().slash("recent-updates", Map.of());
            await().atMost(LONG).until(() -> first.acknowledgedAfter().isPresent());
            List<EventEnvelope> backlog = new ArrayList<>();
            List<String> categories = List.of(
                    "ai-tools",
                    "gaming",
                    "news",
                    "tools",
                    "anime",
                    "crypto",
                    "health",
                    "design",
                    "social",
                    "knowledge");
            for (int i = 0; i < 2_000; i++) {
                backlog.add(RunningPublisher.envelope(
                        BuiltInType.RESOURCE_ADDED,
                        "{\"name\":\"R" + i + "\",\"category\":\"" + categories.get(i % 10) + "\",\"description\":\""
                                + "x".repeat(1_500) + "\"}"));
            }
            publisher.publishAll(backlog);
            await().atMost(LONG).until(() -> publisher.open() > 1_000);

            List<SimulatedInteraction> asked = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                asked.add(discord.member().slash("recent-updates", Map.of()));
                Pause.of(Duration.ofMillis(50));
            }
            await().atMost(LONG)
                    .until(() -> asked.stream().allMatch(one -> one.reply().isPresent() && !one.isThinking()));
            List<Duration> times = asked.stream()
                    .map(one -> one.acknowledgedAfter().orElseThrow())
                    .sorted()
                    .toList();
            log.info(
                    "measured acknowledged p50={} p99={} max={} backlog={}",
                    times.get(50),
                    times.get(98),
                    times.get(99),
                    publisher.open());
            assertThat(publisher.open()).isGreaterThan(500);
            assertThat(times.get(98)).isLessThan(Duration.ofSeconds(1));
            assertThat(discord.counters().rateLimitedInAll()).isZero();
        }
    }

    @Test
    void a_gateway_that_breaks_again_and_again_is_resumed_and_nothing_is_missed() {
        discord.allowMessageContent(true);
        try (RunningPublisher publisher = started()) {
            await().atMost(LONG).until(() -> publisher.count("SELECT count(*) FROM channel_watermark") == 1);
            for (int i = 0; i < DROPS; i++) {
                long resumed = discord.counters().resumes() + discord.counters().identifies();
                discord.dropGatewayConnections();
                discord.member().say(SHOWCASE, "https://kept.example/" + i);
                await().atMost(LONG)
                        .until(() -> discord.counters().resumes()
                                        + discord.counters().identifies()
                                > resumed);
            }
            List<String> urls = new ArrayList<>();
            await().atMost(LONG).until(() -> {
                publisher
                        .causedByMembers()
                        .forEach(event -> urls.add(event.data().path("url").asString()));
                return urls.size() >= DROPS;
            });
            log.info(
                    "measured drops={} identifies={} resumes={} suggestions={}",
                    DROPS,
                    discord.counters().identifies(),
                    discord.counters().resumes(),
                    urls.size());
            assertThat(urls)
                    .isEqualTo(IntStream.range(0, DROPS)
                            .mapToObj(i -> "https://kept.example/" + i)
                            .toList());
            assertThat(discord.counters().identifies()).isLessThanOrEqualTo(5);
            assertThat(publisher.count("SELECT count(*) FROM gateway_identify"))
                    .isEqualTo(discord.counters().identifies());
        }
    }

    @Test
    void without_budget_the_bot_does_not_identify_and_cards_are_sent_all_the_same() {
        try (RunningPublisher publisher = started()) {
            publisher.stop();
            for (int i = 0; i < 300; i++) {
                publisher
                        .database
                        .jdbc()
                        .sql("INSERT INTO gateway_identify (at) VALUES (:now)")
                        .param("now", System.currentTimeMillis())
                        .update();
            }
            publisher.started();
            publisher.publish(BuiltInType.APP_DEPLOYED, "{\"version\":\"v1\"}");
            await().atMost(LONG).until(() -> discord.messages("updates").size() == 1);
            await().during(Duration.ofSeconds(3))
                    .atMost(LONG)
                    .until(() -> discord.counters().identifies() == 1);
        }
    }

    @Test
    void a_bot_that_is_invited_after_the_start_registers_its_commands_and_sends_what_waited() {
        discord.removeBot();
        try (RunningPublisher publisher = RunningPublisher.withBot(discord)) {
            EventEnvelope waiting = publisher.publish(BuiltInType.APP_DEPLOYED, "{\"version\":\"v1\"}");
            await().atMost(LONG).until(() -> discord.counters().identifies() == 1);
            await().atMost(LONG).until(() -> publisher.deliveries(waiting).containsKey("announcements"));
            assertThat(discord.commands()).isEmpty();

            discord.inviteBot();

            await().atMost(LONG).until(() -> discord.commands().contains("gateway-status"));
            await().atMost(LONG).until(() -> publisher.deliveries(waiting).get("announcements") == DeliveryStatus.SENT);
            assertThat(discord.counters().identifies()).isEqualTo(1);
        }
    }

    @Test
    void after_an_outage_of_the_server_nothing_is_lost() {
        try (RunningPublisher publisher = started()) {
            discord.tellOutage(true);
            EventEnvelope during = publisher.publish(BuiltInType.APP_DEPLOYED, "{\"version\":\"v1\"}");
            await().atMost(LONG).until(() -> publisher.deliveries(during).get("announcements") == DeliveryStatus.SENT);
            discord.tellOutage(false);
            SimulatedInteraction asked = discord.member().slash("recent-updates", Map.of());
            await().atMost(LONG).until(() -> asked.reply().isPresent() && !asked.isThinking());
            assertThat(discord.commands()).contains("gateway-status");
        }
    }

    @Test
    void a_first_answer_that_fails_leaves_the_bot_well() {
        try (RunningPublisher publisher = started()) {
            discord.faults().next(1, "POST", "/interactions/.*/callback").resetBeforeCommit();
            discord.slash("gateway-status", Map.of());
            await().atMost(LONG).until(() -> discord.faults().waiting() == 0);
            SimulatedInteraction next = discord.slash("gateway-status", Map.of());
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(next.reply().map(SimulatedMessage::embeds))
                            .hasValueSatisfying(embeds -> assertThat(embeds).isNotEmpty()));
        }
    }

    private RunningPublisher started() {
        RunningPublisher publisher = RunningPublisher.withBot(discord);
        await().atMost(LONG).until(() -> discord.commands().contains("gateway-status"));
        return publisher;
    }
}
