package dev.gatewaysync.discord.active;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.discord.leader.LeaderScoped;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.discord.route.ServerLanguage;
import dev.gatewaysync.discord.send.SendFailurePolicy;
import dev.gatewaysync.discord.send.SendResult;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks Discord for the server's channels, regularly and when they have changed, and wakes the senders. */
@Component
@LeaderScoped
final class ChannelRefresh {
    private static final Logger log = LoggerFactory.getLogger(ChannelRefresh.class);
    private static final Duration EVERY = Duration.ofMinutes(5);
    /** While there are more places to ask about than may be asked at once. */
    private static final Duration WHILE_BEHIND = Duration.ofSeconds(10);

    private final ChannelDirectory directory;
    private final RateLimiter limiter;
    private final SendFailurePolicy policy;
    private final ForeseenTargets foreseen;
    private final Senders senders;
    private final ServerLanguage language;
    private final Supplier<GatewayConfig> config;
    private GatewayConfig seen = GatewayConfig.NONE;
    private long refreshAt = System.nanoTime();
    private int failures;

    ChannelRefresh(
            ChannelDirectory directory,
            RateLimiter limiter,
            SendFailurePolicy policy,
            ForeseenTargets foreseen,
            Senders senders,
            ServerLanguage language,
            Supplier<GatewayConfig> config) {
        this.directory = directory;
        this.limiter = limiter;
        this.policy = policy;
        this.foreseen = foreseen;
        this.senders = senders;
        this.language = language;
        this.config = config;
    }

    /** Does what is due. */
    void step() throws InterruptedException {
        if (config.get() != seen) {
            seen = config.get();
            soon();
        }
        if (System.nanoTime() - refreshAt >= 0
                || directory.isChanged()
                || (failures == 0 && directory.isRefreshWanted())) {
            Optional<Duration> again = refresh(failures + 1);
            failures = again.isPresent() ? failures + 1 : 0;
            refreshAt = System.nanoTime()
                    + again.orElse(directory.isBehind() ? WHILE_BEHIND : EVERY).toNanos();
        }
    }

    /** Makes it due at the next step. */
    void soon() {
        refreshAt = System.nanoTime();
    }

    /** What refuses access is tried again as soon as somebody has changed what the bot may do. */
    void resumeAfterPermissionsChanged() {
        if (limiter.breaker().hasRoomForProbes() && directory.takePermissionsChanged()) {
            senders.resumeAll();
        }
    }

    /** A channel is there that was not. */
    void channelCreated() {
        senders.wakeLanes();
        senders.wakeStatistics();
        foreseen.update();
    }

    /** How long until it has to be tried again; empty if it was done. */
    private Optional<Duration> refresh(int attempt) throws InterruptedException {
        try {
            if (attempt == 1) {
                // Before the channels are known nothing is sent, and so no card in the wrong language.
                language.learn();
            }
            Optional<DiscordFailure> failure = directory.refresh();
            if (failure.isEmpty()) {
                language.learn();
            }
            senders.wakeLanes();
            foreseen.update();
            if (failure.isEmpty()) {
                senders.wakeStatistics();
                return Optional.empty();
            }
            log.warn(
                    "discord.channels_unknown reason={} next=asking again; planned deliveries wait",
                    failure.get().message());
            SendResult result = policy.apply(SendFailurePolicy.Request.LIST_CHANNELS, failure.get());
            return Optional.of(policy.retryDelay(result, attempt));
        } catch (RuntimeException e) {
            log.warn("discord.channels_unknown reason={} next=asking again", e.toString());
            return Optional.of(policy.retryDelay(SendResult.RETRY, attempt));
        }
    }
}
