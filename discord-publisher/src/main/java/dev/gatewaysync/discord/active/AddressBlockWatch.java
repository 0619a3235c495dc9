package dev.gatewaysync.discord.active;

import dev.gatewaysync.discord.leader.LeaderScoped;
import dev.gatewaysync.discord.ratelimit.BlockState;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.route.ChannelDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks, when it is time, with one request for all senders whether the network in front of Discord still blocks this address. */
@Component
@LeaderScoped
final class AddressBlockWatch {
    private static final Logger log = LoggerFactory.getLogger(AddressBlockWatch.class);

    private final RateLimiter limiter;
    private final ChannelDirectory directory;
    private final Senders senders;
    private int loggedRefusals;

    AddressBlockWatch(RateLimiter limiter, ChannelDirectory directory, Senders senders) {
        this.limiter = limiter;
        this.directory = directory;
        this.senders = senders;
    }

    boolean isBlocked() {
        return limiter.block().isUp();
    }

    /** @return whether it is blocked */
    boolean step() throws InterruptedException {
        if (isBlocked() && limiter.block().nextProbe().isZero()) {
            directory.lookAgain();
        }
        BlockState block = limiter.block();
        if (block.refusals() != loggedRefusals) {
            loggedRefusals = block.refusals();
            if (block.isUp()) {
                log.error(
                        "discord.address_blocked refusals={} reason=the network in front of Discord refuses this address"
                                + " next=nothing is sent; one request asks again in {} s",
                        block.refusals(),
                        block.nextProbe().toSeconds());
            } else {
                log.info("discord.address_unblocked next=sending goes on");
                senders.wakeLanes();
            }
        }
        return block.isUp();
    }
}
