package dev.gatewaysync.discord;

import dev.gatewaysync.cards.Mentions;
import dev.gatewaysync.cards.channel.ChannelReference;
import dev.gatewaysync.cards.channel.Routing;
import dev.gatewaysync.discord.bot.member.IgnoredAddresses;
import dev.gatewaysync.discord.ratelimit.Quota;
import dev.gatewaysync.discord.ratelimit.RateLimits;
import dev.gatewaysync.discord.rest.RestSettings;
import dev.gatewaysync.discord.rest.WebhookAddress;
import dev.gatewaysync.discord.route.DiscordCredentials;
import dev.gatewaysync.language.Language;
import dev.gatewaysync.service.settings.LanguageSetting;
import dev.gatewaysync.service.settings.Secret;
import dev.gatewaysync.service.settings.SecretMask;
import dev.gatewaysync.service.settings.SecretStrength;
import dev.gatewaysync.service.settings.Settings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the operator sets. Reading it reports problems to the {@link Settings}.
 *
 * @param appWatched whether there is a main app for sync-worker to look at
 * @param credentials ways to Discord; the bot needs both DISCORD_TOKEN and GUILD_ID
 * @param gatewayUrl null asks Discord
 * @param ignored addresses that are no suggestions
 * @param language empty for the server's
 * @param maintenanceEvents whether the bot shows maintenances as events of the server
 * @param publishes whether the bot publishes what is sent to announcement channels
 */
