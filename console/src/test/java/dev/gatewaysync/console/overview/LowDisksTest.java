package dev.gatewaysync.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.service.disk.DiskReports;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LowDisksTest {
    private static final long MIB = 1L << 20;

    private final LowDisks disks = new LowDisks();

    @Test
    void of_several_instances_the_fullest_counts_and_it_is_one_problem() {
        assertThat(disks.of(List.of(disk(9_000), disk(100), disk(200))))
                .extracting(DiskReports.Disk::free)
                .containsExactly(100 * MIB);
    }

    @Test
    void what_goes_up_and_down_at_the_limit_is_one_problem() {
        assertThat(disks.of(List.of(disk(513)))).isEmpty();
        assertThat(disks.of(List.of(disk(511)))).hasSize(1);
        assertThat(disks.of(List.of(disk(513)))).hasSize(1);
        assertThat(disks.of(List.of(disk(600)))).isEmpty();
        assertThat(disks.of(List.of(disk(513)))).isEmpty();
    }

    @Test
    void of_a_large_disk_five_percent_are_little_but_not_five_gigabytes() {
        assertThat(disks.of(List.of(disk(4_000, 100_000)))).hasSize(1);
        assertThat(disks.of(List.of(disk(6_000, 1_000_000)))).isEmpty();
    }

    private static DiskReports.Disk disk(long freeMib) {
        return disk(freeMib, 10_000);
    }

    private static DiskReports.Disk disk(long freeMib, long totalMib) {
        return new DiskReports.Disk("sync-worker", "data", freeMib * MIB, totalMib * MIB, Instant.EPOCH);
    }
}
