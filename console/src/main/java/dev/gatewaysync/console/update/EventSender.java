package dev.gatewaysync.console.update;

import dev.gatewaysync.console.ApiException;
import dev.gatewaysync.console.ConsoleSettings;
import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.audit.AuditLog;
import dev.gatewaysync.crypto.StandardWebhooks;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.http.BoundedHttpClient;
import dev.gatewaysync.http.HttpRequests;
import dev.gatewaysync.service.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Sends an event as the main app would: signed, to ingest-api, which judges it. */
@Component
public final class EventSender implements DisposableBean {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final long LONGEST_ANSWER = 1 << 20;

    private final ConsoleSettings settings;
    private final AuditLog audit;
    private final InstantSource clock;
    private final BoundedHttpClient http = BoundedHttpClient.http1(Duration.ofSeconds(3));

    EventSender(ConsoleSettings settings, AuditLog audit, InstantSource clock) {
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public void destroy() {
        http.close();
    }

    /** What ingest-api said, unchanged. */
    public record Reply(int status, JsonNode body) {}

    public Reply send(String type, JsonNode data, Operator operator) {
        Secret secret = settings.webhookSecret();
        if (secret == null) {
            throw ApiException.unavailable("The console cannot sign events: WEBHOOK_SECRET is not set for it.");
        }
        audit.record(operator, "send", type, null);
        ObjectNode event = EventJson.mapper().createObjectNode();
        event.put("type", type);
        event.set("data", data);
        byte[] body = event.toString().getBytes(StandardCharsets.UTF_8);
        String id = "console-" + UUID.randomUUID();
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        HttpRequest request = HttpRequests.to(URI.create(settings.ingestUrl() + "/webhook/updates"))
                .header("Content-Type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", timestamp)
                .header(
                        "webhook-signature",
                        StandardWebhooks.signature(StandardWebhooks.key(secret.reveal()), id, timestamp, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, TIMEOUT, LONGEST_ANSWER);
            return new Reply(response.statusCode(), EventJson.mapper().readTree(response.body()));
        } catch (IOException | JacksonException e) {
            throw ApiException.unavailable("ingest-api does not answer at " + settings.ingestUrl() + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiException.unavailable("The console is stopping.");
        }
    }
}
