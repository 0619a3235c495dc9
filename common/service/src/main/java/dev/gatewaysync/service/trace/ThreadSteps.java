package dev.gatewaysync.service.trace;

import dev.gatewaysync.events.Traceparent;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Which step a thread is in, and its trace in the thread's log lines. */
final class ThreadSteps {
    static final String MDC_KEY = "trace_id";

    /** Of no trace. */
    static final TraceStep NONE = new TraceStep() {
        @Override
        public @Nullable String traceparent() {
            return null;
        }

        @Override
        public void close() {
            // It has begun nothing.
        }
    };

    private static final ThreadLocal<TraceStep> CURRENT = new ThreadLocal<>();

    private ThreadSteps() {}

    static TraceStep current() {
        TraceStep current = CURRENT.get();
        return current == null ? NONE : current;
    }

    /** @return runs at the step's end: the thread is again where it was */
    static Runnable enter(TraceStep step) {
        TraceStep before = CURRENT.get();
        String logged = MDC.get(MDC_KEY);
        CURRENT.set(step);
        Traceparent.read(step.traceparent()).ifPresent(place -> MDC.put(MDC_KEY, place.traceId()));
        return () -> {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
            if (logged == null) {
                MDC.remove(MDC_KEY);
            } else {
                MDC.put(MDC_KEY, logged);
            }
        };
    }
}
