package dev.gatewaysync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportFileTest {
    private static final String BEGUN = "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n"
            + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n9\r\n{\"id\":1}\n\r\n";

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private ServerSocket console;

    @BeforeEach
    void start() throws IOException {
        console = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        console.close();
    }

    @Test
    void a_whole_export_is_in_the_file() throws IOException {
        Path file = directory.resolve("all.ndjson");
        assertThat(export(BEGUN + "0\r\n\r\n", "--file", file.toString())).isZero();
        assertThat(file).hasContent("{\"id\":1}\n");
        assertThat(files()).containsExactly("all.ndjson");
    }

    @Test
    void an_export_that_breaks_off_leaves_no_file() throws IOException {
        assertThat(export(BEGUN, "--file", directory.resolve("all.ndjson").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("the export broke off").contains("no file was written");
        assertThat(files()).isEmpty();
    }

    @Test
    void an_export_that_breaks_off_leaves_the_file_of_the_one_before() throws IOException {
        Path file = Files.writeString(directory.resolve("all.ndjson"), "of yesterday\n");
        assertThat(export(BEGUN, "--file", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("all.ndjson is as it was");
        assertThat(file).hasContent("of yesterday\n");
        assertThat(files()).containsExactly("all.ndjson");
    }

    @Test
    void an_export_to_the_standard_output_that_breaks_off_fails() throws IOException {
        assertThat(export(BEGUN)).isEqualTo(1);
        assertThat(out.toString()).isEqualTo("{\"id\":1}\n");
        assertThat(err.toString()).contains("the export broke off").contains("not whole");
    }

    @Test
    void a_file_that_cannot_be_written_is_said_to_be_that() throws IOException {
        assertThat(export(
                        BEGUN + "0\r\n\r\n",
                        "--file",
                        directory.resolve("none/all.ndjson").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("none").doesNotContain("broke off");
    }

    @Test
    void a_pipe_is_written_to_and_stays_a_pipe() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readString(pipe);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(export(BEGUN + "0\r\n\r\n", "--file", pipe.toString())).isZero();
        assertThat(read.get(60, TimeUnit.SECONDS)).isEqualTo("{\"id\":1}\n");
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    @Test
    void a_link_goes_on_leading_to_its_file() throws IOException {
        Path file = Files.writeString(directory.resolve("real"), "old");
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        assertThat(export(BEGUN + "0\r\n\r\n", "--file", link.toString())).isZero();
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("{\"id\":1}\n");
    }

    private int export(String answer, String... options) throws IOException {
        Thread answering = Thread.ofVirtual().start(() -> {
            try (Socket asked = console.accept();
                    OutputStream to = asked.getOutputStream()) {
                asked.getInputStream().read(new byte[4096]);
                to.write(answer.getBytes(StandardCharsets.US_ASCII));
                to.flush();
            } catch (IOException e) {
                // The command that asked has ended; what it says of it is looked at.
            }
        });
        String url = "http://127.0.0.1:" + console.getLocalPort();
        List<String> command = Stream.concat(
                        Stream.of("updates", "export", "--format", "ndjson", "--url", url, "--token", "t"),
                        Stream.of(options))
                .toList();
        int exitCode = GatewayCommand.run(
                new PrintWriter(out, true), new PrintWriter(err, true), command.toArray(String[]::new));
        answering.interrupt();
        return exitCode;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
