package dev.gatewaysync.ingest.outbound;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.messaging.OutageFailure;
import dev.gatewaysync.service.settings.Settings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Stores accepted events: with the broker, or in the spool while the broker is away or the spool is not empty yet, so that
 * what one sender sends one after the other arrives in that order.
 *
 * <p>{@code gateway_ingest_publish_seconds}, histogram: from handing events to the broker until its confirm. {@code
 * gateway_ingest_spool_events}, gauge: events accepted and not published yet.
 */
@Component
public class EventPublisher implements DisposableBean {
    /** Where an event is. */
    public enum Stored {
        /** The broker has confirmed it. */
        CONFIRMED,
        /** It is on this machine's disk, and will be published. */
        SPOOLED
    }

    private final ConfirmedPublisher publisher;
    private final BrokerAvailability broker;
    private final Timer publish;
    private final @Nullable Spool spool;
    private final @Nullable SpoolPublisher drain;

    EventPublisher(ConfirmedPublisher publisher, BrokerAvailability broker, Settings settings, MeterRegistry registry) {
        this.publisher = publisher;
        this.broker = broker;
        this.publish = Timer.builder("gateway.ingest.publish")
                .description("From handing events to the broker until its confirm")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(registry);
        this.spool = SpoolSettings.directory(settings).map(Spool::new).orElse(null);
        this.drain = spool == null
                ? null
                : new SpoolPublisher(
                        spool,
                        rows -> send(rows.stream().map(SpoolTable.Row::event).toList()));
        Gauge.builder("gateway.ingest.spool.events", () -> spooled().orElse(0))
                .description("Events accepted and not published yet")
                .register(registry);
    }

    /** @throws OutageFailure if one of the events is not known to be stored; all may be given again */
    public Stored store(List<EventEnvelope> events) {
        if (events.isEmpty()) {
            return Stored.CONFIRMED;
        }
        if (spool == null) {
            send(events);
            return Stored.CONFIRMED;
        }
        if (spool.size() == 0) {
            try {
                send(events);
                return Stored.CONFIRMED;
            } catch (OutageFailure e) {
                // The spool is for exactly this.
            }
        }
        spool.add(events);
        return Stored.SPOOLED;
    }

    /** Whether an event that came now would be stored, as far as is known. */
    public boolean acceptsWithout(boolean brokerIsUp) {
        return spool == null ? brokerIsUp : spool.hasRoom() && (brokerIsUp || spool.hasDisk());
    }

    /** Whether there is a spool whose disk takes nothing more. */
    public boolean isDiskFull() {
        return spool != null && !spool.hasDisk();
    }

    /** How many events wait in the spool; empty if there is no spool. */
    public OptionalLong spooled() {
        return spool == null ? OptionalLong.empty() : OptionalLong.of(spool.size());
    }

    @Override
    public void destroy() {
        if (drain != null) {
            drain.close();
        }
        if (spool != null) {
            spool.close();
        }
    }

    private void send(List<EventEnvelope> events) {
        broker.call(() -> publish.record(() -> publisher.publishShared(events)));
    }
}
