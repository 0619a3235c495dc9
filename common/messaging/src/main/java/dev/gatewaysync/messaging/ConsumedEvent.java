package dev.gatewaysync.messaging;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.MalformedEventException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;

/**
 * One event as it was delivered: a message, or a line of a message that several share.
 *
 * @param body of this event alone
 * @param isLast whether the message holds no event behind this one, so that it may be acknowledged with it
 */
record ConsumedEvent(Message message, byte[] body, boolean isLast) {
    /** The events of these messages in order. A message with more or fewer than it says stays one piece, which is no event. */
    static List<ConsumedEvent> of(List<Message> messages) {
        List<ConsumedEvent> deliveries = new ArrayList<>(messages.size());
        for (Message message : messages) {
            String count = eventsIn(message);
            List<byte[]> lines = count == null ? List.of() : EventBatchCodec.split(message.getBody());
            if (!Integer.toString(lines.size()).equals(count)) {
                deliveries.add(new ConsumedEvent(message, message.getBody(), true));
                continue;
            }
            for (int i = 0; i < lines.size(); i++) {
                deliveries.add(new ConsumedEvent(message, lines.get(i), i == lines.size() - 1));
            }
        }
        return deliveries;
    }

    long tag() {
        return properties().getDeliveryTag();
    }

    boolean isRedelivered() {
        return Boolean.TRUE.equals(properties().isRedelivered());
    }

    /** The event's id, or “unknown” where neither the message nor its body tells. */
    String id() {
        String id = properties().getMessageId();
        if (id != null) {
            return id;
        }
        try {
            return event().event().id();
        } catch (MalformedEventException e) {
            return "unknown";
        }
    }

    /** Those of the message, without what the broker notes and without what holds for all its events together. */
    Map<String, Object> headers() {
        Map<String, Object> own = new HashMap<>(properties().getHeaders());
        own.keySet().removeIf(name -> name.startsWith("x-"));
        if (!isWhole()) {
            own.remove(MessageHeaders.EVENTS);
        }
        return own;
    }

    /** @throws MalformedEventException if the body is no event */
    ReceivedEvent event() {
        if (isWhole() && eventsIn(message) != null) {
            throw new MalformedEventException(
                    "The message does not carry " + eventsIn(message) + " events, as it says");
        }
        return new ReceivedEvent(
                EventJson.fromBytes(body),
                header(MessageHeaders.REPLAYED_BY),
                header(MessageHeaders.TARGET),
                isRedelivered());
    }

    private @Nullable String header(String name) {
        Object value = properties().getHeaders().get(name);
        return value == null ? null : value.toString();
    }

    private boolean isWhole() {
        return body == message.getBody();
    }

    private static @Nullable String eventsIn(Message message) {
        Object count = message.getMessageProperties().getHeaders().get(MessageHeaders.EVENTS);
        return count == null ? null : count.toString();
    }

    private MessageProperties properties() {
        return message.getMessageProperties();
    }
}
