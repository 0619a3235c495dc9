package dev.gatewaysync.discord.active;

import dev.gatewaysync.discord.outbox.TargetStatusTable;
import dev.gatewaysync.discord.route.ChannelDirectory;
import org.springframework.stereotype.Component;

/** What database and Redis keep of sending for whichever instance sends next. */
@Component
final class StoredSendState {
    private final WebhookSendLog webhookSendLog;
    private final StoredBlock storedBlock;
    private final StoredRefusals refusals;
    private final TargetStatusTable targets;
    private final ChannelDirectory directory;

    public StoredSendState(
            WebhookSendLog webhookSendLog,
            StoredBlock storedBlock,
            StoredRefusals refusals,
            TargetStatusTable targets,
            ChannelDirectory directory) {
        this.webhookSendLog = webhookSendLog;
        this.storedBlock = storedBlock;
        this.refusals = refusals;
        this.targets = targets;
        this.directory = directory;
    }

    void restore() {
        webhookSendLog.restore();
        storedBlock.restore();
        refusals.restore();
        targets.forgetWritten();
        directory.rememberDead(targets.deadSenders());
        directory.rememberUsed(targets.usedChannels(target -> !directory.isElsewhere(target)));
    }

    /** Writes only what has changed. */
    void save() {
        webhookSendLog.save();
        storedBlock.save();
    }
}
