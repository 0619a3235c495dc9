package dev.gatewaysync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFileTest {
    @TempDir
    private Path folder;

    @Test
    void what_an_option_names_with_an_at_sign_is_a_file_of_data_and_not_of_further_arguments() throws IOException {
        Path file = Files.writeString(folder.resolve("data.json"), "{ \"title\": \"A leak in the roof\" }\n");
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int exitCode = GatewayCommand.run(
                new PrintWriter(out), new PrintWriter(err), "config", "preview", "bug-fixed", "--data", "@" + file);

        assertThat(err).asString().isEmpty();
        assertThat(exitCode).isZero();
        assertThat(out).asString().contains("A leak in the roof");
    }
}
