package dev.gatewaysync.discord.status;

import dev.gatewaysync.discord.bot.session.BotSession;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.discord.route.DiscordCredentials;
import dev.gatewaysync.discord.send.TokenGuard;
import org.springframework.stereotype.Component;

/** Whether this instance reaches Discord with all that is configured. */
@Component
public final class ConnectionStatus {
    static final String NOT_CONFIGURED = "not configured";
    static final String DEGRADED = "degraded";
    static final String DISCONNECTED = "disconnected";

    private final DiscordCredentials credentials;
    private final DiscordRest rest;
    private final RateLimiter limiter;
    private final ChannelDirectory directory;
    private final TokenGuard tokenGuard;
    private final BotSession session;
    private final RequestOutage outage;

    ConnectionStatus(
            DiscordCredentials credentials,
            DiscordRest rest,
            RateLimiter limiter,
            ChannelDirectory directory,
            TokenGuard tokenGuard,
            BotSession session,
            RequestOutage outage) {
        this.credentials = credentials;
        this.rest = rest;
        this.limiter = limiter;
        this.directory = directory;
        this.tokenGuard = tokenGuard;
        this.session = session;
        this.outage = outage;
    }

    /** One of {@code connected}, {@code webhook-only}, {@code simulator}, {@code disconnected}, {@code degraded}, {@code not configured}. */
    public String current() {
        if (!credentials.isConfigured()) {
            return NOT_CONFIGURED;
        }
        boolean reachable = directory.isComplete()
                && tokenGuard.isOpen()
                && !limiter.block().isUp();
        boolean hasBot = credentials.bot() != null;
        if (!reachable || (hasBot && !session.isConnected())) {
            return DISCONNECTED;
        }
        if (outage.current().isPresent()) {
            return DEGRADED;
        }
        if (rest.isSimulated()) {
            return "simulator";
        }
        return hasBot ? "connected" : "webhook-only";
    }
}
