package dev.gatewaysync.discord;

import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.ConnectionFactory;
import dev.gatewaysync.discord.send.DeliveryTimings;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.GatewayEvent;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.messaging.Backoff;
import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.messaging.MessageHeaders;
import dev.gatewaysync.messaging.OutageFailure;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.service.Service;
import dev.gatewaysync.service.ServiceDefinition;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.storage.history.DeliveryStatus;
import dev.gatewaysync.testkit.Infra;
import dev.gatewaysync.testkit.Proof;
import dev.gatewaysync.testkit.QueueDrain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.node.ObjectNode;

/** A publisher on real infrastructure before a simulated Discord, with what a test needs to feed and to question it. */
final class RunningPublisher implements AutoCloseable {
    final DiscordSimulator discord;
    final Database database;
    private final Infra infra;
    final ConnectionFactory factory;
    private final ConfirmedPublisher events;
    private final Map<String, String> settings = new HashMap<>();
    private ConfigurableApplicationContext context;

    private RunningPublisher(DiscordSimulator discord, Map<String, String> ways) {
        this.discord = discord;
        this.infra = Infra.start().wiped();
        this.database = infra.database();
        factory = new ConnectionFactory();
        try {
            factory.setUri(infra.rabbitmqUrl());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        this.events = new ConfirmedPublisher(factory, Duration.ofSeconds(60));
        settings.putAll(infra.settings());
        settings.put("PUBLISHER_METRICS_PORT", "0");
        settings.put("LOG_FORMAT", "text");
        settings.put("DISCORD_API_URL", discord.apiUrl());
        settings.put("DISCORD_GATEWAY_URL", discord.gatewayUrl());
        settings.putAll(ways);
    }

    static RunningPublisher withBotAndWebhook(DiscordSimulator discord) {
        return new RunningPublisher(
                        discord,
                        Map.of(
                                "DISCORD_TOKEN", discord.botToken(),
                                "GUILD_ID", discord.guildId(),
                                "DISCORD_WEBHOOK_URL", discord.webhookUrl()))
                .started();
    }

    /** With a bot, a webhook, and whatever else is set. */
    static RunningPublisher withSettings(DiscordSimulator discord, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.put("DISCORD_TOKEN", discord.botToken());
        all.put("GUILD_ID", discord.guildId());
        all.putIfAbsent("DISCORD_WEBHOOK_URL", discord.webhookUrl());
        return new RunningPublisher(discord, all).started();
    }

    static RunningPublisher withBot(DiscordSimulator discord) {
        return new RunningPublisher(discord, Map.of("DISCORD_TOKEN", discord.botToken(), "GUILD_ID", discord.guildId()))
                .started();
    }

    static RunningPublisher withWebhook(DiscordSimulator discord) {
        return withWebhook(discord, discord.webhookUrl());
    }

    static RunningPublisher withWebhook(DiscordSimulator discord, String url) {
        return new RunningPublisher(discord, Map.of("DISCORD_WEBHOOK_URL", url)).started();
    }

    static RunningPublisher withWrongTokenAndWebhook(DiscordSimulator discord) {
        return new RunningPublisher(
                        discord,
                        Map.of(
                                "DISCORD_TOKEN", "wrong",
                                "GUILD_ID", discord.guildId(),
                                "DISCORD_WEBHOOK_URL", discord.webhookUrl()))
                .started();
    }

    static RunningPublisher withNothing(DiscordSimulator discord) {
        return new RunningPublisher(discord, Map.of()).started();
    }

    RunningPublisher started() {
        context = another();
        return this;
    }

    /** One more instance with the same settings. */
    ConfigurableApplicationContext another() {
        ServiceDefinition real = PublisherApplication.DEFINITION;
        ServiceDefinition started =
                Proof.isLong() ? real : new ServiceDefinition(real.name(), QuickPublisher.class, real.properties());
        return Service.start(started, new Settings(settings), false);
    }

    /**
     * Waits less, so that a build does. What is waited for, and in what order, stays the same. No component: a scan of
     * this package would find it.
     */
    @Import(PublisherApplication.class)
    static class QuickPublisher {
        static final Duration STATISTICS_INTERVAL = Duration.ofSeconds(3);

        @Bean
        @Primary
        DeliveryTimings quickTiming() {
            DeliveryTimings real = DeliveryTimings.standard();
            return new DeliveryTimings(
                    new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5)),
                    Duration.ofMillis(300),
                    real.permissionProbe(),
                    real.credentialProbe(),
                    STATISTICS_INTERVAL,
                    real.statisticsRefresh(),
                    real.batchPatience(),
                    real.historyPatience(),
                    real.drain());
        }
    }

    /** The same in a process of its own, which can be killed. */
    Process asProcess() throws IOException {
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                PublisherApplication.class.getName());
        java.environment().putAll(settings);
        return java.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    void stop() {
        context.close();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    EventEnvelope publish(GatewayEvent event) {
        EventEnvelope envelope = EventEnvelope.of(EventIds.next(), Source.MAIN_APP, Instant.now(), event);
        untilStored(() -> events.publish(envelope));
        return envelope;
    }

    EventEnvelope publish(BuiltInType type, String data) {
        EventEnvelope envelope = envelope(type, data);
        untilStored(() -> events.publish(envelope));
        return envelope;
    }

    /** As every sender does: a broker that has no time for the first try is asked again, and one event is one event. */
    private static void untilStored(Runnable publish) {
        await().atMost(Duration.ofMinutes(1))
                .ignoreException(OutageFailure.class)
                .until(() -> {
                    publish.run();
                    return true;
                });
    }

    static EventEnvelope envelope(BuiltInType type, String data) {
        Instant now = Instant.now();
        ObjectNode json = (ObjectNode) EventJson.mapper().readTree(data);
        return new EventEnvelope(EventIds.next(), type, Source.MAIN_APP, now, now, json, null, null);
    }

    void publishAll(List<EventEnvelope> envelopes) {
        untilStored(() -> events.publishShared(envelopes));
    }

    /** Takes out of the history's queue what members caused. */
    List<EventEnvelope> causedByMembers() {
        List<EventEnvelope> caused = new ArrayList<>();
        try (com.rabbitmq.client.Connection connection = factory.newConnection();
                com.rabbitmq.client.Channel channel = connection.createChannel()) {
            com.rabbitmq.client.GetResponse got = channel.basicGet(Topology.HISTORY, true);
            while (got != null) {
                QueueDrain.eventsOf(got.getBody()).stream()
                        .filter(event -> Source.DISCORD.equals(event.source()))
                        .forEach(caused::add);
                got = channel.basicGet(Topology.HISTORY, true);
            }
        } catch (IOException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
        }
        return caused;
    }

    /** As an operator's replay does it. */
    void replay(EventEnvelope event) {
        replay(event, Map.of(MessageHeaders.REPLAYED_BY, "tester"));
    }

    /** At one target alone. */
    void replay(EventEnvelope event, String target) {
        replay(event, Map.of(MessageHeaders.REPLAYED_BY, "tester", MessageHeaders.TARGET, target));
    }

    private void replay(EventEnvelope event, Map<String, Object> headers) {
        events.publishToQueue(Topology.DISCORD, event.id(), headers, EventJson.toBytes(event));
    }

    /** target → status of an event's deliveries. */
    Map<String, DeliveryStatus> deliveries(EventEnvelope event) {
        Map<String, DeliveryStatus> found = new HashMap<>();
        database.jdbc()
                .sql("SELECT target, status FROM delivery WHERE event_id = :id")
                .param("id", event.id())
                .query(row -> {
                    found.put(row.getString("target"), DeliveryStatus.ofWireName(row.getString("status")));
                });
        return found;
    }

    /** What operators see of a target; empty if there is no row. */
    String targetStatus(String name) {
        return database.jdbc()
                .sql("SELECT status FROM discord_target WHERE name = :name")
                .param("name", name)
                .query(String.class)
                .optional()
                .orElse("");
    }

    boolean isPlanned(EventEnvelope event) {
        return count("SELECT count(*) FROM delivery_plan WHERE event_id = '" + event.id() + "'") == 1;
    }

    long open() {
        return count("SELECT count(*) FROM delivery WHERE status IN ('pending', 'sending')");
    }

    long count(String sql) {
        return database.jdbc().sql(sql).query(Long.class).single();
    }

    /** Puts numbers where the statistics are read, as the worker would, together with the event in the history. */
    void counted(EventEnvelope event, long resources, long categories) {
        long now = System.currentTimeMillis();
        database.transactions().executeWithoutResult(status -> {
            database.jdbc()
                    .sql("""
                            INSERT INTO statistics (source, at, resource_count, category_count, total_users)
                            VALUES ('reported', :now, :resources, :categories, 7)
                            ON CONFLICT (source) DO UPDATE SET at = excluded.at,
                              resource_count = excluded.resource_count, category_count = excluded.category_count""")
                    .param("now", now)
                    .param("resources", resources)
                    .param("categories", categories)
                    .update();
            database.jdbc().sql("""
                            INSERT INTO event (id, type, source, category, priority, description, occurred_at,
                              received_at, recorded_at, details)
                            VALUES (:id, 'stats-updated', 'main-app', 'statistics', 'normal', 'x', :now, :now, :now, '{}')""").param("id", event.id()).param("now", now).update();
        });
    }

    @Override
    public void close() {
        if (context.isActive()) {
            context.close();
        }
        events.close();
        discord.close();
    }
}
