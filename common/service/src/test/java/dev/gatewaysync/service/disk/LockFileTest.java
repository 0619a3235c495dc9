package dev.gatewaysync.service.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {
    @TempDir
    Path directory;

    @Test
    void one_holder_has_it_until_it_lets_it_go() throws Exception {
        Path path = directory.resolve("held.lock");
        LockFile first = LockFile.claim(path);
        assertThat(first).isNotNull();
        assertThat(LockFile.claim(path)).isNull();

        first.close();

        try (LockFile second = LockFile.claim(path)) {
            assertThat(second).isNotNull();
        }
    }

    @Test
    void a_file_that_another_process_holds_is_not_had() throws Exception {
        Path path = directory.resolve("held.lock");
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holding.class.getName(),
                        path.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("held");
            assertThat(LockFile.claim(path)).isNull();
        } finally {
            other.destroyForcibly().waitFor();
        }

        try (LockFile free = LockFile.claim(path)) {
            assertThat(free).isNotNull();
        }
    }

    static final class Holding {
        public static void main(String[] args) throws Exception {
            try (LockFile lock = LockFile.claim(Path.of(args[0]))) {
                System.out.println(lock == null ? "not held" : "held");
                new CountDownLatch(1).await();
            }
        }
    }
}
