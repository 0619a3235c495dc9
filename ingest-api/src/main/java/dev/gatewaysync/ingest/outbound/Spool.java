package dev.gatewaysync.ingest.outbound;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.messaging.OutageFailure;
import dev.gatewaysync.task.Loop;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps events on this machine's disk while the broker cannot take them. Callers that come together share one flush to the
 * disk. Bounded: at most {@value #MAX_EVENTS} events and {@value #MAX_BYTES} bytes.
 */
final class Spool implements AutoCloseable {
    static final long MAX_EVENTS = 100_000;
    static final long MAX_BYTES = 256L * 1024 * 1024;

    private static final Logger log = LoggerFactory.getLogger(Spool.class);
    private static final int GROUP = 500;
    /** One of the largest, with the pages that SQLite writes around it. */
    private static final long DISK_FOR_AN_EVENT = 1L << 20;

    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final int PATIENCE_SECONDS = 10;

    private final SpoolFile file;
    private final SpoolTable table;
    /** Accepted from callers, and not in the table yet. */
    private final AtomicLong queuedEvents = new AtomicLong();

    private final AtomicLong queuedBytes = new AtomicLong();
    private final LinkedBlockingQueue<Write> writes = new LinkedBlockingQueue<>();
    private final Loop writer = Loop.named("spool-writer").onPlatformThread().running(this::writeNext);
    private volatile boolean closed;

    Spool(Path directory) {
        this.file = SpoolFile.claim(directory);
        this.table = new SpoolTable(file.database());
        if (size() > 0) {
            log.info("spool.found events={}", size());
        }
        writer.start();
    }

    /**
     * Returns when the events are on the disk.
     *
     * @throws OutageFailure if there is no room or the disk refuses; then none of them is kept
     */
    void add(List<EventEnvelope> added) {
        List<byte[]> bodies = added.stream().map(EventJson::toBytes).toList();
        long size = bodies.stream().mapToLong(body -> body.length).sum();
        reserve(bodies.size(), size);
        Write write = new Write(bodies, new CompletableFuture<>());
        try {
            if (closed) {
                throw new OutageFailure("The spool is closed");
            }
            writes.add(write);
            writer.wake();
            write.done().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutageFailure("Interrupted before the event was on the disk", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new OutageFailure("The event could not be written to the spool: " + e, e);
        }
    }

    /** Events that were accepted and are not published yet. */
    long size() {
        return queuedEvents.get() + table.size().events();
    }

    boolean hasRoom() {
        return size() < MAX_EVENTS && bytes() < MAX_BYTES;
    }

    /** Whether the disk would take another event, as far as it says. */
    boolean hasDisk() {
        return file.usableBytes() >= DISK_FOR_AN_EVENT;
    }

    List<SpoolTable.Row> oldest(int count) throws SQLException {
        return table.oldest(count);
    }

    /** The rows are published; only now does the spool count as shorter, so that nothing overtakes them. */
    void remove(List<SpoolTable.Row> rows) throws SQLException {
        table.remove(rows);
    }

    /** What cannot be published and would hold up the rest stays in the file, and counts no more. */
    void setAside(SpoolTable.Row row) throws SQLException {
        table.setAside(row);
    }

    @Override
    public void close() {
        closed = true;
        writer.stop(Duration.ofSeconds(2));
        table.close();
        file.close();
    }

    private long bytes() {
        return queuedBytes.get() + table.size().bytes();
    }

    private void reserve(int count, long size) {
        queuedEvents.addAndGet(count);
        queuedBytes.addAndGet(size);
        if (size() > MAX_EVENTS || bytes() > MAX_BYTES) {
            release(count, size);
            throw new OutageFailure("The spool is full");
        }
    }

    private void release(long count, long size) {
        queuedEvents.addAndGet(-count);
        queuedBytes.addAndGet(-size);
    }

    private Duration writeNext() {
        List<Write> group = new ArrayList<>();
        writes.drainTo(group, GROUP);
        if (group.isEmpty()) {
            return IDLE;
        }
        write(group);
        return Duration.ZERO;
    }

    private void write(List<Write> group) {
        List<byte[]> bodies =
                group.stream().flatMap(write -> write.bodies().stream()).toList();
        Throwable failure = null;
        try {
            table.add(bodies);
        } catch (SQLException | RuntimeException | Error e) {
            // Whatever it is, the thread lives on: nobody else writes.
            log.error("spool.failed events={}: {}", bodies.size(), e.toString());
            failure = e;
        }
        // Only now, when the table counts them: no reader may see a spool that is shorter than it is.
        release(bodies.size(), bodies.stream().mapToLong(body -> body.length).sum());
        for (Write write : group) {
            if (failure == null) {
                write.done().complete(null);
            } else {
                write.done().completeExceptionally(failure);
            }
        }
    }

    private record Write(List<byte[]> bodies, CompletableFuture<@Nullable Void> done) {}
}
