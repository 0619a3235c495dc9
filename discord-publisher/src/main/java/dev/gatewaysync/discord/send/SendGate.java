package dev.gatewaysync.discord.send;

import dev.gatewaysync.discord.outbox.TargetStatusTable;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.route.Destination;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Whether something may be sent now, before it is decided what: the token, a block of our address and the limits. */
@Component
public final class SendGate {
    /** A wait is asked about again after this, since what holds it back may end early. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    private static final Duration WAIT_FOR_TOKEN = Duration.ofSeconds(1);

    private final RateLimiter limiter;
    private final MessageSender sender;
    private final TokenGuard tokenGuard;
    private final TargetStatusTable targets;

    public SendGate(RateLimiter limiter, MessageSender sender, TokenGuard tokenGuard, TargetStatusTable targets) {
        this.limiter = limiter;
        this.sender = sender;
        this.tokenGuard = tokenGuard;
        this.targets = targets;
    }

    /** How long to wait before asking again; zero if {@code target} may be sent to. */
    public Duration untilOpen(String target, Destination.Channel channel) {
        if (isTokenRefused(channel)) {
            targets.paused(target, channel, "Discord refuses the bot's token; check DISCORD_TOKEN");
            return WAIT_FOR_TOKEN;
        }
        if (limiter.block().isUp()) {
            // The directory's thread asks for all lanes whether it is over.
            return LONGEST_WAIT;
        }
        Duration wait = sender.untilPermit(channel);
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    /** The same without the limits, for which a send waits by itself. */
    public boolean isOpen(Destination.Channel channel) {
        return !limiter.block().isUp() && !isTokenRefused(channel);
    }

    /** Only the bot can look for messages. False says so to operators. */
    boolean maySearch(String target, Destination.Channel channel) {
        if (!tokenGuard.isOpen()) {
            targets.paused(
                    target,
                    channel,
                    "A message may have arrived, and only the bot could look: Discord refuses its token; check"
                            + " DISCORD_TOKEN");
        }
        return tokenGuard.isOpen();
    }

    /** Whether the bot would send there, and Discord refuses its token. */
    public boolean isTokenRefused(Destination.Channel channel) {
        return channel.webhook() == null && !tokenGuard.isOpen();
    }
}
