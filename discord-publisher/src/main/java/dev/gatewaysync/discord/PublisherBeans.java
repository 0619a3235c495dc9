package dev.gatewaysync.discord;

import dev.gatewaysync.discord.bot.BotRoom;
import dev.gatewaysync.discord.bot.BotSession;
import dev.gatewaysync.discord.bot.GatewayAddress;
import dev.gatewaysync.discord.bot.StandingMetrics;
import dev.gatewaysync.discord.bot.StatusBeacon;
import dev.gatewaysync.discord.bot.Suggestions;
import dev.gatewaysync.discord.card.EventCards;
import dev.gatewaysync.discord.card.StatisticsCards;
import dev.gatewaysync.discord.delivery.Boards;
import dev.gatewaysync.discord.delivery.BotGate;
import dev.gatewaysync.discord.delivery.CardStore;
import dev.gatewaysync.discord.delivery.Courier;
import dev.gatewaysync.discord.delivery.HiddenSends;
import dev.gatewaysync.discord.delivery.LaneTools;
import dev.gatewaysync.discord.delivery.Lease;
import dev.gatewaysync.discord.delivery.LimitsBeacon;
import dev.gatewaysync.discord.delivery.Outbox;
import dev.gatewaysync.discord.delivery.Parking;
import dev.gatewaysync.discord.delivery.PublisherMetrics;
import dev.gatewaysync.discord.delivery.Publishing;
import dev.gatewaysync.discord.delivery.Shipments;
import dev.gatewaysync.discord.delivery.TargetStates;
import dev.gatewaysync.discord.delivery.Timing;
import dev.gatewaysync.discord.intake.Intake;
import dev.gatewaysync.discord.ratelimit.MonotonicClock;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.discord.route.Planner;
import dev.gatewaysync.messaging.ConsumerSettings;
import dev.gatewaysync.messaging.EventConsumer;
import dev.gatewaysync.messaging.FailedMessages;
import dev.gatewaysync.messaging.PoisonCounter;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.service.Settings;
import dev.gatewaysync.storage.OperatorRequests;
import dev.gatewaysync.storage.StatisticsView;
import dev.gatewaysync.storage.UpdateHistory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** How the publisher is put together. */
@Configuration(proxyBeanMethods = false)
class PublisherBeans {
    private static final Logger log = LoggerFactory.getLogger(PublisherBeans.class);

    @Bean
    PublisherSettings publisherSettings(Settings settings, JdbcClient jdbc) {
        new DatabaseOwner(jdbc).claim(settings).forEach(log::warn);
        PublisherSettings read = PublisherSettings.of(settings);
        if (!read.access().isConfigured()) {
            log.warn("Discord is not configured: events are recorded and shown nowhere."
                    + " Set DISCORD_WEBHOOK_URL, or DISCORD_TOKEN and GUILD_ID");
        }
        return read;
    }

    @Bean
    Timing timing() {
        return Timing.standard();
    }

    @Bean
    PublisherMetrics publisherMetrics(MeterRegistry registry) {
        return new PublisherMetrics(registry);
    }

    @Bean
    RateLimiter rateLimiter(PublisherSettings settings) {
        return new RateLimiter(settings.limits(), MonotonicClock.system());
    }

    @Bean(destroyMethod = "close")
    DiscordRest discordRest(PublisherSettings settings, RateLimiter limiter, PublisherMetrics metrics) {
        return new DiscordRest(settings.rest(), limiter, metrics, Clock.systemUTC());
    }

    @Bean
    ChannelDirectory channelDirectory(
            PublisherSettings settings, DiscordRest rest, JdbcClient jdbc, InstantSource clock) {
        return ChannelDirectory.of(settings.access(), settings.routing(), rest, jdbc, clock);
    }

    @Bean
    Lease lease(JdbcClient jdbc, InstantSource clock) {
        return new Lease(jdbc, clock);
    }

    @Bean
    BotGate botGate(DiscordRest rest, Timing timing) {
        return new BotGate(rest, timing);
    }

