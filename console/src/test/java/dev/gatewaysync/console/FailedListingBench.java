package dev.gatewaysync.console;

import dev.gatewaysync.testkit.Infra;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How long an operator waits with 10,000 failed messages open:
 * {@code mvn verify -pl console -am -Dit.test=FailedListingBench -Dtest=none -Dbench=true
 * -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false}.
 */
@EnabledIfSystemProperty(named = "bench", matches = "true")
class FailedListingBench {
    private static final int MESSAGES = 10_000;
    private static final int ROUNDS = 30;

    @Test
    void listing_grouping_and_filtering() {
        try (RunningConsole console = RunningConsole.start(Infra.start().wiped().settings())) {
            console.database().transactions().executeWithoutResult(status -> {
                for (int i = 0; i < MESSAGES; i++) {
                    String error =
                            "Discord answered 403 for " + UUID.randomUUID() + ": reason " + (char) ('a' + i % 20);
                    FailedRows.add(
                            console.database(), "m%05d".formatted(i), i % 3 == 0 ? "history" : "discord", error, i);
                }
            });
            String cookie = console.session(RunningConsole.OPS);
            for (String path : List.of(
                    "/api/v1/failed?count=50",
                    "/api/v1/failed?count=50&offset=9900",
                    "/api/v1/failed?reason=reason%20b",
                    "/api/v1/failed?queue=history",
                    "/api/v1/failed/reasons",
                    "/failed",
                    "/failed/preview?all=true")) {
                measure(
                        path,
                        () -> console.send(console.request(path).header("Cookie", cookie))
                                .statusCode());
            }
        }
    }

    private static void measure(String path, java.util.function.IntSupplier request) {
        long[] micros = new long[ROUNDS];
        for (int round = -5; round < ROUNDS; round++) {
            long start = System.nanoTime();
            int status = request.getAsInt();
            if (status != 200) {
                throw new AssertionError(path + " answered " + status);
            }
            if (round >= 0) {
                micros[round] = (System.nanoTime() - start) / 1000;
            }
        }
        Arrays.sort(micros);
        System.out.printf(
                "BENCH %-40s median %6.1f ms, slowest %6.1f ms%n",
                path, micros[ROUNDS / 2] / 1e3, micros[ROUNDS - 1] / 1e3);
    }
}
