package dev.gatewaysync.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("self-contained")
@Execution(ExecutionMode.CONCURRENT)
class EmbeddedRedisIT {
    @TempDir
    Path temporary;

    enum Program {
        THIS_MACHINES,
        BROUGHT_ALONG;

        EmbeddedRedis start(Path directory) {
            return EmbeddedRedis.start(
                    directory, this == BROUGHT_ALONG ? RedisExecutable::bundled : RedisExecutable::find);
        }
    }

    @ParameterizedTest
    @EnumSource(Program.class)
    void nobody_without_the_password_is_let_in_and_nobody_at_all_to_other_files(Program program) throws Exception {
        try (EmbeddedRedis redis = program.start(temporary)) {
            assertThat(say(redis, "SET a b")).startsWith("-NOAUTH");
            String auth = "AUTH " + password(redis) + "\r\n";
            assertThat(say(redis, auth + "SET a b")).isEqualTo("+OK\r\n+OK\r\n+OK\r\n");
            for (String command :
                    new String[] {"CONFIG SET dir /tmp", "SAVE", "MODULE LIST", "REPLICAOF 127.0.0.1 1"}) {
                assertThat(say(redis, auth + command)).as(command).startsWith("+OK\r\n-ERR unknown command");
            }
            assertThat(ProcessHandle.of(redis.pid())
                            .orElseThrow()
                            .info()
                            .commandLine()
                            .orElse(""))
                    .doesNotContain(password(redis));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary.resolve("redis.conf"))))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary)))
                    .isEqualTo("rwx------");
        }
    }

    @ParameterizedTest
    @EnumSource(Program.class)
    void what_a_power_cut_leaves_of_its_file_is_put_aside(Program program) throws Exception {
        try (EmbeddedRedis redis = program.start(temporary)) {
            assertThat(say(redis, "AUTH " + password(redis) + "\r\nSET a b")).contains("+OK");
        }
        try (var found = Files.walk(temporary)) {
            for (Path file :
                    found.filter(path -> path.toString().endsWith(".aof")).toList()) {
                Files.write(file, new byte[100], StandardOpenOption.APPEND);
            }
        }
        try (EmbeddedRedis redis = program.start(temporary)) {
            assertThat(say(redis, "AUTH " + password(redis) + "\r\nPING")).contains("+PONG");
            assertThat(temporary.resolve("damaged")).isNotEmptyDirectory();
        }
    }

    @Test
    void one_that_is_killed_comes_back_where_it_was() throws Exception {
        try (EmbeddedRedis redis = EmbeddedRedis.start(temporary)) {
            String url = redis.url();
            long killed = redis.pid();
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();
            await().atMost(Duration.ofSeconds(60)).until(() -> redis.pid() != killed && pings(redis));
            assertThat(redis.url()).isEqualTo(url);
        }
    }

    /** It takes connections as long as it hangs, and says nothing. */
    @Test
    void one_that_hangs_is_replaced_within_a_minute() throws Exception {
        try (EmbeddedRedis redis = EmbeddedRedis.start(temporary)) {
            long hung = redis.pid();
            new ProcessBuilder("kill", "-STOP", Long.toString(hung)).start().waitFor();
            await().atMost(Duration.ofSeconds(60)).until(() -> redis.pid() != hung && pings(redis));
            await().until(() -> ProcessHandle.of(hung).isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource(Program.class)
    void a_folder_may_have_any_name_and_holds_all_that_is_written(Program program) throws Exception {
        Path folder = temporary.resolve("my \"data\" ü 数据");
        try (EmbeddedRedis redis = program.start(folder)) {
            assertThat(pings(redis)).isTrue();
        }
        try (EmbeddedRedis again = program.start(folder)) {
            assertThat(pings(again)).isTrue();
        }
        try (var found = Files.list(temporary)) {
            assertThat(found).containsExactly(folder);
        }
    }

    @Test
    void what_an_earlier_run_left_behind_is_ended() throws Exception {
        // Nobody watches it any more, who would start it anew in the same folder.
        RedisProcess first =
                RedisProcess.start(temporary, RedisExecutable.find(temporary), FreePort.find(), "of-an-earlier-run");
        Files.writeString(temporary.resolve("redis.pid"), Long.toString(first.pid()));
        try (EmbeddedRedis second = EmbeddedRedis.start(temporary)) {
            assertThat(pings(second)).isTrue();
            assertThat(second.pid()).isNotEqualTo(first.pid());
            await().until(() -> !first.isAlive());
        } finally {
            first.kill();
        }
    }

    @Test
    void a_program_that_does_not_run_is_a_sentence_that_says_what_to_set() {
        assertThatThrownBy(() -> EmbeddedRedis.start(temporary, directory -> Path.of("/bin/false")))
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageMatching("the embedded Redis cannot run on this machine .*REDIS_URL=redis://.*");
    }

    private static boolean pings(EmbeddedRedis redis) {
        try {
            return say(redis, "AUTH " + password(redis) + "\r\nPING").contains("+PONG");
        } catch (IOException e) {
            return false;
        }
    }

    private static String password(EmbeddedRedis redis) {
        return URI.create(redis.url()).getUserInfo().substring(1);
    }

    private static String say(EmbeddedRedis redis, String commands) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", URI.create(redis.url()).getPort())) {
            socket.getOutputStream().write((commands + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