    @Bean
    LaneTools laneTools(PublisherSettings settings, Collaborators with, Timing timing) {
        CardStore cards = new CardStore(with.jdbc(), with.clock());
        Outbox outbox = new Outbox(with.jdbc(), with.transactions(), with.lease(), with.clock());
        return new LaneTools(
                outbox,
                cards,
                new Shipments(new EventCards(settings.appName()), settings.mentions(), cards, outbox),
                new Courier(
                        with.rest(),
                        with.limiter(),
                        with.directory(),
                        settings.access().bot() != null),
                new Parking(outbox, with.failedMessages(), with.metrics()),
                with.directory(),
                with.gate(),
                with.lease(),
                new TargetStates(with.jdbc(), with.clock()),
                with.metrics(),
                timing);
    }

    /** What the lanes' tools are made of. */
    record Collaborators(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            InstantSource clock,
            Lease lease,
            DiscordRest rest,
            RateLimiter limiter,
            FailedMessages failedMessages,
            ChannelDirectory directory,
            BotGate gate,
            PublisherMetrics metrics) {}

    @Bean
    Collaborators collaborators(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            InstantSource clock,
            Lease lease,
            DiscordRest rest,
            RateLimiter limiter,
            FailedMessages failedMessages,
            ChannelDirectory directory,
            BotGate gate,
            PublisherMetrics metrics) {
        return new Collaborators(
                jdbc, transactions, clock, lease, rest, limiter, failedMessages, directory, gate, metrics);
    }

    @Bean
    Publishing publishing(
            PublisherSettings settings,
            LaneTools tools,
            Collaborators with,
            BotRoom bot,
            Suggestions suggestions,
            Statistics statistics,
            Queue queue) {
        Planner planner = new Planner(settings.access(), settings.routing(), suggestions::isSuggested);
        return Publishing.of(
                tools,
                new HiddenSends(with.jdbc(), with.limiter(), with.clock()),
                new Boards(
                        statistics.view(), new StatisticsCards(settings.appName()), statistics.history(), with.jdbc()),
                planner,
                new OperatorRequests(with.jdbc(), with.clock()),
                publishing -> new EventConsumer(
                        queue.connections(),
                        with.failedMessages(),
                        queue.poisonCounter(),
                        ConsumerSettings.of(Topology.DISCORD),
                        new Intake(planner, with.jdbc(), with.transactions(), with.clock(), publishing::planned)),
                bot);
    }

    /** Where the numbers come from. */
    record Statistics(StatisticsView view, UpdateHistory history) {}

    @Bean
    Statistics statistics(StatisticsView view, UpdateHistory history) {
        return new Statistics(view, history);
    }

    /** What a consumer needs. */
    record Queue(ConnectionFactory connections, PoisonCounter poisonCounter) {}

    @Bean
    Queue queue(ConnectionFactory connections, PoisonCounter poisonCounter) {
        return new Queue(connections, poisonCounter);
    }

    @Bean
    StandingMetrics standingMetrics(
            StatusBeacon beacon, Publishing publishing, Collaborators with, MeterRegistry registry) {
        return new StandingMetrics(
                publishing::isActive,
                beacon::status,
                () -> with.limiter().block().isUp(),
                new TargetStates(with.jdbc(), with.clock()),
                registry);
    }

    @Bean
    LimitsBeacon limitsBeacon(
            StringRedisTemplate redis,
            PublisherSettings settings,
            Collaborators with,
            Publishing publishing,
            GatewayAddress gateway) {
        return new LimitsBeacon(
                redis,
                with.limiter(),
                with.directory(),
                new LimitsBeacon.Quotas(
                        settings.limits().hiddenWebhook(), settings.limits().invalidRequests()),
                new LimitsBeacon.Instance(publishing::isActive, gateway::trouble),
                with.clock());
    }

    @Bean
    StatusBeacon statusBeacon(
            StringRedisTemplate redis,
            ChannelDirectory directory,
            BotGate gate,
            BotSession session,
            Publishing publishing,
            PublisherSettings settings,
            Collaborators with) {
        return new StatusBeacon(
                redis,
                directory,
                gate,
                session,
                publishing,
                new StatusBeacon.Place(settings.access(), with.rest(), with.limiter()));
    }
}
