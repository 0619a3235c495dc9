package dev.gatewaysync.console.failed;

import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.messaging.MessageHeaders;
import dev.gatewaysync.messaging.PoisonCounter;
import dev.gatewaysync.messaging.Topology;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Puts a failed message back on the queue that it failed on, and on no other. */
@Component
final class ReplaySender {
    /** Written by the archive beside a body whose bytes are no text. */
    private static final String BODY_ENCODING = "gateway-body-encoding";

    private static final Set<String> OF_THE_FAILURE = Set.of(
            MessageHeaders.ORIGINAL_QUEUE,
            MessageHeaders.ERROR_CLASS,
            MessageHeaders.ERROR,
            MessageHeaders.ATTEMPTS,
            MessageHeaders.LAST_FAILED_AT,
            MessageHeaders.TARGET,
            BODY_ENCODING);

    private final ConfirmedPublisher publisher;
    private final PoisonCounter poison;

    ReplaySender(ConfirmedPublisher publisher, PoisonCounter poison) {
        this.publisher = publisher;
        this.poison = poison;
    }

    /**
     * Returns when the broker has stored it.
     *
     * @throws dev.gatewaysync.messaging.OutageFailure if it is not known to be stored; send it again
     * @throws IllegalArgumentException if what is archived cannot be read as a message
     */
    void send(FailureDetails details, String operator) {
        FailedMessage failure = details.failure();
        if (details.headers().has(FailureDetails.UNREADABLE_HEADERS)) {
            throw new IllegalArgumentException("its archived headers are no JSON");
        }
        Map<String, Object> headers = new HashMap<>();
        details.headers().properties().forEach(header -> {
            // The broker's own would make it take the message for one that has died before.
            if (!header.getKey().startsWith("x-") && !OF_THE_FAILURE.contains(header.getKey())) {
                headers.put(header.getKey(), header.getValue().asString(""));
            }
        });
        headers.put(MessageHeaders.FIRST_FAILED_AT, failure.firstFailedAt().toEpochMilli());
        headers.put(MessageHeaders.REPLAYED_BY, operator);
        if (failure.target() != null && failure.queue().equals(Topology.DISCORD)) {
            // Not as archived: an earlier version kept one message for several targets, with the last one's name.
            headers.put(MessageHeaders.TARGET, failure.target());
        }
        boolean base64 = details.headers().path(BODY_ENCODING).asString("").equals("base64");
        byte[] body = base64
                ? Base64.getDecoder().decode(details.body())
                : details.body().getBytes(StandardCharsets.UTF_8);
        String messageId = failure.eventId() == null ? "unknown" : failure.eventId();
        // What killed its consumer before gets its full number of tries again.
        poison.forget(failure.queue(), messageId);
        publisher.publishToQueue(failure.queue(), messageId, headers, body);
    }
}
