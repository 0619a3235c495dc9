package dev.gatewaysync.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessLimitsTest {
    private static final long MEBIBYTE = 1024 * 1024;

    @ParameterizedTest
    @CsvSource({
        "64, 512, 1",
        "128, 512, 1",
        "256, 512, 1",
        "512, 512, 0",
        "-1, 512, 0",
        "4096, 31, 1",
        "4096, 93, 0",
        "128, 31, 2"
    })
    void a_limit_that_is_too_low_is_one_line(long files, long heap, int lines) {
        assertThat(ProcessLimits.problems(files, heap * MEBIBYTE, 96)).hasSize(lines);
    }

    @Test
    void the_lines_name_what_to_raise() {
        assertThat(ProcessLimits.problems(128, 31 * MEBIBYTE, 96))
                .containsExactly(
                        "the system allows 128 open files, and it takes 512 or more. Raise ulimit -n, or LimitNOFILE= of systemd, for example ulimit -n 4096",
                        "Java has 31 MiB of heap, and it takes 96 or more. Set GATEWAY_MAX_HEAP=512m, or for a service of its own JAVA_OPTS=-Xmx192m");
    }
}
