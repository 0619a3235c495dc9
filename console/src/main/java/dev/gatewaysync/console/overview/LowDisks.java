package dev.gatewaysync.console.overview;

import dev.gatewaysync.service.disk.DiskReports;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Disks that are nearly full: less than 512 MiB are free, or less than 5 GiB and 5 %. One stays so until a tenth more is free, so
 * that what is written and deleted at the limit is one problem. Of a service's instances the fullest counts.
 */
final class LowDisks {
    private static final long LITTLE = 512L << 20;
    private static final long ENOUGH = 5L << 30;

    private final Set<String> low = ConcurrentHashMap.newKeySet();

    List<DiskReports.Disk> of(List<DiskReports.Disk> disks) {
        Map<String, DiskReports.Disk> fullest = new TreeMap<>();
        disks.forEach(
                disk -> fullest.merge(subject(disk), disk, (one, other) -> one.free() <= other.free() ? one : other));
        return fullest.values().stream().filter(this::isLow).toList();
    }

    static String subject(DiskReports.Disk disk) {
        return disk.service() + " " + disk.folder();
    }

    private boolean isLow(DiskReports.Disk disk) {
        String subject = subject(disk);
        long limit = Math.max(LITTLE, Math.min(ENOUGH, disk.total() / 20));
        boolean isLow = disk.free() < (low.contains(subject) ? limit + limit / 10 : limit);
        if (isLow) {
            low.add(subject);
        } else {
            low.remove(subject);
        }
        return isLow;
    }
}
