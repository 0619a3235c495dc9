package dev.gatewaysync.e2e;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same as {@link TourE2E} where the gateway may not ask Discord again for a while: beside it, with a demo of its own. */
@Order(1)
class PatientTourE2E {
    @TempDir
    static Path directory;

    private static Tour tour;

    @BeforeAll
    static void start() throws Exception {
        tour = new Tour(directory);
    }

    @AfterAll
    static void stop() {
        tour.close();
    }

    @ParameterizedTest
    @CsvSource({"session, Fix, The bot is not connected", "block, Fix, Discord blocks this address"})
    void what_is_broken_is_said_and_mended_everything_comes_once_by_itself(String button, String title, String said)
            throws Exception {
        tour.breakAndMend(button, title, said);
    }
}
