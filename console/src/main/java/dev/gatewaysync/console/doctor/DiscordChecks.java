package dev.gatewaysync.console.doctor;

import dev.gatewaysync.cards.Mentions;
import dev.gatewaysync.cards.NotificationRoles;
import dev.gatewaysync.cards.channel.DiscordPermission;
import dev.gatewaysync.cards.channel.GuildChannels;
import dev.gatewaysync.cards.channel.MemberPermissions;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.ratelimit.RateLimits;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.RestSettings;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.storage.catalog.CatalogQueries;
import dev.gatewaysync.task.MonotonicClock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Token, server, channels, permissions, mentions, commands, intent and webhook, asked of Discord itself and held against
 * what the settings have the bot do.
 */
@Component
final class DiscordChecks {
    /** GATEWAY_MESSAGE_CONTENT and GATEWAY_MESSAGE_CONTENT_LIMITED of an application's flags. */
    private static final long MESSAGE_CONTENT = 1L << 18 | 1L << 19;

    private static final int MISSING_ACCESS = 50001;

    /** The publisher leaves the last ten alone. */
    private static final int FEW_STARTS = 10;

    private final Settings settings;
    private final Supplier<List<GuildChannels.Category>> catalogue;
    private final Supplier<GatewayConfig> config;
    private final InstantSource clock;
    private final RateLimiter limiter = new RateLimiter(RateLimits.defaults(), MonotonicClock.system());

    @Autowired
    DiscordChecks(Settings settings, CatalogQueries catalog, Supplier<GatewayConfig> config, InstantSource clock) {
        this(
                settings,
                () -> catalog.categories().stream()
                        .map(category -> new GuildChannels.Category(category.id(), category.name()))
                        .toList(),
                config,
                clock);
    }

