package dev.gatewaysync.ingest.outbound;

import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.messaging.OutageFailure;
import dev.gatewaysync.task.OutageGate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Notices that the broker is away once, not once per request: by the first failed publish, or by a broker that is connected
 * and confirms nothing for five seconds, as one does that is short of memory or disk. From then on it refuses at once, until a
 * check in the background finds the broker back.
 */
@Component
public class BrokerAvailability implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(BrokerAvailability.class);
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(500);
    private static final long STALLED_NANOS = Duration.ofSeconds(5).toNanos();

    private final ConfirmedPublisher publisher;
    private final OutageGate gate;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile long lastProgress;

    BrokerAvailability(ConfirmedPublisher publisher) {
        this.publisher = publisher;
        this.gate = OutageGate.named("broker-probe")
                .every(probe -> PROBE_INTERVAL)
                .onAway(why -> log.warn("broker.away {}", why))
                .onFailedProbe(failure -> log.warn(
                        "The broker is asked again in {} ms: {}", PROBE_INTERVAL.toMillis(), failure.toString()))
                .onBack(probes -> log.info("broker.back"))
                .probing(() -> !isStalled() && publisher.isReachable());
    }

    /** Whether the broker takes events, as far as is known without asking. */
    public boolean isAway() {
        if (!gate.isAway() && isStalled()) {
            gate.report("it confirms nothing");
        }
        return gate.isAway();
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
            gate.report(String.valueOf(e.getMessage()));
            throw e;
        } finally {
            inFlight.decrementAndGet();
        }
    }

    @Override
    public void destroy() {
        gate.close();
    }

    private boolean isStalled() {
        return inFlight.get() > 0 && System.nanoTime() - lastProgress > STALLED_NANOS;
    }
}
