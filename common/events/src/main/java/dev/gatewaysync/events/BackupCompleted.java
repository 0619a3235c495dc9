package dev.gatewaysync.events;

/** A backup was written and verified. */
public record BackupCompleted(String file, long sizeBytes, long updates) implements GatewayEvent {
    public BackupCompleted {
        Required.present(file, "backup-completed", "file");
    }
}
