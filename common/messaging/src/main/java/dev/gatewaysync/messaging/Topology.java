package dev.gatewaysync.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.Source;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The exchange and the queues: the only place that knows their names and arguments. Declaring is idempotent; every
 * service declares all of it on every connection, so that start order does not matter and no event finds its queue
 * missing.
 */
public final class Topology {
    /** Topic exchange of all events; the routing key is {@code source.type}. */
    public static final String EXCHANGE = "gateway.events";

    /** Every event, for the recorder. */
    public static final String HISTORY = "history";

    /** Every event, for the publisher; single active consumer. */
    public static final String DISCORD = "discord";

    /** Events from Discord, for the main app; single active consumer. */
    public static final String MAIN_APP = "main-app";

    /** Messages that could not be handled, for the archive and replay. */
    public static final String FAILED = "failed";

    /**
     * Takes the messages that only ask whether the broker stores what it is given. Of the same kind as the others, so that its
     * answer is theirs; nobody reads it, and what is in it goes by itself.
     */
    public static final String PROBE = "probe";

    /** The queues that consumers work through, in no order. */
    public static final List<String> WORK_QUEUES = List.of(HISTORY, DISCORD, MAIN_APP);

    static final List<String> ALL_QUEUES = List.of(HISTORY, DISCORD, MAIN_APP, FAILED, PROBE);

    /**
     * RabbitMQ 4 drops a quorum queue's message after 20 returns unless told otherwise, and 3.x refuses -1 for “never”.
     * Consumers count what kills them themselves, so this is only a bound that is never reached.
     */
    private static final int DELIVERY_LIMIT = 1_000_000;

    private Topology() {}

    public static String routingKey(EventEnvelope event) {
        return event.source().wireName() + "." + event.type().wireName();
    }

    /** @throws IOException if the broker refuses, for example because a queue exists with other arguments */
    public static void declare(Channel channel) throws IOException {
        channel.exchangeDeclare(EXCHANGE, BuiltinExchangeType.TOPIC, true);
        channel.queueDeclare(FAILED, true, false, false, Map.of("x-queue-type", "quorum"));
        channel.queueDeclare(PROBE, true, false, false, Map.of("x-queue-type", "quorum", "x-max-length", 1));
        for (String queue : WORK_QUEUES) {
            channel.queueDeclare(queue, true, false, false, workQueueArguments(queue));
            channel.queueBind(queue, EXCHANGE, queue.equals(MAIN_APP) ? Source.DISCORD.wireName() + ".#" : "#");
        }
    }

    /** @throws IOException if the exchange or one of the queues is not there */
    static void check(Channel channel) throws IOException {
        channel.exchangeDeclarePassive(EXCHANGE);
        for (String queue : ALL_QUEUES) {
            channel.queueDeclarePassive(queue);
        }
    }

    /** How many messages wait in {@code queue}, not counting those that a consumer holds; one may carry several events. */
    public static long depth(Channel channel, String queue) throws IOException {
        AMQP.Queue.DeclareOk ok = channel.queueDeclarePassive(queue);
        return ok.getMessageCount();
    }

    private static Map<String, Object> workQueueArguments(String queue) {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("x-queue-type", "quorum");
        arguments.put("x-delivery-limit", DELIVERY_LIMIT);
        arguments.put("x-dead-letter-exchange", "");
        arguments.put("x-dead-letter-routing-key", FAILED);
        arguments.put("x-dead-letter-strategy", "at-least-once");
        arguments.put("x-overflow", "reject-publish");
        if (!queue.equals(HISTORY)) {
            arguments.put("x-single-active-consumer", true);
        }
        return arguments;
    }
}
