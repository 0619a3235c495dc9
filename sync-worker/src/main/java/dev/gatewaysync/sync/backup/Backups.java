package dev.gatewaysync.sync.backup;

import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.events.BackupCompleted;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.sync.database.WorkerTransactions;
import dev.gatewaysync.sync.outbox.EventOutbox;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes backups, each as of one moment while writing goes on, and each restored once before it counts; restores them, all
 * or nothing.
 */
public final class Backups {
    private static final Logger log = LoggerFactory.getLogger(Backups.class);
    /** Of free disk, which a trial restore does not touch: others need some, too. */
    private static final long RESERVE = 256L << 20;

    private static final String HISTORY = "event";

    private final Database database;
    private final BackupFolder folder;
    private final BackupList list;
    private final BackupSettings settings;
    private final Announcement announcement;
    private final InstantSource clock;

    Backups(
            Database database,
            BackupList list,
            BackupSettings settings,
            Announcement announcement,
            InstantSource clock) {
        this.database = database;
        this.folder = new BackupFolder(settings.directory());
        this.list = list;
        this.settings = settings;
        this.announcement = announcement;
        this.clock = clock;
    }

    /**
     * Makes one, proves it by a restore, and removes those too many.
     *
     * @throws BackupFailedException if it could not be written or is not what it should be; then there is no file
     */
    public Backup create() {
        return create(null);
    }

    /** @param spared this one stays, however old it is */
    private Backup create(@Nullable String spared) {
        Instant now = clock.instant();
        String name = folder.name(now);
        try {
            Path unfinished = folder.unfinished(name);
            try {
                try (OutputStream out = Files.newOutputStream(unfinished)) {
                    BackupWriter.write(database, now, out);
                }
                Verification verification = restoreElsewhere(unfinished);
                if (!verification.ok()) {
                    throw new BackupFailedException("The backup is not right: " + verification.problem());
                }
                folder.finish(unfinished, name);
                Path file = folder.file(name);
                Backup backup = new Backup(name, now, Files.size(file), Sha256.hex(file), verification.updates());
                announcement.made(backup);
                folder.prune(settings.keep(), spared, now).forEach(list::remove);
                log.info("backup.completed file={} bytes={} updates={}", name, backup.sizeBytes(), backup.updates());
                return backup;
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException | SQLException e) {
            throw new BackupFailedException("The backup could not be written to " + settings.directory() + ": " + e);
        }
    }

    /** Restores it into a database of its own and compares every table. */
    public Verification verify(String name) {
        Path file = folder.file(name);
        Verification verification = restoreElsewhere(file);
        String outcome = verification.ok() ? "verified" : Files.exists(file) ? "damaged" : "missing";
        list.checked(name, outcome, clock.instant());
        return verification;
    }

    /**
     * Puts it in the place of everything that the database holds now. What that was is kept as a new backup.
     *
     * @throws UnusableBackupException if it cannot be used; then nothing has changed
     * @throws BackupFailedException if what the database holds now cannot be kept, or the database fails; likewise
     */
    public Restored restore(String name) {
        Path file = folder.file(name);
        Verification verification = verify(name);
        if (!verification.ok()) {
            throw new UnusableBackupException(String.valueOf(verification.problem()));
        }
        Backup before = list.firstRecorded().isPresent() ? create(name) : null;
        try {
            BackupReader.Contents contents = new BackupRestore(database).restore(file);
            long updates = contents.summary().rows(HISTORY);
            log.warn(
                    "backup.restored file={} updates={} before={}",
                    name,
                    updates,
                    before == null ? "nothing" : before.file());
            return new Restored(name, updates, before == null ? null : before.file());
        } catch (SQLException e) {
            throw new BackupFailedException("The database failed during the restore and is as it was: " + e);
        }
    }

    private Verification restoreElsewhere(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            if (Files.exists(file)
                    && list.sha256(name).filter(sum -> !sum.equals(sumOf(file))).isPresent()) {
                return refused(name, name + " is not the file that was written: its checksum differs");
            }
            Path directory = folder.scratch();
            try (Database scratch = Database.open("jdbc:sqlite:" + directory.resolve("scratch.db"))) {
                // What is restored is on the disk twice for a while: in SQLite's log and in its file.
                long room = Math.max(0, Files.getFileStore(directory).getUsableSpace() - RESERVE) / 2;
                BackupReader.Contents contents = new BackupRestore(scratch, room).restore(file);
                return compared(name, contents, scratch);
            } finally {
                BackupFolder.delete(directory);
            }
        } catch (UnusableBackupException e) {
            return refused(name, String.valueOf(e.getMessage()));
        } catch (IOException | SQLException e) {
            return refused(name, name + " could not be restored: " + e);
        }
    }

    private static Verification compared(String name, BackupReader.Contents contents, Database scratch)
            throws SQLException {
        Map<String, Long> counts = new LinkedHashMap<>();
        try (Connection connection = scratch.snapshot()) {
            List<BackupTable> tables = contents.manifest().tables();
            for (int i = 0; i < tables.size(); i++) {
                BackupSummary.TableSum expected = contents.summary().tables().get(i);
                if (!BackupWriter.sum(connection, scratch.dialect(), tables.get(i))
                        .equals(expected)) {
                    return refused(name, "Table " + expected.name() + " is not the same after a restore");
                }
                counts.put(expected.name(), expected.rows());
            }
        }
        return new Verification(true, name, null, contents.summary().rows(HISTORY), counts);
    }

    private static String sumOf(Path file) {
        try {
            return Sha256.hex(file);
        } catch (IOException e) {
            throw new UnusableBackupException(file.getFileName() + " cannot be read: " + e);
        }
    }

    private static Verification refused(String name, String problem) {
        return new Verification(false, name, problem, 0, Map.of());
    }

    /**
     * @param updates events of the history now
     * @param previous the backup of what was there before; null if nothing was
     */
    public record Restored(
            String file, long updates, @Nullable String previous) {}

    /** Lists a backup and makes its event, both or neither. */
    record Announcement(BackupList list, WorkerTransactions transactions, EventOutbox outbox, InstantSource clock) {
        void made(Backup backup) {
            transactions.execute(() -> {
                list.add(backup);
                outbox.add(List.of(EventEnvelope.of(
                        EventIds.next(),
                        Source.SYSTEM,
                        clock.instant(),
                        new BackupCompleted(backup.file(), backup.sizeBytes(), backup.updates()))));
                return backup;
            });
            outbox.publish();
        }
    }
}