record PublisherSettings(
        String appName,
        boolean appWatched,
        DiscordCredentials credentials,
        Routing routing,
        Mentions mentions,
        RestSettings rest,
        @Nullable String gatewayUrl,
        RateLimits limits,
        IgnoredAddresses ignored,
        Optional<Language> language,
        boolean maintenanceEvents,
        boolean publishes,
        boolean resourceImages) {
    private static final Logger log = LoggerFactory.getLogger(PublisherSettings.class);

    static PublisherSettings of(Settings settings) {
        Optional<URI> apiUrl = settings.httpUrl("DISCORD_API_URL", "https://discord.com/api/v10");
        DiscordCredentials credentials = new DiscordCredentials(
                bot(settings),
                webhook(settings),
                settings.value(
                                "DISCORD_UPDATES_CHANNEL",
                                Optional.<String>empty(),
                                "must be a channel's name or id",
                                "updates",
                                text -> Optional.of(ChannelReference.read(text)))
                        .orElse(null));
        DiscordCredentials.Bot bot = credentials.bot();
        return new PublisherSettings(
                settings.text("APP_NAME", "Everything Gateway"),
                settings.httpUrl("MAIN_APP_URL", "https://app.example").isPresent(),
                credentials,
                routing(settings, bot != null),
                mentions(settings),
                RestSettings.of(
                                apiUrl.map(URI::toString).orElse(null),
                                bot == null ? null : bot.token().reveal())
                        .withMask(SecretMask.of(settings)),
                gatewayUrl(settings),
                RateLimits.defaults().withHiddenWebhook(hiddenLimit(settings)),
                ignored(settings),
                LanguageSetting.read(settings),
                settings.flag("DISCORD_MAINTENANCE_EVENTS", true) && bot != null,
                publishes(settings, bot != null),
                settings.flag("RESOURCE_IMAGES"));
    }

    private static DiscordCredentials.@Nullable Bot bot(Settings settings) {
        Optional<Secret> token = settings.secret("DISCORD_TOKEN");
        Optional<String> guild = settings.text("GUILD_ID");
        guild.filter(id -> !id.matches("\\d{15,20}"))
                .ifPresent(
                        id -> settings.problem(
                                "GUILD_ID",
                                "must be a server's id of 17 to 20 digits (Discord: Developer Mode, right click on the server, Copy Server ID), for example GUILD_ID=1234567890123456789"));
        token.flatMap(given -> problemOf(given.reveal()))
                .ifPresent(problem -> settings.problem(
                        "DISCORD_TOKEN", problem + ", for example DISCORD_TOKEN=MTk4….Cl2FMQ.ZnCjm1…"));
        if (token.isPresent() && guild.isEmpty()) {
            settings.problem(
                    "GUILD_ID",
                    "is not set, and DISCORD_TOKEN is: the bot needs both, for example GUILD_ID=1234567890123456789");
        }
        if (guild.isPresent() && token.isEmpty()) {
            settings.problem(
                    "DISCORD_TOKEN",
                    "is not set, and GUILD_ID is: the bot needs both. Set it to the bot's token, or take GUILD_ID out");
        }
        boolean complete = token.isPresent()
                && guild.isPresent()
                && problemOf(token.get().reveal()).isEmpty();
        return complete ? new DiscordCredentials.Bot(token.orElseThrow(), guild.orElseThrow()) : null;
    }

    /** What can be seen of a token without asking Discord; the token is not repeated. */
    private static Optional<String> problemOf(String token) {
        if (token.matches("(?i)(bot|bearer)\\s.*")) {
            return Optional.of("must be the token alone, without the word before it");
        }
        if (!token.matches("[\\x21-\\x7e]+")) {
            return Optional.of("holds a space or a character outside ASCII");
        }
        if (SecretStrength.isPlaceholder(token)) {
            return Optional.of("is a placeholder");
        }
        return Optional.empty();
    }

    private static @Nullable WebhookAddress webhook(Settings settings) {
        Optional<String> url = settings.text("DISCORD_WEBHOOK_URL");
        try {
            return url.map(WebhookAddress::parse).orElse(null);
        } catch (IllegalArgumentException e) {
            String said = String.valueOf(e.getMessage());
            settings.problem("DISCORD_WEBHOOK_URL", said.replaceFirst("^DISCORD_WEBHOOK_URL ", ""));
            return null;
        }
    }

    private static @Nullable String gatewayUrl(Settings settings) {
        return settings.value(
                        "DISCORD_GATEWAY_URL",
                        Optional.<String>empty(),
                        "must be a WebSocket URL",
                        "wss://gateway.discord.gg",
                        text -> {
                            if (!text.matches("wss?://\\S+")) {
                                throw new IllegalArgumentException("no WebSocket");
                            }
                            return Optional.of(text);
                        })
                .orElse(null);
    }

    private static Routing routing(Settings settings, boolean hasBot) {
        Routing routing = new Routing(
                settings.list(
                        "DISCORD_ROUTES",
                        Map.of(),
                        ". Write type=channel",
                        "bug-fixed=fixes,sync-failed=ops,category-added=off",
                        Routing::readChannels),
                settings.list(
                        "DISCORD_CATEGORY_CHANNELS",
                        Map.of(),
                        ". Write category=channel",
                        "ai-tools=robots,search-engines=search",
                        Routing::readCategories),
                createsChannels(settings, hasBot));
        if (routing.needsBot() && !hasBot) {
            settings.problem(
                    "DISCORD_ROUTES, DISCORD_CATEGORY_CHANNELS",
                    "need a bot (DISCORD_TOKEN and GUILD_ID): a webhook writes to its own channel only");
        }
        return routing;
    }

    private static boolean createsChannels(Settings settings, boolean hasBot) {
        boolean wanted = settings.flag("DISCORD_CREATE_CHANNELS");
        if (wanted && !hasBot) {
            log.warn("No channels are created: DISCORD_CREATE_CHANNELS needs a bot (DISCORD_TOKEN and GUILD_ID)");
        }
        return wanted && hasBot;
    }

    private static boolean publishes(Settings settings, boolean hasBot) {
        boolean wanted = settings.flag("DISCORD_PUBLISH");
        if (wanted && !hasBot) {
            settings.problem(
                    "DISCORD_PUBLISH",
                    "needs a bot (DISCORD_TOKEN and GUILD_ID): a webhook cannot publish. Set both, or DISCORD_PUBLISH=off");
        }
        return wanted && hasBot;
    }

    private static Mentions mentions(Settings settings) {
        return settings.list(
                "DISCORD_MENTIONS",
                Mentions.none(),
                ". Write type=role",
                "maintenance=1234567890123456789",
                Mentions::read);
    }

    private static IgnoredAddresses ignored(Settings settings) {
        return settings.list(
                "DISCORD_SUGGESTIONS_IGNORE",
                IgnoredAddresses.usual(),
                "",
                "pinterest.com,example.org/shop,example.com/*",
                text -> IgnoredAddresses.usual().and(text));
    }

    private static @Nullable Quota hiddenLimit(Settings settings) {
        return settings.value(
                        "DISCORD_HIDDEN_WEBHOOK_LIMIT",
                        Optional.ofNullable(RateLimits.defaults().hiddenWebhook()),
                        "must be requests/window, or off",
                        "30/60s",
                        Quota::parse)
                .orElse(null);
    }
}
