package dev.gatewaysync.discord;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.route.ConfiguredRoutes;
import dev.gatewaysync.discord.active.ActivePublisher;
import dev.gatewaysync.discord.bot.BotTasks;
import dev.gatewaysync.discord.bot.command.AppStatus;
import dev.gatewaysync.discord.bot.member.Suggestions;
import dev.gatewaysync.discord.bot.session.GatewayAddress;
import dev.gatewaysync.discord.intake.DiscordQueue;
import dev.gatewaysync.discord.leader.LeaderElection;
import dev.gatewaysync.discord.leader.LeaderLease;
import dev.gatewaysync.discord.leader.LeaderScope;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.RequestObserver;
import dev.gatewaysync.discord.route.TargetResolver;
import dev.gatewaysync.discord.send.DeliveryTimings;
import dev.gatewaysync.storage.operator.OperatorRequests;
import dev.gatewaysync.storage.uptime.UptimeQueries;
import dev.gatewaysync.task.MonotonicClock;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is not plainly wired: other modules' types, what depends on a setting, and who leads. */
@Configuration(proxyBeanMethods = false)
class PublisherConfiguration {

    @Bean
    DeliveryTimings deliveryTimings() {
        return DeliveryTimings.standard();
    }

    @Bean
    RateLimiter rateLimiter(PublisherSettings settings) {
        return new RateLimiter(settings.limits(), MonotonicClock.system());
    }

    @Bean(destroyMethod = "close")
    DiscordRest discordRest(PublisherSettings settings, RateLimiter limiter, List<RequestObserver> observers) {
        return new DiscordRest(
                settings.rest(),
                limiter,
                report -> observers.forEach(observer -> observer.finished(report)),
                Clock.systemUTC());
    }

    @Bean
    ConfiguredRoutes configuredRoutes(Supplier<GatewayConfig> config, InstantSource clock) {
        return new ConfiguredRoutes(config, clock);
    }

    @Bean
    TargetResolver targetResolver(PublisherSettings settings, ConfiguredRoutes routes, Suggestions suggestions) {
        return new TargetResolver(settings.credentials(), settings.routing(), routes, suggestions::isSuggested);
    }

    @Bean
    GatewayAddress gatewayAddress(PublisherSettings settings, DiscordRest rest) {
        return GatewayAddress.of(rest, settings.gatewayUrl());
    }

    @Bean
    AppStatus appStatus(PublisherSettings settings, JdbcClient jdbc, InstantSource clock) {
        return new AppStatus(settings.appWatched(), new UptimeQueries(jdbc, clock));
    }

    @Bean
    OperatorRequests operatorRequests(JdbcClient jdbc, InstantSource clock) {
        return new OperatorRequests(jdbc, clock);
    }

    @Bean
    LeaderElection leaderElection(
            LeaderLease lease,
            LeaderScope scope,
            ObjectFactory<ActivePublisher> publishers,
            DiscordQueue queue,
            BotTasks bot,
            DeliveryTimings timings) {
        return new LeaderElection(
                lease, () -> scope.begin(publishers), queue, bot, timings.drain(), MonotonicClock.system());
    }
}
