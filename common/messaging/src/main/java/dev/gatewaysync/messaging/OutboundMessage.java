package dev.gatewaysync.messaging;

import com.rabbitmq.client.AMQP;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to the broker.
 *
 * @param messageId id of its event; null if it carries several
 * @param mayShare whether its event may share a message with others of the same routing key
 * @param expiry after how many milliseconds the broker may drop it; null for never
 * @param confirm completes when the broker has stored it, or with an {@link OutageFailure}
 */
record OutboundMessage(
        String exchange,
        String routingKey,
        @Nullable String messageId,
        Map<String, Object> headers,
        byte[] body,
        boolean mayShare,
        @Nullable String expiry,
        CompletableFuture<Void> confirm) {
    private static final int PERSISTENT = 2;

    /** RabbitMQ keeps one probe by its queue's length, which Qpid does not know; both drop what has expired. */
    private static final String PROBE_EXPIRY = "10000";

    static OutboundMessage event(EventEnvelope event, boolean mayShare) {
        return new OutboundMessage(
                Topology.EXCHANGE,
                Topology.routingKey(event),
                event.id(),
                event.trace() == null ? Map.of() : Map.of(MessageHeaders.TRACEPARENT, event.trace()),
                EventJson.toBytes(event),
                mayShare,
                null,
                new CompletableFuture<>());
    }

    /** Past the exchange, into one queue. */
    static OutboundMessage toQueue(String queue, String messageId, Map<String, Object> headers, byte[] body) {
        return new OutboundMessage("", queue, messageId, headers, body, false, null, new CompletableFuture<>());
    }

    /** Says nothing: what matters is whether it is stored. */
    static OutboundMessage probe() {
        return new OutboundMessage(
                "",
                Topology.PROBE,
                Topology.PROBE,
                Map.of(),
                new byte[0],
                false,
                PROBE_EXPIRY,
                new CompletableFuture<>());
    }

    /** One message with the events of these; what becomes of it becomes of each of them. */
    static OutboundMessage sharedBy(List<OutboundMessage> messages) {
        OutboundMessage first = messages.getFirst();
        CompletableFuture<Void> confirm = new CompletableFuture<>();
        confirm.whenComplete((stored, failure) -> messages.forEach(message -> {
            if (failure == null) {
                message.confirm.complete(null);
            } else {
                message.confirm.completeExceptionally(failure);
            }
        }));
        return new OutboundMessage(
                first.exchange,
                first.routingKey,
                null,
                EventBatchCodec.headers(messages),
                EventBatchCodec.join(
                        messages.stream().map(OutboundMessage::body).toList()),
                false,
                null,
                confirm);
    }

    boolean mayShareWith(OutboundMessage other) {
        return mayShare && other.mayShare && routingKey.equals(other.routingKey);
    }

    /** Whether nobody waits for its confirm any more. */
    boolean isGivenUp() {
        return confirm.isDone();
    }

    /** @param attempt names this publish, so that a return finds it */
    AMQP.BasicProperties properties(long attempt) {
        return new AMQP.BasicProperties.Builder()
                .deliveryMode(PERSISTENT)
                .contentType(messageId == null ? "application/x-ndjson" : "application/json")
                .messageId(messageId)
                .headers(headers)
                .expiration(expiry)
                .correlationId(Long.toString(attempt))
                .build();
    }

    void fail(String why, Throwable cause) {
        confirm.completeExceptionally(new OutageFailure(why + cause, cause));
    }
}
