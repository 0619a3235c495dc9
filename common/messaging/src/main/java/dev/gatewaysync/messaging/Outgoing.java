package dev.gatewaysync.messaging;

import com.rabbitmq.client.AMQP;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A message on its way to the broker.
 *
 * @param confirm completes when the broker has stored it, or with an {@link OutageFailure}
 */
record Outgoing(
        String exchange,
        String routingKey,
        String messageId,
        Map<String, Object> headers,
        byte[] body,
        CompletableFuture<Void> confirm) {
    private static final int PERSISTENT = 2;

    static Outgoing of(String exchange, String routingKey, String messageId, Map<String, Object> headers, byte[] body) {
        return new Outgoing(exchange, routingKey, messageId, headers, body, new CompletableFuture<>());
    }

    /** @param attempt names this publish, so that a return finds it */
    AMQP.BasicProperties properties(long attempt) {
        return new AMQP.BasicProperties.Builder()
                .deliveryMode(PERSISTENT)
                .contentType("application/json")
                .messageId(messageId)
                .headers(headers)
                .correlationId(Long.toString(attempt))
                .build();
    }

    void fail(String why, Throwable cause) {
        confirm.completeExceptionally(new OutageFailure(why + cause, cause));
    }
}
