package dev.gatewaysync.discord.active;

import dev.gatewaysync.discord.creation.ChannelCreator;
import dev.gatewaysync.discord.leader.LeaderScoped;
import dev.gatewaysync.discord.outbox.TargetStatusTable;
import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.discord.send.TokenGuard;
import org.springframework.stereotype.Component;

/** Tries a paused or dead target again, now. */
@Component
@LeaderScoped
final class TargetRetry {
    private final ChannelDirectory directory;
    private final TokenGuard tokenGuard;
    private final ChannelCreator channels;
    private final Senders senders;

    TargetRetry(ChannelDirectory directory, TokenGuard tokenGuard, ChannelCreator channels, Senders senders) {
        this.directory = directory;
        this.tokenGuard = tokenGuard;
        this.channels = channels;
        this.senders = senders;
    }

    void resume(String target, TargetStatusTable.State state) {
        if (state.isDead() && state.sender() != null) {
            directory.resume(state.sender());
        }
        if (state.isPaused()) {
            tokenGuard.askNow();
            channels.tryAgain();
        }
        senders.resume(target);
    }
}
