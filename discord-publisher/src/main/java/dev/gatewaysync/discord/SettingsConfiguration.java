package dev.gatewaysync.discord;

import dev.gatewaysync.cards.EventCards;
import dev.gatewaysync.cards.Mentions;
import dev.gatewaysync.cards.PostTitle;
import dev.gatewaysync.cards.ReplyCards;
import dev.gatewaysync.cards.ResourceCards;
import dev.gatewaysync.cards.ServerEventText;
import dev.gatewaysync.cards.StatisticsCards;
import dev.gatewaysync.cards.channel.Routing;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.discord.bot.member.IgnoredAddresses;
import dev.gatewaysync.discord.bot.reply.ReplyLanguage;
import dev.gatewaysync.discord.outbox.CrosspostSetting;
import dev.gatewaysync.discord.picture.PageAddresses;
import dev.gatewaysync.discord.picture.PictureSetting;
import dev.gatewaysync.discord.ratelimit.RateLimits;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.RestSettings;
import dev.gatewaysync.discord.route.DiscordCredentials;
import dev.gatewaysync.discord.route.ServerLanguage;
import dev.gatewaysync.discord.serverevent.ServerEventSetting;
import dev.gatewaysync.http.PrivateAddress;
import dev.gatewaysync.service.settings.Settings;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The settings, each part for those who need it. */
@Configuration(proxyBeanMethods = false)
class SettingsConfiguration {
    private static final Logger log = LoggerFactory.getLogger(SettingsConfiguration.class);
    private static final Duration PICTURE_PATIENCE = Duration.ofSeconds(4);

    @Bean
    PublisherSettings publisherSettings(Settings settings, JdbcClient jdbc) {
        new DatabaseOwner(jdbc).claim(settings).forEach(log::warn);
        PublisherSettings read = PublisherSettings.of(settings);
        if (!read.credentials().isConfigured()) {
            log.warn("Discord is not configured: events are recorded and shown nowhere."
                    + " Set DISCORD_WEBHOOK_URL, or DISCORD_TOKEN and GUILD_ID");
        }
        return read;
    }

    @Bean
    DiscordCredentials discordCredentials(PublisherSettings settings) {
        return settings.credentials();
    }

    @Bean
    Routing routing(PublisherSettings settings) {
        return settings.routing();
    }

    @Bean
    Mentions mentions(PublisherSettings settings) {
        return settings.mentions();
    }

    @Bean
    RestSettings restSettings(PublisherSettings settings) {
        return settings.rest();
    }

    @Bean
    RateLimits rateLimits(PublisherSettings settings) {
        return settings.limits();
    }

    @Bean
    IgnoredAddresses ignoredAddresses(PublisherSettings settings) {
        return settings.ignored();
    }

    @Bean
    ServerLanguage serverLanguage(PublisherSettings settings, DiscordRest rest) {
        ServerLanguage server = new ServerLanguage(settings.credentials(), rest);
        settings.language().ifPresent(server::set);
        return server;
    }

    @Bean
    EventCards eventCards(PublisherSettings settings, Supplier<GatewayConfig> config, ServerLanguage server) {
        return new EventCards(settings.appName(), config)
                .in(() -> settings.language().orElseGet(server::get));
    }

    @Bean
    PostTitle postTitle(PublisherSettings settings, ServerLanguage server) {
        return new PostTitle(() -> settings.language().orElseGet(server::get));
    }

    @Bean
    ServerEventText serverEventText(PublisherSettings settings, ServerLanguage server) {
        return new ServerEventText(settings.appName(), () -> settings.language().orElseGet(server::get));
    }

    @Bean
    ServerEventSetting serverEventSetting(PublisherSettings settings) {
        return new ServerEventSetting(settings.maintenanceEvents());
    }

    @Bean
    CrosspostSetting crosspostSetting(PublisherSettings settings) {
        return new CrosspostSetting(settings.credentials().bot() != null, settings.publishes());
    }

    @Bean
    PictureSetting pictureSetting(PublisherSettings settings) {
        return new PictureSetting(settings.resourceImages(), PICTURE_PATIENCE);
    }

    @Bean
    PageAddresses pageAddresses() {
        return PrivateAddress::is;
    }

    @Bean
    StatisticsCards statisticsCards(PublisherSettings settings, ServerLanguage server, Supplier<GatewayConfig> config) {
        return new StatisticsCards(settings.appName())
                .of(config)
                .in(() -> settings.language().orElseGet(server::get));
    }

    @Bean
    ReplyCards replyCards(PublisherSettings settings) {
        return new ReplyCards(settings.appName());
    }

    @Bean
    ResourceCards resourceCards(PublisherSettings settings) {
        return new ResourceCards(settings.appName());
    }

    @Bean
    ReplyLanguage replyLanguage(PublisherSettings settings, ServerLanguage server) {
        return new ReplyLanguage(settings.language(), settings.credentials(), server);
    }
}
