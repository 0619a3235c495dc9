package dev.gatewaysync.service.trace;

import org.jspecify.annotations.Nullable;

/**
 * One step of an event's way, from its beginning to {@link #close}. Where nobody traces it is nothing but the place that the caller
 * named. While it lasts log lines of its thread carry {@code trace_id}.
 */
public interface TraceStep extends AutoCloseable {
    /** The step that this thread is in; one of no trace if it is in none. */
    static TraceStep current() {
        return ThreadSteps.current();
    }

    /** Its place, for whoever goes on from here; null if it is in no trace. */
    @Nullable
    String traceparent();

    /** @param value of low importance: secrets and people's words have no place here */
    default void tag(String name, String value) {}

    /** It did not do what it was for. */
    default void failed(String why) {}

    /** It is kept nowhere; what it was is not to be known, or not worth it. */
    default void forget() {}

    @Override
    void close();
}
