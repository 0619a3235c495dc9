package dev.gatewaysync.discord.active;

import dev.gatewaysync.discord.creation.ChannelCreator;
import dev.gatewaysync.discord.leader.LeaderScoped;
import dev.gatewaysync.task.Loop;
import dev.gatewaysync.task.Waiter;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The thread beside the senders: keeps the channels known and created, stores the state of sending, answers operators. */
@Component
@LeaderScoped
final class DirectoryKeeper {
    private static final Logger log = LoggerFactory.getLogger(DirectoryKeeper.class);
    private static final Duration TICK = Duration.ofMillis(500);
    /** How often the times of sends are stored; what a crash forgets of them can cost a 429, no message. */
    private static final Duration SAVE = Duration.ofSeconds(2);

    private final AddressBlockWatch blockWatch;
    private final ChannelRefresh refresh;
    private final ChannelCreator channels;
    private final StoredSendState sendState;
    private final TargetRequests targetRequests;
    private final Loop loop;
    private long saveAt = System.nanoTime();

    DirectoryKeeper(
            AddressBlockWatch blockWatch,
            ChannelRefresh refresh,
            ChannelCreator channels,
            StoredSendState sendState,
            TargetRequests targetRequests,
            Waiter waiter) {
        this.blockWatch = blockWatch;
        this.refresh = refresh;
        this.channels = channels;
        this.sendState = sendState;
        this.targetRequests = targetRequests;
        this.loop = Loop.named("discord-directory")
                .stoppedBy(waiter)
                .afterFailure(DirectoryKeeper::failed)
                .running(this::step);
    }

    void start() {
        loop.start();
    }

    /** A channel that is being created is waited for. */
    void stop(Duration patience) {
        loop.stop(channels.isCreating() ? patience : Duration.ZERO);
    }

    private static Duration failed(Throwable failure) {
        log.warn("discord.not_kept reason={} next=trying again", failure.toString());
        log.debug("discord.not_kept", failure);
        return TICK;
    }

    private Duration step() throws InterruptedException {
        if (blockWatch.step()) {
            // The channels are asked for when it is over.
            refresh.soon();
        } else {
            refresh.step();
        }
        refresh.resumeAfterPermissionsChanged();
        if (System.nanoTime() - saveAt >= 0) {
            saveAt = System.nanoTime() + SAVE.toNanos();
            save();
        }
        answerOperators();
        if (!blockWatch.isBlocked()) {
            createChannels();
        }
        return TICK;
    }

    private void save() {
        try {
            sendState.save();
        } catch (RuntimeException e) {
            log.debug("discord.sends_not_stored reason={} next=trying again", e.toString());
        }
    }

    private void answerOperators() {
        try {
            targetRequests.answerNext();
        } catch (RuntimeException e) {
            log.debug("What operators ask for was not read: {}", e.toString());
        }
    }

    private void createChannels() throws InterruptedException {
        try {
            channels.step(refresh::channelCreated);
        } catch (RuntimeException e) {
            log.warn("channel.not_created reason={} next=trying again", e.toString());
        }
    }
}
