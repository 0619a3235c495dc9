package dev.gatewaysync.discord.serverevent;

import dev.gatewaysync.discord.leader.LeaderScoped;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.send.TokenGuard;
import dev.gatewaysync.task.Loop;
import dev.gatewaysync.task.Waiter;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The thread that brings the server's events to Discord, while this instance leads. */
@Component
@LeaderScoped
public final class ServerEvents {
    private static final Logger log = LoggerFactory.getLogger(ServerEvents.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final ServerEventSetting setting;
    private final ServerEventTable table;
    private final ServerEventSync sync;
    private final LateServerEvents late;
    private final TokenGuard tokenGuard;
    private final RateLimiter limiter;
    private final Loop loop;

    ServerEvents(
            ServerEventSetting setting,
            ServerEventTable table,
            ServerEventSync sync,
            LateServerEvents late,
            TokenGuard tokenGuard,
            RateLimiter limiter,
            Waiter waiter) {
        this.setting = setting;
        this.table = table;
        this.sync = sync;
        this.late = late;
        this.tokenGuard = tokenGuard;
        this.limiter = limiter;
        this.loop = Loop.named("discord-server-events")
                .stoppedBy(waiter)
                .afterFailure(ServerEvents::failed)
                .running(this::step);
    }

    public void start() {
        if (setting.on()) {
            loop.start();
        }
    }

    /** What the bot may do has changed. */
    public void resume() {
        if (setting.on()) {
            table.tryNow();
            loop.wake();
        }
    }

    public void wake() {
        loop.wake();
    }

    /** An answer that is under way is waited for. */
    public void stop(Duration patience) {
        loop.stop(patience);
    }

    private static Duration failed(Throwable failure) {
        log.warn("server_events.not_kept reason={} next=trying again", failure.toString());
        return LOOK;
    }

    private Duration step() throws InterruptedException {
        if (tokenGuard.isOpen() && !limiter.block().isUp()) {
            for (ServerEvent event : table.due()) {
                sync.bring(event);
            }
            for (ServerEvent event : table.doubtful()) {
                late.look(event);
            }
        }
        return LOOK;
    }
}
