package dev.gatewaysync.embedded;

import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.task.Loop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Apache Qpid Broker-J in this JVM, AMQP 0-9-1 on the loopback interface. Messages are stored with Berkeley DB and survive
 * a restart and a kill of the process.
 *
 * <p>It looks after itself: every five seconds a message is published to it, and when two in a row are not stored it is
 * started anew, on the same port. Its store closes for good when the disk is full or refuses a write, and does not open
 * again by itself. While the disk is short it stays as it is, and one line says so.
 *
 * @see <a href="https://qpid.apache.org/components/broker-j/">Qpid Broker-J</a>
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final Pace PACE = new Pace(Duration.ofSeconds(5), Duration.ofSeconds(10));
    private static final int FAILURES = 2;

    private final DiskReserve reserve;
    private final Pace pace;
    private final int port;
    private final String password;
    private final ConfirmedPublisher probe;
    private final Loop watch;
    private @Nullable QpidBroker running;
    private volatile boolean closed;
    private volatile int failures;
    private boolean saidShort;

    /**
     * @param look between two looks
     * @param patience for the answer to one
     */
    record Pace(Duration look, Duration patience) {}

    private EmbeddedBroker(DiskReserve reserve, Pace pace, int port, String password) {
        this.reserve = reserve;
        this.pace = pace;
        this.port = port;
        this.password = password;
        this.running = QpidBroker.start(reserve, port, password);
        this.probe = ConfirmedPublisher.at(url(), pace.patience());
        this.watch = Loop.named("broker-watch")
                .onPlatformThread()
                .firstAfter(pace.look())
                .afterFailure(this::watchFailed)
                .running(this::look);
        watch.start();
    }

    /**
     * @param directory where messages are kept; one broker at a time may use it
     * @throws EmbeddedStartException if the broker cannot start
     */
    public static EmbeddedBroker start(Path directory) {
        return start(directory, DiskReserve.DEFAULT_BYTES, PACE);
    }

    static EmbeddedBroker start(Path directory, long reservedBytes, Pace pace) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new EmbeddedStartException(
                    "the embedded broker cannot keep its messages in " + directory + ": " + e, e);
        }
        DiskReserve reserve = new DiskReserve(directory, reservedBytes);
        if (!reserve.isThere()) {
            throw new EmbeddedStartException("the embedded broker has too little room: " + reserve.shortage()
                    + ". Free some, or set GATEWAY_DATA_DIR to a folder on another disk");
        }
        dontEndTheProcess();
        return new EmbeddedBroker(
                reserve, pace, FreePort.find(), UUID.randomUUID().toString());
    }

    /** {@code amqp://} URL with a user and a password of this run. */
    public String url() {
        return "amqp://gateway:" + password + "@127.0.0.1:" + port;
    }

    @Override
    public void close() {
        closed = true;
        watch.stopNow(pace.patience());
        probe.close();
        stop();
    }

    private Duration look() {
        if (failures < FAILURES) {
            failures = probe.isReachable() ? 0 : failures + 1;
        }
        if (failures >= FAILURES && startAnew()) {
            failures = 0;
        }
        return pace.look();
    }

    private Duration watchFailed(Throwable failure) {
        log.warn(
                "broker.watch_failed It is looked at again in {} s: {}",
                pace.look().toSeconds(),
                failure.toString());
        return pace.look();
    }

    private boolean startAnew() {
        if (closed) {
            return false;
        }
        if (!reserve.isThere()) {
            if (!saidShort) {
                log.warn(
                        "broker.short The embedded broker stores nothing until there is room again: {}. Accepted events"
                                + " wait in the spool",
                        reserve.shortage());
                saidShort = true;
            }
            return false;
        }
        log.warn("broker.restarting The embedded broker does not store what it is given and is started anew");
        try {
            restart();
            log.info("broker.restarted");
            saidShort = false;
            return true;
        } catch (RuntimeException e) {
            log.error(
                    "broker.down The embedded broker is tried again in {} s: {}",
                    pace.look().toSeconds(),
                    e.getMessage());
            return false;
        }
    }

    private synchronized void restart() {
        QpidBroker failed = running;
        running = null;
        if (failed != null) {
            failed.abandon();
        }
        if (!closed) {
            running = QpidBroker.start(reserve, port, password);
        }
    }

    synchronized @Nullable QpidBroker running() {
        return running;
    }

    private synchronized void stop() {
        QpidBroker broker = running;
        running = null;
        if (broker != null) {
            try {
                if (failures == 0) {
                    broker.close();
                } else {
                    broker.abandon();
                }
            } catch (RuntimeException e) {
                log.warn("The embedded broker did not stop cleanly: {}", e.toString());
            }
        }
    }

    /**
     * A task of the broker that fails ends the whole process where nobody has said what to do with uncaught exceptions,
     * services, front door and all. Here it is the broker alone that is started anew.
     */
    private static void dontEndTheProcess() {
        if (Thread.getDefaultUncaughtExceptionHandler() == null) {
            Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
                log.warn("thread.ended {}: {}", thread.getName(), failure.toString());
                log.debug("Its trace:", failure);
            });
        }
    }
}
