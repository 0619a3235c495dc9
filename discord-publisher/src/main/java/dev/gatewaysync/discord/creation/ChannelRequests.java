package dev.gatewaysync.discord.creation;

import dev.gatewaysync.cards.channel.DiscordPermission;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.route.HistoryAccess;
import dev.gatewaysync.discord.send.TokenGuard;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What is asked of Discord to create a channel. */
@Component
final class ChannelRequests {
    private final DiscordRest rest;
    private final RateLimiter limiter;
    private final TokenGuard tokenGuard;

    ChannelRequests(DiscordRest rest, RateLimiter limiter, TokenGuard tokenGuard) {
        this.rest = rest;
        this.limiter = limiter;
        this.tokenGuard = tokenGuard;
    }

    /** Whether neither the token nor the limits would hold a request back. */
    boolean mayCreate(String guildId) {
        return tokenGuard.isOpen()
                && limiter.nextPermit(DiscordRest.creatingChannel(guildId))
                        .filter(Duration::isZero)
                        .isPresent();
    }

    RestResult create(String guildId, String name) throws InterruptedException {
        return rest.createChannel(guildId, name);
    }

    /** @return why the bot could not view a channel that it creates, or why that is not known; empty if it could */
    Optional<DiscordFailure> whyHidden(String guildId) throws InterruptedException {
        return new HistoryAccess(rest).missingInServer(guildId, DiscordPermission.VIEW_CHANNEL);
    }
}
