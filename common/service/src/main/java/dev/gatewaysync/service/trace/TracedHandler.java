package dev.gatewaysync.service.trace;

import dev.gatewaysync.messaging.EventHandler;
import dev.gatewaysync.messaging.HandlingFailure;
import dev.gatewaysync.messaging.ReceivedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds a step to the trace of each event that was handled, or was not. */
final class TracedHandler implements EventHandler {
    private final String name;
    private final EventHandler handler;
    private final OtlpTracing tracing;

    TracedHandler(String name, EventHandler handler, OtlpTracing tracing) {
        this.name = name;
        this.handler = handler;
        this.tracing = tracing;
    }

    @Override
    public void handle(List<ReceivedEvent> events) {
        long start = System.currentTimeMillis();
        try {
            handler.handle(events);
        } catch (HandlingFailure e) {
            add(events, start, e.getClass().getSimpleName());
            throw e;
        }
        add(events, start, null);
    }

    @Override
    public void behind(List<ReceivedEvent> waiting) {
        handler.behind(waiting);
    }

    @Override
    public void probe() {
        handler.probe();
    }

    private void add(List<ReceivedEvent> events, long start, @Nullable String failure) {
        long end = System.currentTimeMillis();
        events.forEach(received -> tracing.add(name, received.event(), start, end, failure));
    }
}
