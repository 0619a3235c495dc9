package dev.gatewaysync.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path directory;

    @Test
    void a_second_gateway_is_refused_and_told_what_to_do() {
        Path path = directory.resolve("data");
        try (DataDirectory held = DataDirectory.open(path)) {
            assertThatThrownBy(() -> DataDirectory.open(path))
                    .isInstanceOf(StartFailedException.class)
                    .hasMessageContaining("another gateway is running")
                    .hasMessageContaining(held.path().toAbsolutePath().toString())
                    .hasMessageContaining("GATEWAY_DATA_DIR");
        }
        DataDirectory.open(path).close();
    }

    @Test
    void what_an_earlier_version_left_open_to_others_is_closed() throws Exception {
        Path path = Files.createDirectories(directory.resolve("data/spool")).getParent();
        Path file = Files.writeString(path.resolve("spool/events.db"), "tokens");
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "not ours");
        Files.createSymbolicLink(path.resolve("link"), elsewhere);
        mode(path, "rwxr-xr-x");
        mode(path.resolve("spool"), "rwxrwxrwx");
        mode(file, "rw-rw-r--");
        mode(elsewhere, "rw-r--r--");
        DataDirectory.open(path).close();
        assertThat(mode(path)).isEqualTo("rwx------");
        assertThat(mode(path.resolve("spool"))).isEqualTo("rwx------");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(mode(elsewhere)).isEqualTo("rw-r--r--");
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void a_path_that_cannot_be_a_folder_is_named() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("cannot be written")
                .hasMessageContaining("GATEWAY_DATA_DIR");
        assertThat(file).isEmptyFile();
    }
}
