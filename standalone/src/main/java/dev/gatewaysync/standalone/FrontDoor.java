package dev.gatewaysync.standalone;

import dev.gatewaysync.http.BoundedHttpClient;
import dev.gatewaysync.http.HttpRequests;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/** Where the sample main app tells what happened, as any other sender does. */
final class FrontDoor {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LARGEST_ANSWER = 1 << 20;
    private static final int ACCEPTED = 202;

    private final Gateway gateway;
    private final JsonMapper json = JsonMapper.builder().build();

    FrontDoor(Gateway gateway) {
        this.gateway = gateway;
    }

    /** @return the event's id */
    String post(String body) throws InterruptedException {
        String secret =
                gateway.settings().text("WEBHOOK_SECRET", "").split(",")[0].strip();
        HttpRequest request = HttpRequests.to(URI.create(gateway.ingestUrl() + "/webhook/updates"))
                .header("Authorization", "Bearer " + secret)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (BoundedHttpClient client = BoundedHttpClient.http1(PATIENCE)) {
            HttpResponse<byte[]> response = client.send(request, PATIENCE, LARGEST_ANSWER);
            if (response.statusCode() != ACCEPTED) {
                throw new IllegalStateException(
                        "The demo's own event was refused: " + new String(response.body(), StandardCharsets.UTF_8));
            }
            return json.readTree(response.body()).get("id").asString();
        } catch (IOException e) {
            throw new IllegalStateException("The demo cannot reach " + gateway.ingestUrl(), e);
        }
    }
}
