package dev.gatewaysync.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.Maintenance.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MaintenanceTest {
    private static final Instant NOW = Instant.parse("2025-09-06T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(3600);
    private static final Instant BEFORE = NOW.minusSeconds(3600);

    @Test
    void an_announcement_is_never_about_one_that_has_begun() {
        assertThat(fits(Status.SCHEDULED, true, BEFORE)).isNegative();
        assertThat(fits(Status.SCHEDULED, false, LATER)).isNotNegative();
    }

    @Test
    void what_is_called_off_is_one_that_has_not_begun_before_one_that_has() {
        assertThat(fits(Status.CANCELLED, false, LATER)).isLessThan(fits(Status.CANCELLED, true, BEFORE));
        assertThat(fits(Status.CANCELLED, true, BEFORE)).isNotNegative();
    }

    @Test
    void what_is_over_has_begun_or_was_to_begin_by_now_before_one_that_is_to_come() {
        for (Status said : new Status[] {Status.STARTED, Status.COMPLETED}) {
            assertThat(fits(said, true, LATER)).isLessThan(fits(said, false, BEFORE));
            assertThat(fits(said, false, BEFORE))
                    .isEqualTo(fits(said, false, null))
                    .isLessThan(fits(said, false, LATER));
            assertThat(fits(said, true, null)).isNotNegative();
        }
    }

    private static int fits(Status said, boolean hasBegun, @Nullable Instant start) {
        return said.fits(hasBegun, start, NOW);
    }
}
