package dev.gatewaysync.standalone;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.service.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmptiedDatabaseTest {
    @TempDir
    Path folder;

    private Path database;

    @BeforeEach
    void anEmptyFile() throws IOException {
        database = Files.createFile(folder.resolve("gateway.db"));
    }

    @Test
    void an_empty_database_beside_the_data_of_an_earlier_run_is_not_taken_for_a_new_one() {
        assertThatThrownBy(() -> refuse(true))
                .isInstanceOf(StartFailedException.class)
                .hasMessage(StartFailureLines.of("a database file of 0 bytes beside the data of an earlier run")
                        .replace("DATA", folder.toString()));
    }

    @Test
    void the_backups_are_named() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("backups")).resolve("b.zip"), "x");
        assertThatThrownBy(() -> refuse(false))
                .hasMessageContaining(
                        "restore a backup of " + folder.resolve("backups") + ": ./gateway backup restore FILE");
    }

    @Test
    void secrets_that_are_much_older_are_of_an_earlier_run() throws IOException {
        Path secrets = Files.writeString(folder.resolve("secrets.env"), "x");
        assertThatCode(() -> refuse(false)).doesNotThrowAnyException();
        Files.setLastModifiedTime(secrets, FileTime.from(Instant.now().minusSeconds(3600)));
        assertThatThrownBy(() -> refuse(false)).isInstanceOf(StartFailedException.class);
    }

    @Test
    void a_first_start_that_was_killed_a_log_that_has_it_all_and_no_file_are_no_loss() throws IOException {
        assertThatCode(() -> refuse(false)).doesNotThrowAnyException();
        Files.writeString(folder.resolve("gateway.db-wal"), "pages");
        assertThatCode(() -> refuse(true)).doesNotThrowAnyException();
        Files.delete(database);
        assertThatCode(() -> refuse(true)).doesNotThrowAnyException();
    }

    private void refuse(boolean hasStarted) {
        EmptiedDatabase.refuse(
                database,
                new Settings(Map.of("BACKUP_DIR", folder.resolve("backups").toString())),
                hasStarted);
    }
}
