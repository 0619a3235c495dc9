package dev.gatewaysync.discord.send;

import dev.gatewaysync.discord.leader.LeaderLease;
import dev.gatewaysync.discord.leader.LeaderScoped;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.task.Waiter;
import org.springframework.stereotype.Component;

/** Makes the {@link SideLoop}s of an instance that leads. */
@Component
@LeaderScoped
public final class SideLoops {
    private final LeaderLease lease;
    private final RateLimiter limiter;
    private final TokenGuard tokenGuard;
    private final Waiter waiter;

    SideLoops(LeaderLease lease, RateLimiter limiter, TokenGuard tokenGuard, Waiter waiter) {
        this.lease = lease;
        this.limiter = limiter;
        this.tokenGuard = tokenGuard;
        this.waiter = waiter;
    }

    /** Of what the bot alone does: it rests while Discord refuses the token. */
    public SideLoop ofTheBot(String name, String failed, SideLoop.Round round) {
        return new SideLoop(lease, limiter, tokenGuard::isOpen, waiter, name, failed, round);
    }

    /** Of what webhooks do, too. */
    public SideLoop ofAll(String name, String failed, SideLoop.Round round) {
        return new SideLoop(lease, limiter, () -> true, waiter, name, failed, round);
    }
}
