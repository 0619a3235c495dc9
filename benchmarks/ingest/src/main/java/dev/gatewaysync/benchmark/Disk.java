package dev.gatewaysync.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * How long a disk takes to store what a broker's log appends, with nothing else going on: no confirm comes sooner.
 *
 * <p>{@code Disk DIRECTORY SECONDS} prints the median, the 99th percentile and the longest, in milliseconds.
 */
public final class Disk {
    /** Roughly what 25 events of a group commit come to. */
    private static final int APPENDED = 16 * 1024;

    private Disk() {}

    public static void main(String[] args) throws IOException {
        Path file = Files.createTempFile(Path.of(args[0]), "disk", ".log");
        try (FileChannel log = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long[] times = append(log, TimeUnit.SECONDS.toNanos(Long.parseLong(args[1])));
            Arrays.sort(times);
            System.out.printf(
                    "%.2f %.2f %.1f%n",
                    times[times.length / 2] / 1e6,
                    times[(int) (times.length * 0.99)] / 1e6,
                    times[times.length - 1] / 1e6);
        } finally {
            Files.delete(file);
        }
    }

    private static long[] append(FileChannel log, long nanos) throws IOException {
        long[] times = new long[1 << 16];
        int stored = 0;
        ByteBuffer bytes = ByteBuffer.allocateDirect(APPENDED);
        long end = System.nanoTime() + nanos;
        for (long start = System.nanoTime(); start - end < 0; ) {
            log.write(bytes.clear());
            log.force(false);
            long now = System.nanoTime();
            times = stored == times.length ? Arrays.copyOf(times, stored * 2) : times;
            times[stored++] = now - start;
            start = now;
        }
        return Arrays.copyOf(times, stored);
    }
}
