package dev.gatewaysync.sync.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedLinesTest {
    @TempDir
    Path directory;

    @Test
    void lines_are_read_as_they_are() throws IOException {
        String long1 = "ü".repeat(100_000);
        BoundedLines lines = lines("a\n\n" + long1 + "\nlast", 1 << 20);
        assertThat(lines.next()).isEqualTo("a");
        assertThat(lines.next()).isEmpty();
        assertThat(lines.next()).isEqualTo(long1);
        assertThat(lines.next()).isEqualTo("last");
        assertThat(lines.next()).isNull();
        assertThat(lines.next()).isNull();
    }

    @Test
    void a_line_of_the_longest_length_is_taken_and_one_byte_more_is_not() throws IOException {
        assertThat(lines("x".repeat(70_000) + "\n", 70_000).next()).hasSize(70_000);
        assertThatThrownBy(() -> lines("x".repeat(70_001), 70_000).next())
                .hasMessageContaining("a line is longer than");
    }

    @Test
    void what_is_no_utf8_is_damage() {
        InputStream in = new ByteArrayInputStream(new byte[] {(byte) 0xff, '\n'});
        assertThatThrownBy(() -> new BoundedLines(in, 10).next()).isInstanceOf(IOException.class);
    }

    /** 3 MB that are 700 MB unzipped; with the heap of this test they ended the process before. */
    @ParameterizedTest
    @ValueSource(strings = {" ", "[", "\"", "{", "0", "[\"a\","})
    void a_damaged_backup_with_an_endless_line_is_told(String endless) throws IOException {
        Path file = directory.resolve("bomb.ndjson.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            byte[] chunk = endless.repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
            for (int written = 0; written < 40 << 20; written += chunk.length) {
                out.write(chunk);
            }
        }
        assertThatThrownBy(() -> new BackupReader(file, 1).check())
                .isInstanceOf(UnusableBackupException.class)
                .hasMessageContaining("bomb.ndjson.gz is not usable", "a line is longer than 16 MiB");
    }

    private static BoundedLines lines(String text, int longest) {
        return new BoundedLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), longest);
    }
}
