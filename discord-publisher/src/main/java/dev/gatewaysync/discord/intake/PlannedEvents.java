package dev.gatewaysync.discord.intake;

import dev.gatewaysync.events.EventEnvelope;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hands events whose deliveries have been planned to whoever sends now. Without a listener nothing is lost: plans are stored. */
@Component
public final class PlannedEvents {
    private volatile @Nullable Consumer<List<EventEnvelope>> listener;

    public void listenWith(Consumer<List<EventEnvelope>> newListener) {
        listener = newListener;
    }

    public void stopListening() {
        listener = null;
    }

    void publish(List<EventEnvelope> events) {
        Consumer<List<EventEnvelope>> current = listener;
        if (current != null) {
            current.accept(events);
        }
    }
}
