package dev.gatewaysync.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
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
