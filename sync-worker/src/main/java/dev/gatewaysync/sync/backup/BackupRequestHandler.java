package dev.gatewaysync.sync.backup;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.sync.operator.OperatorRequestHandler;
import dev.gatewaysync.sync.operator.RequestRefusedException;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * {@code backup-create} {} → {file, size, sha256, updates}; {@code backup-verify} {file} → a {@link Verification};
 * {@code backup-restore} {file} → {file, updates, previous}.
 */
record BackupRequestHandler(String kind, String doing, Function<JsonNode, Done> work)
        implements OperatorRequestHandler {

    static BackupRequestHandler create(Backups backups) {
        return new BackupRequestHandler("backup-create", "Writing and proving the backup", arguments -> {
            Backup backup = backups.create();
            return new Done(
                    "%s: %d updates, %d bytes".formatted(backup.file(), backup.updates(), backup.sizeBytes()),
                    EventJson.mapper()
                            .createObjectNode()
                            .put("file", backup.file())
                            .put("size", backup.sizeBytes())
                            .put("sha256", backup.sha256())
                            .put("updates", backup.updates()));
        });
    }

    static BackupRequestHandler verify(Backups backups) {
        return new BackupRequestHandler("backup-verify", "Restoring into a scratch database", arguments -> {
            Verification verification = backups.verify(file(arguments));
            return new Done(
                    verification.ok()
                            ? "%s is whole: %d updates".formatted(verification.file(), verification.updates())
                            : String.valueOf(verification.problem()),
                    EventJson.mapper().valueToTree(verification),
                    verification.ok() ? Done.SUCCESS : "failed");
        });
    }

    static BackupRequestHandler restore(Backups backups) {
        return new BackupRequestHandler("backup-restore", "Restoring", arguments -> {
            Backups.Restored restored = backups.restore(file(arguments));
            return new Done(
                    "%s is restored: %d updates; what was there before is in %s"
                            .formatted(
                                    restored.file(),
                                    restored.updates(),
                                    restored.previous() == null ? "no file, for it was empty" : restored.previous()),
                    EventJson.mapper().valueToTree(restored));
        });
    }

    @Override
    public Done perform(JsonNode arguments, Progress progress) {
        progress.at(5, doing);
        try {
            return work.apply(arguments);
        } catch (UnusableBackupException | BackupFailedException e) {
            throw new RequestRefusedException(String.valueOf(e.getMessage()));
        }
    }

    private static String file(JsonNode arguments) {
        String file = arguments.path("file").asString("");
        if (file.isEmpty()) {
            throw new RequestRefusedException("file must name a backup, as in the list of backups");
        }
        return file;
    }
}
