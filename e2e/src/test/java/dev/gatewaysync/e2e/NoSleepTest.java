package dev.gatewaysync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A test that sleeps for what must become true is slow where it holds and fails where a machine is busy. What is about time
 * itself says so with {@code testkit.Pause}, and unit tests have a clock for it.
 */
class NoSleepTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern SLEEP = Pattern.compile("\\b(Thread\\.sleep|TimeUnit\\.\\w+\\.sleep|parkNanos)\\(");

    /** They cannot use the test kit, which stands on what they test; a byte at a time is sent. */
    private static final List<String> SLOW_SENDERS = List.of("RequestDeadlinesTest.java");

    @Test
    void no_test_sleeps() throws IOException {
        assertThat(tests().filter(NoSleepTest::sleeps)
                        .map(file -> file.getFileName().toString())
                        .toList())
                .containsExactlyInAnyOrderElementsOf(SLOW_SENDERS);
    }

    private static Stream<Path> tests() throws IOException {
        return Files.walk(ROOT)
                .filter(file -> file.toString().contains("/src/test/java/"))
                .filter(file -> file.toString().endsWith(".java"))
                .filter(file -> !file.endsWith("NoSleepTest.java"));
    }

    private static boolean sleeps(Path file) {
        try {
            return SLEEP.matcher(Files.readString(file)).find();
        } catch (IOException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }
}
