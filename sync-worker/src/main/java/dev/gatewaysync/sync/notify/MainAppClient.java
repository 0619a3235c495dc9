package dev.gatewaysync.sync.notify;

import dev.gatewaysync.crypto.StandardWebhooks;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.http.BoundedHttpClient;
import dev.gatewaysync.service.settings.Secret;
import dev.gatewaysync.service.settings.SecretMask;
import dev.gatewaysync.service.trace.TraceStep;
import dev.gatewaysync.service.trace.Tracing;
import dev.gatewaysync.storage.history.AttemptExchange;
import dev.gatewaysync.sync.mainapp.RetryAfter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One try to post an event to the main app. */
final class MainAppClient implements AutoCloseable {
    /** Of which operators see the beginning; what is longer costs the connection. */
    private static final int READ_OF_ANSWER = 64 * 1024;

    private final URI target;
    private final List<Secret> keys;
    private final Duration timeout;
    private final InstantSource clock;
    private final Tracing tracing;
    private final SecretMask mask;
    private final BoundedHttpClient client;

    MainAppClient(URI target, NotifySettings settings, InstantSource clock, Tracing tracing) {
        this.target = target;
        this.keys = settings.keys();
        this.timeout = settings.timeout();
        this.clock = clock;
        this.tracing = tracing;
        this.mask = settings.mask();
        this.client = BoundedHttpClient.http1(timeout);
    }

    /** Also tells the app by {@code traceparent} in which trace this is, if it is in one. */
    Answer send(EventEnvelope event) {
        try (TraceStep step = tracing.begin("main-app post", Tracing.Kind.CLIENT, event)) {
            Answer answer = send(event, step.traceparent());
            if (!answer.isDelivered()) {
                step.failed(answer.text());
            }
            return answer;
        }
    }

    private Answer send(EventEnvelope event, @Nullable String traceparent) {
        byte[] body = body(event);
        Instant now = clock.instant();
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .header("Content-Type", "application/json")
                .header("User-Agent", "gateway-sync")
                .header("webhook-id", event.id())
                .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!keys.isEmpty()) {
            request.header("Authorization", "Bearer " + keys.getFirst().reveal())
                    .header("webhook-signature", signatures(event.id(), now, body));
        }
        if (traceparent != null) {
            request.header("traceparent", traceparent);
        }
        Sent sent = new Sent(body, System.nanoTime());
        try {
            HttpResponse<byte[]> response = client.sendForStart(request.build(), timeout, READ_OF_ANSWER);
            return new Answer(
                    response.statusCode(),
                    RetryAfter.of(response.headers().firstValue("Retry-After"), now),
                    "HTTP " + response.statusCode(),
                    exchange(sent, response.statusCode(), response.body()));
        } catch (HttpConnectTimeoutException e) {
            return unanswered(sent, "no answer: " + e);
        } catch (HttpTimeoutException e) {
            return unanswered(sent, "no answer within " + timeout.toSeconds() + " s");
        } catch (IOException e) {
            return unanswered(sent, "no answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unanswered(sent, "interrupted by the end of this service");
        }
    }

    /** @param start in the system's nanoseconds */
    private record Sent(byte[] body, long start) {}

    private Answer unanswered(Sent sent, String text) {
        return new Answer(null, Duration.ZERO, text, exchange(sent, null, new byte[0]));
    }

    private AttemptExchange exchange(Sent sent, @Nullable Integer status, byte[] answer) {
        return new AttemptExchange(
                "POST",
                mask.masked(target.getRawPath()),
                status,
                Duration.ofNanos(System.nanoTime() - sent.start()).toMillis(),
                mask.masked(new String(sent.body(), StandardCharsets.UTF_8)),
                mask.masked(new String(answer, StandardCharsets.UTF_8)),
                null);
    }

    @Override
    public void close() {
        client.close();
    }

    private static byte[] body(EventEnvelope event) {
        ObjectNode body = EventJson.mapper().createObjectNode();
        body.put("type", event.type().wireName());
        body.put("id", event.id());
        body.put("timestamp", event.timestamp().toString());
        body.set("data", event.data());
        return EventJson.mapper().writeValueAsBytes(body);
    }

    /**
     * @param status null if there was no answer
     * @param retryAfter zero if it did not say
     * @param text what happened, for people
     * @param exchange what was sent and answered, without secrets
     */
    record Answer(@Nullable Integer status, Duration retryAfter, String text, AttemptExchange exchange) {
        boolean isDelivered() {
            return status != null && status / 100 == 2;
        }

        /** Whether the same event may be taken later. */
        boolean isForLater() {
            return status == null || status == 408 || status == 425 || status == 429 || status >= 500;
        }

        /** Whether it can be for the event's sake; that the app is asked too often or too early is not. */
        boolean mayBeTheEvents() {
            return isForLater() && (status == null || (status != 425 && status != 429));
        }

        /** Whether the app itself says that it cannot handle this, rather than something in front of it. */
        boolean isAppsOwnError() {
            return status != null && status == 500;
        }
    }

    /** One for each key, so that a receiver of either can check it while one is replaced. */
    private String signatures(String id, Instant time, byte[] body) {
        String timestamp = Long.toString(time.getEpochSecond());
        return keys.stream()
                .map(key -> StandardWebhooks.signature(StandardWebhooks.key(key.reveal()), id, timestamp, body))
                .collect(Collectors.joining(" "));
    }
}
