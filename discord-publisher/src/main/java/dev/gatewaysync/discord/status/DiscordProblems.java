package dev.gatewaysync.discord.status;

import dev.gatewaysync.discord.bot.session.BotSession;
import dev.gatewaysync.discord.bot.session.GatewayAddress;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.discord.route.DiscordCredentials;
import dev.gatewaysync.discord.send.TokenGuard;
import dev.gatewaysync.service.ReportedStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What keeps this instance from Discord, each with its reason. A connection that comes back within seconds is no problem. */
@Component
public final class DiscordProblems {
    private static final Duration LASTS_AT_LEAST = Duration.ofSeconds(15);

    private final DiscordCredentials credentials;
    private final RequestOutage outage;
    private final RateLimiter limiter;
    private final ChannelDirectory directory;
    private final TokenGuard tokenGuard;
    private final BotSession session;
    private final GatewayAddress gateway;
    private final InstantSource clock;
    private final Map<String, Instant> firstSeen = new HashMap<>();

    DiscordProblems(
            DiscordCredentials credentials,
            RequestOutage outage,
            RateLimiter limiter,
            ChannelDirectory directory,
            TokenGuard tokenGuard,
            BotSession session,
            GatewayAddress gateway,
            InstantSource clock) {
        this.credentials = credentials;
        this.outage = outage;
        this.limiter = limiter;
        this.directory = directory;
        this.tokenGuard = tokenGuard;
        this.session = session;
        this.gateway = gateway;
        this.clock = clock;
    }

    /** Empty if Discord is not configured. */
    synchronized List<ReportedStatus.Problem> current() {
        if (!credentials.isConfigured()) {
            return List.of();
        }
        List<ReportedStatus.Problem> problems = new ArrayList<>();
        outage.current().ifPresent(problems::add);
        // What Discord itself has said does not go away by waiting a little.
        said(
                        "blocked",
                        limiter.block().isUp(),
                        "The network in front of Discord blocks this address; nothing is sent, and one request asks again"
                                + " from time to time")
                .ifPresent(problems::add);
        said(
                        "token",
                        !tokenGuard.isOpen(),
                        "Discord refuses the bot's token; nothing is sent as the bot. Check DISCORD_TOKEN")
                .ifPresent(problems::add);
        lasting(
                        "channels",
                        tokenGuard.isOpen() && !directory.isComplete(),
                        "The server's channels, or the webhook's, cannot be read from Discord; what goes there waits")
                .ifPresent(problems::add);
        boolean hasBot = credentials.bot() != null;
        lasting(
                        "session",
                        hasBot && tokenGuard.isOpen() && !session.isConnected(),
                        gateway.trouble()
                                .orElse(
                                        "The bot is not connected to Discord's gateway; commands and buttons of members are"
                                                + " not answered"))
                .ifPresent(problems::add);
        return problems;
    }

    /** What is there from now on has just begun. */
    synchronized void forget() {
        firstSeen.clear();
    }

    private Optional<ReportedStatus.Problem> lasting(String kind, boolean isThere, String reason) {
        return said(kind, isThere, reason)
                .filter(problem ->
                        Duration.between(problem.since(), clock.instant()).compareTo(LASTS_AT_LEAST) >= 0);
    }

    private Optional<ReportedStatus.Problem> said(String kind, boolean isThere, String reason) {
        if (!isThere) {
            firstSeen.remove(kind);
            return Optional.empty();
        }
        Instant since = firstSeen.computeIfAbsent(kind, key -> clock.instant());
        return Optional.of(new ReportedStatus.Problem(kind, reason, since));
    }
}
