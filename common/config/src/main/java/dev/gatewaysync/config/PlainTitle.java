package dev.gatewaysync.config;

import dev.gatewaysync.config.expression.ExpressionException;
import dev.gatewaysync.config.expression.TextTemplate;
import dev.gatewaysync.events.EventDescription;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.OwnType;

/** The one line under which an event stands in the history: for an own type, what its card is called. */
public final class PlainTitle {
    private PlainTitle() {}

    /** @throws dev.gatewaysync.events.MalformedEventException if the data does not fit the type */
    public static String of(EventEnvelope event, GatewayConfig config) {
        String usual = EventDescription.of(event.event());
        if (!(event.type() instanceof OwnType)) {
            return usual;
        }
        TextTemplate title =
                config.card(event.type().wireName()).map(CardTemplate::title).orElse(null);
        if (title == null) {
            return usual;
        }
        try {
            String text =
                    title.of(EventInput.ofCard(event), TextTemplate::shown).strip();
            return text.isEmpty() ? usual : text;
        } catch (ExpressionException e) {
            // Its card says so where it is shown; the history has the event all the same.
            return usual;
        }
    }
}