    DiscordChecks(
            Settings settings,
            Supplier<List<GuildChannels.Category>> catalogue,
            Supplier<GatewayConfig> config,
            InstantSource clock) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.config = config;
        this.clock = clock;
    }

    List<Check> examine(boolean post) {
        RestSettings rest;
        try {
            rest = RestSettings.of(settings.text("DISCORD_API_URL", ""), settings.text("DISCORD_TOKEN", ""));
        } catch (IllegalArgumentException e) {
            return List.of(Check.failed("Discord", String.valueOf(e.getMessage()), "Correct it in .env"));
        }
        try (DiscordApi api = new DiscordApi(rest, limiter)) {
            return examine(post, api);
        }
    }

    private List<Check> examine(boolean post, DiscordApi api) {
        WebhookChecks webhook = new WebhookChecks(settings, api);
        List<Check> checks = new ArrayList<>();
        String token = settings.text("DISCORD_TOKEN", "");
        String guild = settings.text("GUILD_ID", "");
        if (token.isEmpty() || guild.isEmpty()) {
            checks.add(Check.skipped(
                    "Discord bot",
                    "no token or server",
                    "Set DISCORD_TOKEN and GUILD_ID for pinned statistics and commands"));
            checks.addAll(webhook.examine(post, null));
            return checks;
        }
        DiscordServer server = bot(api, guild, checks);
        checks.addAll(webhook.examine(post, server));
        return checks;
    }

    /** Null if the server cannot be asked. */
    private @Nullable DiscordServer bot(DiscordApi api, String guildId, List<Check> checks) {
        DiscordApi.Answer me = api.ask(DiscordRest::currentUser);
        if (!me.isOk()) {
            checks.add(Check.failed(
                    "Discord token",
                    "Discord " + me.problem(),
                    me.status() == 401
                            ? "Reset the token in the developer portal (your application → Bot → Reset Token) and set"
                                    + " DISCORD_TOKEN"
                            : "Check the network, DISCORD_API_URL and discordstatus.com"));
            return null;
        }
        checks.add(Check.ok("Discord token", "bot " + me.body().path("username").asString("?")));
        JsonNode application = api.ask(DiscordRest::currentApplication).body();
        String botId = me.body().path("id").asString("");
        String applicationId = application.path("id").asString(botId);
        DiscordApi.Answer guild = api.ask(rest -> rest.guild(guildId));
        DiscordApi.Answer member = api.ask(rest -> rest.member(guildId, botId));
        DiscordApi.Answer channels = api.ask(rest -> rest.guildChannels(guildId));
        if (!guild.isOk() || !member.isOk() || !channels.isOk()) {
            DiscordApi.Answer refused = !guild.isOk() ? guild : !member.isOk() ? member : channels;
            checks.add(Check.failed(
                    "Discord server",
                    "server " + guildId + " " + refused.problem(),
                    refused.status() == 403 || refused.status() == 404
                            ? "Invite the bot with the link below, and check GUILD_ID"
                            : "Try again later; see discordstatus.com"));
            checks.add(invite(applicationId, withoutAServer()));
            return null;
        }
        checks.add(Check.ok("Discord server", guild.body().path("name").asString(guildId)));
        MemberPermissions permissions = MemberPermissions.of(guild.body(), member.body(), botId, clock.instant());
        standing(permissions, member.body(), checks);
        DiscordServer server = new DiscordServer(guild.body(), channels.body(), botId, permissions.withoutTimeout());
        UsedChannels used = new UsedChannels(settings, catalogue.get());
        ChannelChecks inChannels = new ChannelChecks(server, api, used);
        checks.addAll(inChannels.examine());
        MentionChecks mentions = new MentionChecks(settings, config.get(), server, used);
        checks.addAll(mentions.examine());
        NotificationChecks notifications = new NotificationChecks(server, member.body(), pingedRoles());
        checks.addAll(notifications.examine());
        PublishChecks publishing = new PublishChecks(settings, config.get(), server);
        checks.addAll(publishing.examine(sentTo(used, server, api), channel -> used.named(channel, server.named())));
        checks.addAll(ThreadChecks.examine(config.get(), server.bot(), server.botRole()));
        checks.addAll(EventChecks.examine(settings, server.bot(), server.botRole()));
        checks.add(commands(api, applicationId, guildId));
        checks.add(messageContent(application));
        checks.add(gateway(api));
        Set<DiscordPermission> wanted = EnumSet.copyOf(inChannels.wanted());
        if (mentions.needsEveryRole()) {
            wanted.add(DiscordPermission.MENTION_EVERYONE);
        }
        if (notifications.needsRoles()) {
            wanted.add(DiscordPermission.MANAGE_ROLES);
        }
        if (EventChecks.areWanted(settings)) {
            wanted.add(DiscordPermission.CREATE_EVENTS);
        }
        if (ThreadChecks.areWanted(config.get())) {
            wanted.add(DiscordPermission.CREATE_PUBLIC_THREADS);
        }
        if (publishing.isForWebhook()) {
            wanted.add(DiscordPermission.MANAGE_MESSAGES);
        }
        checks.add(invite(applicationId, wanted));
        return server;
    }

    /** Ids of the channels that messages go to. */
    private Stream<String> sentTo(UsedChannels used, DiscordServer server, DiscordApi api) {
        Stream<String> bot = used.in(server.named()).stream()
                .filter(one -> one.use() != ChannelUse.SUGGESTIONS && one.use() != ChannelUse.STATISTICS)
                .map(UsedChannels.Used::found)
                .filter(Objects::nonNull)
                .map(GuildChannels.Channel::id);
        return Stream.concat(bot, new WebhookChecks(settings, api).channel().stream());
    }

    private Set<String> pingedRoles() {
        return NotificationRoles.of(
                        settings.list("DISCORD_MENTIONS", Mentions.none(), "", "", Mentions::read), config.get())
                .keySet();
    }

    /** What holds for the bot in every channel at once. */
    private static void standing(MemberPermissions bot, JsonNode member, List<Check> checks) {
        if (bot.isTimedOut()) {
            checks.add(Check.failed(
                    "Discord bot",
                    "it is timed out until "
                            + member.path("communication_disabled_until").asString("?")
                            + " and may only view and read until then",
                    "In Discord: right-click the bot → Remove Timeout"));
        }
        if (member.path("pending").asBoolean(false)) {
            checks.add(Check.failed(
                    "Discord bot",
                    "it has not passed the server's rules screening and may not write",
                    "Server Settings → Members → the bot → Verify, or give it a role"));
        }
    }

    /** Commands can be asked for, as they can be registered, only with the scope applications.commands. */
    private static Check commands(DiscordApi api, String applicationId, String guildId) {
        DiscordApi.Answer answer = api.ask(rest -> rest.guildCommands(applicationId, guildId));
        if (answer.isOk()) {
            int registered = answer.body().size();
            return registered > 0
                    ? Check.ok("Discord commands", registered + " registered")
                    : Check.warning(
                            "Discord commands",
                            "none is registered yet",
                            "They are registered when the bot connects; the publisher's log says what keeps it");
        }
        return answer.status() == 403 || answer.code() == MISSING_ACCESS
                ? Check.failed(
                        "Discord commands",
                        "the bot was invited without the scope applications.commands: no slash command works",
                        "Open the invite link below, choose the server and confirm; the bot need not leave before")
                : Check.warning("Discord commands", "Discord " + answer.problem(), "Try again later");
    }

    /** How many times the bot may connect yet today, over all who use its token. */
    private static Check gateway(DiscordApi api) {
        DiscordApi.Answer answer = api.ask(DiscordRest::gateway);
        JsonNode limit = answer.body().path("session_start_limit");
        if (!answer.isOk()) {
            return Check.warning(
                    "Discord gateway",
                    "Discord " + answer.problem() + " to GET /gateway/bot",
                    "The bot connects to the address it knows; if this stays for days, write to Discord's support");
        }
        int remaining = limit.path("remaining").asInt(0);
        return remaining > FEW_STARTS
                ? Check.ok(
                        "Discord gateway",
                        remaining + " of " + limit.path("total").asInt(0) + " connections left today")
                : Check.warning(
                        "Discord gateway",
                        remaining + " of " + limit.path("total").asInt(0)
                                + " connections left today: the bot waits with connecting again",
                        "Look for another program that uses the same token; Discord resets a token that connects too"
                                + " often");
    }

    private static Check messageContent(JsonNode application) {
        return (application.path("flags").asLong(0) & MESSAGE_CONTENT) != 0
                ? Check.ok("Discord intent", "Message Content is on")
                : Check.warning(
                        "Discord intent",
                        "Message Content is off: links that members post in #showcase-your-finds are no suggestions;"
                                + " /suggest-resource and everything else works",
                        "Developer portal → your application → Bot → Privileged Gateway Intents → Message Content"
                                + " Intent, if you want them (from 10,000 users on Discord reviews it)");
    }

    private Set<DiscordPermission> withoutAServer() {
        Set<DiscordPermission> wanted = EnumSet.noneOf(DiscordPermission.class);
        UsedChannels used = new UsedChannels(settings, List.of());
        used.in(new GuildChannels(List.of())).stream()
                .flatMap(one -> one.use().needs(ChannelKind.TEXT).stream())
                .forEach(need -> wanted.add(need.permission()));
        if (used.areCreated()) {
            wanted.add(DiscordPermission.MANAGE_CHANNELS);
        }
        if (EventChecks.areWanted(settings)) {
            wanted.add(DiscordPermission.CREATE_EVENTS);
        }
        return wanted;
    }

    private static Check invite(String applicationId, Set<DiscordPermission> wanted) {
        return Check.ok(
                "Discord invite link",
                "https://discord.com/oauth2/authorize?client_id=" + applicationId
                        + "&scope=bot+applications.commands&permissions="
                        + Long.toUnsignedString(DiscordPermission.bits(wanted)));
    }
}
