import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many appends a disk stores a second when what several writers give it meanwhile is stored by one {@code fdatasync}, as a
 * database's group commit does it. Each writer waits for its append, and only then has the next.
 *
 * <pre>
 * Appends DIRECTORY WRITERS BYTES SECONDS
 * </pre>
 *
 * Prints {@code appends/s p50-ms p99-ms appends-a-sync}.
 */
final class Appends {
    private static final long WARM_UP = TimeUnit.SECONDS.toNanos(2);

    private final int bytes;
    private final long counted = System.nanoTime() + WARM_UP;
    private final long end;
    private final BlockingQueue<Semaphore> waiting = new LinkedBlockingQueue<>();

    private Appends(int bytes, int seconds) {
        this.bytes = bytes;
        this.end = counted + TimeUnit.SECONDS.toNanos(seconds);
    }

    public static void main(String[] arguments) throws Exception {
        Path file = Files.createTempFile(Path.of(arguments[0]), "appends", ".log");
        try (FileChannel log = FileChannel.open(file, StandardOpenOption.WRITE)) {
            new Appends(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]))
                    .run(log, Integer.parseInt(arguments[1]));
        } finally {
            Files.delete(file);
        }
    }

    private void run(FileChannel log, int writers) throws Exception {
        List<Writer> running = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            running.add(new Writer());
        }
        running.forEach(Thread::start);
        long syncs = store(log);
        long[] times = new long[0];
        for (Writer writer : running) {
            writer.interrupt();
            writer.join();
            int before = times.length;
            times = Arrays.copyOf(times, before + writer.count);
            System.arraycopy(writer.times, 0, times, before, writer.count);
        }
        Arrays.sort(times);
        System.out.printf(
                "%.0f %.2f %.2f %.1f%n",
                times.length / ((end - counted) / 1e9),
                times[times.length / 2] / 1e6,
                times[(int) (times.length * 0.99)] / 1e6,
                (double) times.length / syncs);
    }

    /** @return how often what counts was synced */
    private long store(FileChannel log) throws IOException, InterruptedException {
        ByteBuffer group = ByteBuffer.allocateDirect(bytes * 1_000);
        List<Semaphore> stored = new ArrayList<>();
        long syncs = 0;
        while (System.nanoTime() < end) {
            stored.add(waiting.take());
            waiting.drainTo(stored, 999);
            log.write(group.clear().limit(bytes * stored.size()));
            log.force(false);
            if (System.nanoTime() >= counted) {
                syncs++;
            }
            stored.forEach(Semaphore::release);
            stored.clear();
        }
        return syncs;
    }

    private final class Writer extends Thread {
        private final Semaphore isStored = new Semaphore(0);
        private long[] times = new long[1 << 16];
        private int count;

        @Override
        public void run() {
            try {
                for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
                    waiting.add(isStored);
                    isStored.acquire();
                    if (start >= counted) {
                        times = count == times.length ? Arrays.copyOf(times, count * 2) : times;
                        times[count++] = System.nanoTime() - start;
                    }
                }
            } catch (InterruptedException e) {
                // The end.
            }
        }
    }
}
