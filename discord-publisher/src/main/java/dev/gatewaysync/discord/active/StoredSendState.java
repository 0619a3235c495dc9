package dev.gatewaysync.discord.active;

import dev.gatewaysync.discord.outbox.TargetStatusTable;
import dev.gatewaysync.discord.route.ChannelDirectory;
import org.springframework.stereotype.Component;

/** What the database keeps of sending for whichever instance sends next. */
@Component
final class StoredSendState {
    private final WebhookSendLog webhookSendLog;
    private final StoredBlock storedBlock;
    private final TargetStatusTable targets;
    private final ChannelDirectory directory;

    public StoredSendState(
            WebhookSendLog webhookSendLog,
            StoredBlock storedBlock,
            TargetStatusTable targets,
            ChannelDirectory directory) {
        this.webhookSendLog = webhookSendLog;
        this.storedBlock = storedBlock;
        this.targets = targets;
        this.directory = directory;
    }

    void restore() {
        webhookSendLog.restore();
        storedBlock.restore();
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
