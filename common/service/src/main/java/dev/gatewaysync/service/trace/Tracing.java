package dev.gatewaysync.service.trace;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.messaging.EventHandler;
import dev.gatewaysync.service.settings.Settings;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an event, as steps of one trace: those of a retry, after a crash and in another service are in the same. Where
 * {@code OTLP_ENDPOINT} is not set nothing is measured or sent, and a trace that a caller began is passed on as it came.
 */
public interface Tracing extends AutoCloseable {
    /** Who waits for whom, in OpenTelemetry's words. */
    enum Kind {
        SERVER,
        CONSUMER,
        CLIENT
    }

    /** Empty without one; what is wrong with it is left in {@code settings}. */
    static Optional<URI> endpoint(Settings settings) {
        return settings.httpUrl("OTLP_ENDPOINT", "http://localhost:4318");
    }

    /** @param service as in logs and metrics */
    static Tracing of(Settings settings, String service) {
        return endpoint(settings)
                .<Tracing>map(endpoint -> new OtlpTracing(endpoint, service))
                .orElse(UntracedSteps.INSTANCE);
    }

    /** @param parent the place that the caller named, as it came; one that is none is as good as none */
    TraceStep begin(String name, Kind kind, @Nullable String parent);

    /** A step of this event; of one that was made outside of any trace, in one of its own. */
    TraceStep begin(String name, Kind kind, EventEnvelope event);

    /** Handles as {@code handler} does, as a step of each event. */
    EventHandler traced(String name, EventHandler handler);

    @Override
    void close();
}
