package dev.gatewaysync.ingest.outbound;

import dev.gatewaysync.messaging.OutageFailure;
import dev.gatewaysync.task.Loop;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what is in the spool, oldest first, as soon as the broker takes it. An event that fails alone, and not because
 * the broker is away, is set aside.
 */
final class SpoolPublisher implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SpoolPublisher.class);
    private static final int BATCH = 200;
    private static final Duration IDLE = Duration.ofMillis(100);
    private static final Duration REFUSED = Duration.ofMillis(500);

    private final Spool spool;
    private final Consumer<List<SpoolTable.Row>> publish;
    private final Loop loop = Loop.named("spool-drain").onPlatformThread().running(this::round);

    SpoolPublisher(Spool spool, Consumer<List<SpoolTable.Row>> publish) {
        this.spool = spool;
        this.publish = publish;
        loop.start();
    }

    @Override
    public void close() {
        loop.stopNow(Duration.ofSeconds(2));
    }

    private Duration round() {
        return spool.size() == 0 ? IDLE : drain();
    }

    /** Returns how long to wait before the next try. */
    private Duration drain() {
        try {
            List<SpoolTable.Row> rows = spool.oldest(BATCH);
            if (rows.isEmpty()) {
                // What counts already may not be on the disk yet.
                return IDLE;
            }
            publish(rows);
            return Duration.ZERO;
        } catch (OutageFailure e) {
            log.debug("The spool waits: {}", e.getMessage());
            return REFUSED;
        } catch (SQLException | RuntimeException | Error e) {
            log.error("spool.failed it is tried again: {}", e.toString());
            return REFUSED;
        }
    }

    private void publish(List<SpoolTable.Row> rows) throws SQLException {
        try {
            publish.accept(rows);
        } catch (OutageFailure e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            if (rows.size() > 1) {
                for (SpoolTable.Row row : rows) {
                    publish(List.of(row));
                }
                return;
            }
            SpoolTable.Row row = rows.getFirst();
            log.error(
                    "spool.set_aside id={} seq={} stays in the file, for it cannot be published",
                    row.event().id(),
                    row.seq(),
                    e);
            spool.setAside(row);
            return;
        }
        spool.remove(rows);
        log.info("spool.drained events={} left={}", rows.size(), spool.size());
    }
}
