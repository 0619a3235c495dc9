package dev.gatewaysync.discord.active;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.cards.EventCards;
import dev.gatewaysync.cards.Mentions;
import dev.gatewaysync.cards.PostTitle;
import dev.gatewaysync.cards.ServerEventText;
import dev.gatewaysync.cards.StatisticsCards;
import dev.gatewaysync.cards.channel.Routing;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.route.ConfiguredRoutes;
import dev.gatewaysync.discord.ScriptedDiscord;
import dev.gatewaysync.discord.intake.DeliveryPlanner;
import dev.gatewaysync.discord.intake.PlannedEvents;
import dev.gatewaysync.discord.leader.LeaderLease;
import dev.gatewaysync.discord.leader.LeaderScope;
import dev.gatewaysync.discord.outbox.CrosspostSetting;
import dev.gatewaysync.discord.picture.PageAddresses;
import dev.gatewaysync.discord.picture.PictureSetting;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.ratelimit.RateLimits;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.route.CatalogCategories;
import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.discord.route.DiscordCredentials;
import dev.gatewaysync.discord.route.ServerLanguage;
import dev.gatewaysync.discord.route.TargetResolver;
import dev.gatewaysync.discord.send.DeliveryTimings;
import dev.gatewaysync.discord.serverevent.ServerEventSetting;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.language.Language;
import dev.gatewaysync.messaging.FailedMessages;
import dev.gatewaysync.messaging.ReceivedEvent;
import dev.gatewaysync.service.settings.Secret;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.service.trace.Tracing;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.storage.catalog.CatalogQueries;
import dev.gatewaysync.storage.history.UpdateHistory;
import dev.gatewaysync.storage.operator.OperatorRequests;
import dev.gatewaysync.storage.statistics.StatisticsQueries;
import dev.gatewaysync.testkit.Deploys;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** No thread that sends ends by an error, whatever throws it: each goes on where it was. */
@Tag("self-contained")
class EndedThreadIT {
    private static final DiscordCredentials ACCESS =
            new DiscordCredentials(new DiscordCredentials.Bot(new Secret("bot-token"), "1"), null, null);
    private static final Routing ROUTING = new Routing(Map.of(), Map.of(), false);
    private static final Duration LONG = Duration.ofSeconds(60);

    private final ScriptedDiscord discord = new ScriptedDiscord();
    private final InstantSource clock = InstantSource.system();
    private final Set<String> struck = ConcurrentHashMap.newKeySet();
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private Database database;
    private ActivePublisher activePublisher;

    @BeforeEach
    void begin(@TempDir Path folder) {
        discord.replies("GET /guilds/1/channels", "[{\"id\":\"7\",\"type\":0,\"name\":\"updates\",\"position\":0}]")
                .replies("POST /channels/7/messages", "{\"id\":\"9\",\"channel_id\":\"7\"}");
        database = Database.open("jdbc:sqlite:" + folder.resolve("outbox.db"));
        JdbcClient jdbc = failingOnceInEachThread(database.jdbc());
        bean(JdbcClient.class, jdbc);
        bean(TransactionTemplate.class, database.transactions());
        bean(InstantSource.class, clock);
        bean(MeterRegistry.class, new SimpleMeterRegistry());
        bean(DiscordRest.class, discord.rest);
        bean(RateLimiter.class, discord.limiter);
        bean(RateLimits.class, RateLimits.defaults());
        // None answers there.
        bean(StringRedisTemplate.class, new StringRedisTemplate(new LettuceConnectionFactory()));
        bean(DiscordCredentials.class, ACCESS);
        bean(Routing.class, ROUTING);
        bean(
                TargetResolver.class,
                new TargetResolver(
                        ACCESS,
                        ROUTING,
                        new ConfiguredRoutes(() -> GatewayConfig.NONE, InstantSource.system()),
                        url -> false));
        bean(NoConfig.class, new NoConfig());
        bean(Mentions.class, new Mentions(Map.of()));
        bean(EventCards.class, new EventCards("App", () -> GatewayConfig.NONE));
        bean(PostTitle.class, new PostTitle(() -> Language.ENGLISH));
        bean(StatisticsCards.class, new StatisticsCards("App"));
        bean(ServerEventText.class, new ServerEventText("App", () -> Language.ENGLISH));
        bean(ServerEventSetting.class, new ServerEventSetting(true));
        bean(CrosspostSetting.class, new CrosspostSetting(true, true));
        bean(PictureSetting.class, new PictureSetting(false, Duration.ZERO));
        bean(PageAddresses.class, address -> true);
        ServerLanguage language = new ServerLanguage(ACCESS, discord.rest);
        language.set(Language.ENGLISH);
        bean(ServerLanguage.class, language);
        bean(StatisticsQueries.class, new StatisticsQueries(jdbc, clock));
        bean(UpdateHistory.class, new UpdateHistory(jdbc));
        bean(CatalogQueries.class, new CatalogQueries(jdbc));
        bean(OperatorRequests.class, new OperatorRequests(jdbc, clock));
        bean(FailedMessages.class, new FailedMessages(null, clock));
        bean(DeliveryTimings.class, DeliveryTimings.standard());
        bean(Tracing.class, Tracing.of(new Settings(Map.of()), "test"));
        context.register(ChannelDirectory.class, CatalogCategories.class, PlannedEvents.class);
        for (String stage : List.of(
                "leader",
                "outbox",
                "compose",
                "send",
                "creation",
                "pinned",
                "serverevent",
                "crosspost",
                "thread",
                "lateedit",
                "picture",
                "lane",
                "active")) {
            context.scan("dev.gatewaysync.discord." + stage);
        }
        context.refresh();
        assertThat(context.getBean(LeaderLease.class).take()).isTrue();
        activePublisher = context.getBean(LeaderScope.class).begin(context.getBeanProvider(ActivePublisher.class));
    }

    private static final class NoConfig implements Supplier<GatewayConfig> {
        @Override
        public GatewayConfig get() {
            return GatewayConfig.NONE;
        }
    }

    private <T> void bean(Class<T> type, T bean) {
        context.registerBean(type, () -> bean);
    }

    @AfterEach
    void end() {
        activePublisher.stop(Duration.ofSeconds(5));
        context.close();
        discord.close();
        database.close();
    }

    @Test
    void after_an_error_in_each_of_them_a_card_is_still_sent() {
        TargetResolver targetResolver = new TargetResolver(
                ACCESS, ROUTING, new ConfiguredRoutes(() -> GatewayConfig.NONE, InstantSource.system()), url -> false);
        EventEnvelope event = EventEnvelope.of(EventIds.next(), Source.MAIN_APP, Instant.now(), Deploys.of("v1"));
        new DeliveryPlanner(targetResolver, database, clock, new PlannedEvents(), List.of())
                .handle(List.of(new ReceivedEvent(event, null, null, false)));

        activePublisher.start();

        await().atMost(LONG).until(() -> discord.requests.stream().anyMatch(request -> request.startsWith("POST")));
        // The first may come to the database only behind the others.
        await().atMost(LONG).untilAsserted(() -> assertThat(struck).contains("discord-directory", "lanes", "lane-7"));
    }

    /** As when a class cannot be loaded any more. */
    private JdbcClient failingOnceInEachThread(JdbcClient real) {
        return (JdbcClient) Proxy.newProxyInstance(
                JdbcClient.class.getClassLoader(), new Class<?>[] {JdbcClient.class}, (proxy, method, arguments) -> {
                    String thread = Thread.currentThread().getName();
                    if (Thread.currentThread().isVirtual() && struck.add(thread)) {
                        throw new NoClassDefFoundError("in " + thread);
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
