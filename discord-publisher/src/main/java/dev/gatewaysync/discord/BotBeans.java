package dev.gatewaysync.discord;

import dev.gatewaysync.discord.bot.AppStatus;
import dev.gatewaysync.discord.bot.BotCommands;
import dev.gatewaysync.discord.bot.BotSession;
import dev.gatewaysync.discord.bot.BotTasks;
import dev.gatewaysync.discord.bot.GatewayAddress;
import dev.gatewaysync.discord.bot.IdentifyBudget;
import dev.gatewaysync.discord.bot.MemberEvents;
import dev.gatewaysync.discord.bot.StatusCommand;
import dev.gatewaysync.discord.bot.SuggestionChannelReader;
import dev.gatewaysync.discord.bot.Suggestions;
import dev.gatewaysync.discord.bot.SyncReplies;
import dev.gatewaysync.discord.bot.Watermark;
import dev.gatewaysync.discord.card.ReplyCards;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.storage.StatisticsQueries;
import dev.gatewaysync.storage.UpdateHistory;
import dev.gatewaysync.storage.UptimeQueries;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** How the bot is put together. */
@Configuration(proxyBeanMethods = false)
class BotBeans {

    @Bean
    MemberEvents memberEvents(JdbcClient jdbc, ConfirmedPublisher publisher, InstantSource clock) {
        return new MemberEvents(jdbc, publisher, clock);
    }

    @Bean
    Suggestions suggestions(
            JdbcClient jdbc, TransactionTemplate transactions, MemberEvents events, InstantSource clock) {
        return new Suggestions(jdbc, transactions, events, clock);
    }

    @Bean
    SyncReplies syncReplies(
            PublisherSettings settings,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            MemberEvents events,
            InstantSource clock) {
        return new SyncReplies(jdbc, transactions, events, new ReplyCards(settings.appName()), clock);
    }

    @Bean
    Watermark watermark(JdbcClient jdbc, TransactionTemplate transactions, InstantSource clock) {
        return new Watermark(jdbc, transactions, clock);
    }

    @Bean
    SuggestionChannelReader linkWatch(
            ChannelDirectory directory,
            DiscordRest rest,
            Watermark watermark,
            Suggestions suggestions,
            MemberEvents events,
            PublisherSettings settings) {
        return new SuggestionChannelReader(directory, rest, watermark, suggestions, events, settings.ignored());
    }

    @Bean
    AppStatus appWatch(PublisherSettings settings, JdbcClient jdbc, InstantSource clock) {
        return new AppStatus(settings.appWatched(), new UptimeQueries(jdbc, clock));
    }

    @Bean
    BotCommands.Knowledge knowledge(
            StatisticsQueries statistics,
            AppStatus app,
            UpdateHistory history,
            JdbcClient jdbc,
            ConfirmedPublisher broker,
            StringRedisTemplate redis,
            GatewayAddress gateway) {
        return new BotCommands.Knowledge(
                statistics, app, history, jdbc, new StatusCommand.Parts(broker, redis, gateway::trouble));
    }

    @Bean
    BotCommands memberDesk(
            PublisherSettings settings,
            BotCommands.Knowledge knowledge,
            Suggestions suggestions,
            MemberEvents events,
            SyncReplies syncs,
            SuggestionChannelReader links,
            ChannelDirectory directory) {
        return new BotCommands(
                settings.appName(), knowledge, suggestions, events, syncs, links, settings.ignored(), directory);
    }

    @Bean
    IdentifyBudget identifyBudget(JdbcClient jdbc, InstantSource clock) {
        return new IdentifyBudget(jdbc, clock);
    }

    @Bean
    GatewayAddress gatewayAddress(PublisherSettings settings, DiscordRest rest) {
        return GatewayAddress.of(rest, settings.gatewayUrl());
    }

    @Bean
    BotSession botSession(
            PublisherSettings settings,
            GatewayAddress gateway,
            IdentifyBudget budget,
            DiscordRest rest,
            RateLimiter limiter,
            BotCommands members) {
        return new BotSession(
                settings.access(), new BotSession.Way(settings.apiUrl(), gateway), budget, rest, limiter, members);
    }

    @Bean
    BotTasks botRoom(
            PublisherSettings settings,
            BotSession session,
            MemberEvents events,
            SyncReplies syncs,
            SuggestionChannelReader links) {
        syncs.over(session);
        return new BotTasks(settings.access().bot() != null, List.of(events, links, syncs, session));
    }
}
