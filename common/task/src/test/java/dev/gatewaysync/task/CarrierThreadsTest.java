package dev.gatewaysync.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class CarrierThreadsTest {
    private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private final @Nullable String before = System.getProperty(PARALLELISM);

    @BeforeEach
    void unset() {
        System.clearProperty(PARALLELISM);
    }

    @AfterEach
    void asBefore() {
        if (before == null) {
            System.clearProperty(PARALLELISM);
        } else {
            System.setProperty(PARALLELISM, before);
        }
    }

    @Test
    void each_native_call_has_a_carrier_beside_those_of_the_processors() {
        CarrierThreads.allowForNativeCalls(40);
        assertThat(Integer.getInteger(PARALLELISM)).isEqualTo(40 + PROCESSORS);
    }

    @Test
    void what_the_command_line_says_stays() {
        System.setProperty(PARALLELISM, "7");
        CarrierThreads.allowForNativeCalls(40);
        assertThat(Integer.getInteger(PARALLELISM)).isEqualTo(7);
    }
}
