package dev.gatewaysync.service;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * What the system gives this process. With too little a start ends somewhere in its middle, in the words of whatever happened to
 * need the next file or the next megabyte.
 */
public final class ProcessLimits {
    /** A running gateway has about 350 files and connections open, a service about 250. */
    private static final long LEAST_FILES = 512;

    private static final long MEBIBYTE = 1024 * 1024;
    /** A heap of N MiB shows some less, as one space for survivors does not count. */
    private static final double SHOWN = 0.85;

    private ProcessLimits() {}

    /**
     * @param leastHeap in MiB, below which the process has been seen to die
     * @throws StartRefusedException with a line for each limit that is too low
     */
    public static void check(int leastHeap) {
        List<String> lines = problems(files(), Runtime.getRuntime().maxMemory(), leastHeap);
        if (!lines.isEmpty()) {
            throw new StartRefusedException(lines);
        }
    }

    static List<String> problems(long files, long heap, int leastHeap) {
        List<String> lines = new ArrayList<>();
        if (files >= 0 && files < LEAST_FILES) {
            lines.add("the system allows " + files + " open files, and it takes " + LEAST_FILES
                    + " or more. Raise ulimit -n, or LimitNOFILE= of systemd, for example ulimit -n 4096");
        }
        if (heap < leastHeap * MEBIBYTE * SHOWN) {
            lines.add("Java has " + heap / MEBIBYTE + " MiB of heap, and it takes " + leastHeap
                    + " or more. Set GATEWAY_MAX_HEAP=512m, or for a service of its own JAVA_OPTS=-Xmx192m");
        }
        return lines;
    }

    /** -1 where the system does not say. */
    private static long files() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : -1;
    }
}
