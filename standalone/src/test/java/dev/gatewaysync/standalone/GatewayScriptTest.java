package dev.gatewaysync.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script {@code gateway} with a Maven and JDKs that only write down what they are asked for. */
class GatewayScriptTest {
    private static final String JAVA = """
            #!/bin/bash
            echo "$*" >>"$(dirname "$0")/../asked"
            for option; do
              case $option in
                -XX:AOTConfiguration=* | -XX:AOTCache=gateway.aot | -XX:ArchiveClassesAtExit=*) touch "${option#*=}" ;;
              esac
            done
            [ ! -f "$(dirname "$0")/../slow" ] || [[ $* != *TrainingRun* ]] || exec sleep 60
            [ ! -f "$(dirname "$0")/../broken" ] || [[ $* != *Training* && $* != *create* ]]
            """;
    private static final String MAVEN = """
            #!/bin/bash
            mkdir -p standalone/target/lib cli/target/lib
            touch standalone/target/{standalone,lib/b,lib/a}.jar cli/target/cli.jar
            echo "$*" >>built
            """;

    @TempDir
    Path folder;

    private Path home;
    private Path jdk;

    @BeforeEach
    void lay_out() throws IOException {
        home = Files.createDirectory(folder.resolve("a home"));
        Files.copy(Path.of("../gateway"), home.resolve("gateway"));
        for (String module : List.of("standalone", "cli", "common/input")) {
            Files.createDirectories(home.resolve(module + "/src/main"));
            Files.createFile(home.resolve(module + "/pom.xml"));
        }
        Files.createFile(home.resolve("pom.xml"));
        executable(folder.resolve("bin/mvn"), MAVEN);
        jdk = jdk("25.0.3");
    }

    @Test
    void the_build_leaves_a_cache_and_the_start_uses_it() throws Exception {
        gateway("start");
        assertThat(asked()).hasSize(3);
        assertThat(asked().get(0)).contains("-XX:AOTMode=record", "TrainingRun data");
        assertThat(asked().get(1)).contains("-XX:AOTMode=create", "-XX:+UseG1GC");
        assertThat(asked().get(2)).contains("-XX:AOTCache=" + cache(), "GatewayMain start");
        gateway("start");
        assertThat(built()).hasSize(1);
        assertThat(asked()).hasSize(4);
        assertThat(asked().get(3)).contains("-XX:AOTCache=" + cache(), "GatewayMain start");
    }

    @Test
    void a_build_after_changes_makes_a_new_cache() throws Exception {
        gateway("start");
        later(home.resolve("common/input/pom.xml"));
        gateway("start");
        assertThat(built()).hasSize(2);
        assertThat(asked()).hasSize(6);
        assertThat(asked().get(4)).contains("-XX:AOTMode=create");
    }

    @ParameterizedTest
    @CsvSource({"21.0.4, false, false", "23, true, false", "24.0.1, true, true", "25, true, true", "27-ea, true, true"})
    void each_jdk_is_told_only_what_it_knows(String version, boolean unsafeMemory, boolean aot) throws Exception {
        jdk = jdk(version);
        gateway("start");
        gateway("status");
        assertThat(String.join("\n", asked()).contains("--sun-misc-unsafe-memory-access"))
                .isEqualTo(unsafeMemory);
        assertThat(String.join("\n", asked()).contains("-XX:AOT")).isEqualTo(aot);
        assertThat(asked()).allMatch(line -> line.contains("-Xlog:aot=off") == aot);
    }

    @Test
    void an_older_jdk_gets_an_archive_of_its_classes() throws Exception {
        jdk = jdk("21.0.4");
        gateway("start");
        assertThat(asked().get(0)).contains("-XX:ArchiveClassesAtExit=gateway.jsa", "TrainingRun data");
        assertThat(asked().get(1))
                .contains("-XX:SharedArchiveFile=" + cache().resolveSibling("gateway.jsa"), "GatewayMain start");
    }

    @Test
    void a_cache_of_another_jdk_or_of_other_files_is_left_alone() throws Exception {
        gateway("start");
        Path first = jdk;
        jdk = jdk("25.0.4");
        gateway("start");
        assertThat(asked()).singleElement().asString().contains("-XX:SharedArchiveFile=", "start");
        jdk = first;
        gateway("start");
        assertThat(asked().getLast()).contains("-XX:AOTCache=" + cache());
        later(home.resolve("standalone/target/lib/a.jar"));
        gateway("start");
        assertThat(asked().getLast()).contains("-XX:SharedArchiveFile=").doesNotContain("-XX:AOT");
        assertThat(built()).hasSize(1);
    }

    @Test
    void a_cache_that_cannot_be_made_keeps_nobody_from_starting_and_is_not_tried_again() throws Exception {
        Files.createFile(jdk.resolve("broken"));
        assertThat(gateway("start")).contains("It could not be prepared for fast starts", "training.log says why");
        assertThat(asked().getLast()).contains("-XX:SharedArchiveFile=", "GatewayMain start");
        gateway("start");
        assertThat(asked()).as("not trained again").hasSize(4);
        assertThat(cache().getParent().toFile().list()).containsExactlyInAnyOrder("trained", "training.log");
    }

    @Test
    void what_was_interrupted_is_made_at_the_next_start() throws Exception {
        gateway("start");
        Files.delete(cache().resolveSibling("trained"));
        Files.delete(cache());
        gateway("start");
        assertThat(built()).hasSize(1);
        assertThat(asked()).hasSize(6);
        assertThat(asked().getLast()).contains("-XX:AOTCache=" + cache());
    }

    @Test
    void a_start_that_is_stopped_while_it_prepares_leaves_nothing_behind() throws Exception {
        Files.createFile(jdk.resolve("slow"));
        Process process = started("start");
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(jdk.resolve("asked")));
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(told()).contains("Stopped while preparing; nothing was started.");
        assertThat(cache().getParent().toFile().list()).containsExactly("training.log");
    }

    private Path cache() throws IOException {
        return home.toRealPath().resolve("standalone/target/cds/gateway.aot");
    }

    private List<String> asked() throws IOException {
        return Files.readAllLines(jdk.resolve("asked"));
    }

    private List<String> built() throws IOException {
        return Files.readAllLines(home.resolve("built"));
    }

    /** @return what it told */
    private String gateway(String... arguments) throws IOException, InterruptedException {
        Process process = started(arguments);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(told()).isZero();
        return told();
    }

    private Process started(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("bash", home.resolve("gateway").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("told").toFile());
        Map<String, String> environment = builder.environment();
        environment.put("PATH", folder.resolve("bin") + ":" + environment.get("PATH"));
        environment.put("JAVA_HOME", jdk.toString());
        return builder.start();
    }

    private String told() throws IOException {
        return Files.readString(folder.resolve("told"));
    }

    private Path jdk(String version) throws IOException {
        Path made = folder.resolve("jdk " + version);
        executable(made.resolve("bin/java"), JAVA);
        executable(made.resolve("bin/javac"), JAVA);
        Files.writeString(made.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
        return made;
    }

    private static void executable(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A file's time may be no finer than a second. */
    private static void later(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(2)));
    }
}
