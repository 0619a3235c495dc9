package dev.gatewaysync.discord.send;

import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.RestResult;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Closed while Discord refuses the bot's token: then nothing is sent with it but a rare question whether it is accepted again. */
@Component
public final class TokenGuard {
    private static final Logger log = LoggerFactory.getLogger(TokenGuard.class);

    private final DiscordRest rest;
    private final DeliveryTimings timings;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Semaphore ask = new Semaphore(0);

    public TokenGuard(DiscordRest rest, DeliveryTimings timings) {
        this.rest = rest;
        this.timings = timings;
    }

    public boolean isOpen() {
        return !closed.get();
    }

    public void refused(String why) {
        if (closed.compareAndSet(false, true)) {
            log.error(
                    "discord.credential_refused reason={} next=nothing is sent as the bot; asking again every {} s,"
                            + " after ten minutes every {} s. Check DISCORD_TOKEN",
                    why,
                    timings.credentialProbe(1).toSeconds(),
                    timings.credentialProbe().toSeconds());
            Thread.ofVirtual().name("discord-credential").start(this::probe);
        }
    }

    /** Does not wait for the next rare question. */
    public void askNow() {
        if (!isOpen()) {
            ask.release();
        }
    }

    private boolean isAcceptedAfter(Duration wait) throws InterruptedException {
        if (ask.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
            ask.drainPermits();
        }
        try {
            return rest.currentUser() instanceof RestResult.Done;
        } catch (RuntimeException | Error e) {
            log.warn("The token could not be asked for and is asked for again: {}", e.toString());
            return false;
        }
    }

    private void probe() {
        try {
            for (int refusals = 1; !isAcceptedAfter(timings.credentialProbe(refusals)); refusals++) {}
            closed.set(false);
            log.info("discord.credential_accepted next=sending goes on");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
