package dev.gatewaysync.ingest.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatewaysync.testkit.Proof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jazzer over parser, signatures and adapters, from the kept corpus on, for {@code -Dtest.fuzz.seconds}. In a process
 * of its own, because it rewrites the classes that it watches. What it finds new is kept in {@code -Dtest.fuzz.corpus}, if
 * that is given.
 */
class FuzzIT {
    private static final int SECONDS = Proof.of("test.fuzz.seconds", 3, 15);
    private static final Path RESOURCES =
            Path.of("src/test/resources/dev/gatewaysync/ingest/fuzz").toAbsolutePath();

    @TempDir
    Path directory;

    @Test
    void nothing_breaks_parser_signatures_or_adapters() throws Exception {
        assumeTrue(hasDriver(), "Jazzer has no driver for this operating system and processor");
        Path log = directory.resolve("log");
        Process jazzer = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx1g",
                        "-XX:+EnableDynamicAgentLoading",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + FuzzTarget.class.getName(),
                        "--instrumentation_includes=dev.gatewaysync.**:tools.jackson.core.**",
                        "--reproducer_path=" + directory,
                        "-max_total_time=" + SECONDS,
                        "-max_len=4096",
                        "-dict=" + RESOURCES.resolve("dictionary"),
                        "-artifact_prefix=" + directory + "/",
                        newInputs().toString(),
                        RESOURCES.resolve("corpus").toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = jazzer.waitFor(SECONDS + 120L, TimeUnit.SECONDS);
        jazzer.destroyForcibly();
        String said = Files.readString(log);
        Files.writeString(Path.of("target", "jazzer.log"), said);
        assertThat(ended).as(said).isTrue();
        assertThat(jazzer.exitValue()).as(said + findings()).isZero();
        assertThat(said).contains("DONE").as("it has run").containsPattern("cov: [1-9]\\d{2,}");
    }

    private Path newInputs() throws IOException {
        String given = System.getProperty("test.fuzz.corpus");
        return Files.createDirectories(given == null ? directory.resolve("inputs") : Path.of(given));
    }

    private String findings() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("crash"))
                    .toList()) {
                text.append("\nThe input, to be put into the corpus:\n")
                        .append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return text.toString();
    }

    private static boolean hasDriver() {
        String name = System.getProperty("os.name").toLowerCase();
        String processor = System.getProperty("os.arch").matches("aarch64|arm64") ? "aarch64" : "x86_64";
        String library = name.contains("mac") ? "libjazzer_driver.dylib" : "libjazzer_driver.so";
        return FuzzIT.class.getResource("/com/code_intelligence/jazzer/driver/jazzer_driver_"
                        + (name.contains("mac") ? "macos" : name) + "_" + processor + "/" + library)
                != null;
    }
}
