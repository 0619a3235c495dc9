package dev.gatewaysync.service.trace;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.Traceparent;
import dev.gatewaysync.messaging.EventHandler;
import org.jspecify.annotations.Nullable;

/** Nobody traces: a caller's place is passed on, and nothing else is done. */
final class UntracedSteps implements Tracing {
    static final Tracing INSTANCE = new UntracedSteps();

    private UntracedSteps() {}

    @Override
    public TraceStep begin(String name, Kind kind, @Nullable String parent) {
        return parent == null
                ? ThreadSteps.NONE
                : Traceparent.read(parent).<TraceStep>map(PassedOn::new).orElse(ThreadSteps.NONE);
    }

    @Override
    public TraceStep begin(String name, Kind kind, EventEnvelope event) {
        return begin(name, kind, event.trace());
    }

    @Override
    public EventHandler traced(String name, EventHandler handler) {
        return handler;
    }

    @Override
    public void close() {
        // There is nothing to send.
    }

    private static final class PassedOn implements TraceStep {
        private final String traceparent;
        private final Runnable leave;

        PassedOn(Traceparent place) {
            this.traceparent = place.value();
            this.leave = ThreadSteps.enter(this);
        }

        @Override
        public String traceparent() {
            return traceparent;
        }

        @Override
        public void close() {
            leave.run();
        }
    }
}
