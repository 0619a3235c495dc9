package dev.gatewaysync.discord;

import dev.gatewaysync.discord.bot.BotSession;
import dev.gatewaysync.discord.bot.BotTasks;
import dev.gatewaysync.discord.bot.ConnectionStatusReporter;
import dev.gatewaysync.discord.bot.GatewayAddress;
import dev.gatewaysync.discord.bot.LeaderMetrics;
import dev.gatewaysync.discord.bot.Suggestions;
import dev.gatewaysync.discord.card.EventCards;
import dev.gatewaysync.discord.card.StatisticsCards;
import dev.gatewaysync.discord.delivery.CardStore;
import dev.gatewaysync.discord.delivery.DeliveryOutbox;
import dev.gatewaysync.discord.delivery.DeliveryTimings;
import dev.gatewaysync.discord.delivery.FailedDeliveries;
import dev.gatewaysync.discord.delivery.LaneTools;
import dev.gatewaysync.discord.delivery.LeaderElection;
import dev.gatewaysync.discord.delivery.LeaderLease;
import dev.gatewaysync.discord.delivery.MessageBatcher;
import dev.gatewaysync.discord.delivery.MessageSender;
import dev.gatewaysync.discord.delivery.PublisherMetrics;
import dev.gatewaysync.discord.delivery.RateLimitReporter;
import dev.gatewaysync.discord.delivery.StatisticsMessages;
import dev.gatewaysync.discord.delivery.TargetStatusTable;
import dev.gatewaysync.discord.delivery.TokenGuard;
import dev.gatewaysync.discord.delivery.WebhookSendLog;
import dev.gatewaysync.discord.intake.DeliveryPlanner;
import dev.gatewaysync.discord.ratelimit.MonotonicClock;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.discord.route.TargetResolver;
import dev.gatewaysync.messaging.ConsumerSettings;
import dev.gatewaysync.messaging.EventConsumer;
import dev.gatewaysync.messaging.FailedMessages;
import dev.gatewaysync.messaging.PoisonCounter;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.service.Settings;
import dev.gatewaysync.storage.OperatorRequests;
import dev.gatewaysync.storage.StatisticsQueries;
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
    DeliveryTimings timing() {
        return DeliveryTimings.standard();
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
    LeaderLease lease(JdbcClient jdbc, InstantSource clock) {
        return new LeaderLease(jdbc, clock);
    }

    @Bean
    TokenGuard botGate(DiscordRest rest, DeliveryTimings deliveryTimings) {
        return new TokenGuard(rest, deliveryTimings);
    }

    @Bean
    LaneTools laneTools(PublisherSettings settings, Collaborators with, DeliveryTimings deliveryTimings) {
        CardStore cards = new CardStore(with.jdbc(), with.clock());
        DeliveryOutbox outbox = new DeliveryOutbox(with.jdbc(), with.transactions(), with.lease(), with.clock());
        return new LaneTools(
                outbox,
                cards,
                new MessageBatcher(new EventCards(settings.appName()), settings.mentions(), cards, outbox),
                new MessageSender(
                        with.rest(),
                        with.limiter(),
                        with.directory(),
                        settings.access().bot() != null),
                new FailedDeliveries(outbox, with.failedMessages(), with.metrics()),
                with.directory(),
                with.gate(),
                with.lease(),
                new TargetStatusTable(with.jdbc(), with.clock()),
                with.metrics(),
                deliveryTimings);
    }

    /** What the lanes' tools are made of. */
    record Collaborators(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            InstantSource clock,
            LeaderLease lease,
            DiscordRest rest,
            RateLimiter limiter,
            FailedMessages failedMessages,
            ChannelDirectory directory,
            TokenGuard gate,
            PublisherMetrics metrics) {}

    @Bean
    Collaborators collaborators(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            InstantSource clock,
            LeaderLease lease,
            DiscordRest rest,
            RateLimiter limiter,
            FailedMessages failedMessages,
            ChannelDirectory directory,
            TokenGuard gate,
            PublisherMetrics metrics) {
        return new Collaborators(
                jdbc, transactions, clock, lease, rest, limiter, failedMessages, directory, gate, metrics);
    }

    @Bean
    LeaderElection publishing(
            PublisherSettings settings,
            LaneTools tools,
            Collaborators with,
            BotTasks bot,
            Suggestions suggestions,
            Statistics statistics,
            Queue queue) {
        TargetResolver targetResolver =
                new TargetResolver(settings.access(), settings.routing(), suggestions::isSuggested);
        return LeaderElection.of(
                tools,
                new WebhookSendLog(with.jdbc(), with.limiter(), with.clock()),
                new StatisticsMessages(
                        statistics.view(), new StatisticsCards(settings.appName()), statistics.history(), with.jdbc()),
                targetResolver,
                new OperatorRequests(with.jdbc(), with.clock()),
                leaderElection -> new EventConsumer(
                        queue.connections(),
                        with.failedMessages(),
                        queue.poisonCounter(),
                        ConsumerSettings.of(Topology.DISCORD),
                        new DeliveryPlanner(
                                targetResolver,
                                with.jdbc(),
                                with.transactions(),
                                with.clock(),
                                leaderElection::planned)),
                bot);
    }

    /** Where the numbers come from. */
    record Statistics(StatisticsQueries view, UpdateHistory history) {}

    @Bean
    Statistics statistics(StatisticsQueries view, UpdateHistory history) {
        return new Statistics(view, history);
    }

    /** What a consumer needs. */
    record Queue(ConnectionFactory connections, PoisonCounter poisonCounter) {}

    @Bean
    Queue queue(ConnectionFactory connections, PoisonCounter poisonCounter) {
        return new Queue(connections, poisonCounter);
    }

    @Bean
    LeaderMetrics standingMetrics(
            ConnectionStatusReporter beacon,
            LeaderElection leaderElection,
            Collaborators with,
            MeterRegistry registry) {
        return new LeaderMetrics(
                leaderElection::isActive,
                beacon::status,
                () -> with.limiter().block().isUp(),
                new TargetStatusTable(with.jdbc(), with.clock()),
                registry);
    }

    @Bean
    RateLimitReporter limitsBeacon(
            StringRedisTemplate redis,
            PublisherSettings settings,
            Collaborators with,
            LeaderElection leaderElection,
            GatewayAddress gateway) {
        return new RateLimitReporter(
                redis,
                with.limiter(),
                with.directory(),
                new RateLimitReporter.Quotas(
                        settings.limits().hiddenWebhook(), settings.limits().invalidRequests()),
                new RateLimitReporter.Instance(leaderElection::isActive, gateway::trouble),
                with.clock());
    }

    @Bean
    ConnectionStatusReporter statusBeacon(
            StringRedisTemplate redis,
            ChannelDirectory directory,
            TokenGuard gate,
            BotSession session,
            LeaderElection leaderElection,
            PublisherSettings settings,
            Collaborators with) {
        return new ConnectionStatusReporter(
                redis,
                directory,
                gate,
                session,
                leaderElection,
                new ConnectionStatusReporter.Place(settings.access(), with.rest(), with.limiter()));
    }
}
