package dev.gatewaysync.ingest.outbound;

import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.messaging.OutageFailure;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Notices that the broker is away once, not once per request: the first failed publish opens the circuit, and so does a
 * broker that is connected and confirms nothing for five seconds, as one does that is short of memory or disk. Open, it
 * refuses at once, until a check in the background finds the broker back.
 */
@Component
public class BrokerCircuit implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(BrokerCircuit.class);
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(500);
    private static final long STALLED_NANOS = Duration.ofSeconds(5).toNanos();

    private final ConfirmedPublisher publisher;
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile long lastProgress;
    private volatile boolean closed;

    BrokerCircuit(ConfirmedPublisher publisher) {
        this.publisher = publisher;
    }

    /** Whether the broker takes events, as far as is known without asking. */
    public boolean isAway() {
        if (!away.get() && isStalled()) {
            open("it confirms nothing");
        }
        return away.get();
    }

    /** Whether the broker answers now; may take as long as connecting does. */
    public boolean isReachable() {
        return publisher.isReachable() && !isAway();
    }

    /** @throws OutageFailure from {@code publishing}, or at once while the broker is away */
    void call(Runnable publishing) {
        if (isAway()) {
            throw new OutageFailure("The broker is away");
        }
        if (inFlight.getAndIncrement() == 0) {
            lastProgress = System.nanoTime();
        }
        try {
            publishing.run();
            lastProgress = System.nanoTime();
        } catch (OutageFailure e) {
            open(String.valueOf(e.getMessage()));
            throw e;
        } finally {
            inFlight.decrementAndGet();
        }
    }

    @Override
    public void destroy() {
        closed = true;
    }

    private boolean isStalled() {
        return inFlight.get() > 0 && System.nanoTime() - lastProgress > STALLED_NANOS;
    }

    private void open(String why) {
        if (away.compareAndSet(false, true) && !closed) {
            log.warn("broker.away {}", why);
            Thread.ofVirtual().name("broker-probe").start(this::probe);
        }
    }

    /** Whatever it ends with, it is asked again: nobody else closes the circuit. */
    private boolean isBack() {
        try {
            return publisher.isReachable();
        } catch (RuntimeException | Error e) {
            log.warn("The broker is asked again in {} ms: {}", PROBE_INTERVAL.toMillis(), e.toString());
            return false;
        }
    }

    private void probe() {
        try {
            while (!closed) {
                Thread.sleep(PROBE_INTERVAL);
                if (!isStalled() && isBack()) {
                    away.set(false);
                    log.info("broker.back");
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
