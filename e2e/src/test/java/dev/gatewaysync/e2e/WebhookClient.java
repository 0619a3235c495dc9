package dev.gatewaysync.e2e;

import dev.gatewaysync.testkit.Pause;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The main app's side: posts with the documented header, and retries with the same key as a careful sender does. */
final class WebhookClient {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
    private final String url;
    private final String secret;

    WebhookClient(String url, String secret) {
        this.url = url;
        this.secret = secret;
    }

    String url() {
        return url;
    }

    HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return http.send(request(body).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** @param key its idempotency key */
    HttpResponse<String> post(String key, String body) throws IOException, InterruptedException {
        return http.send(request(body).header("Idempotency-Key", key).build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + secret)
                .timeout(Duration.ofSeconds(60))
                .build();
        return JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    /**
     * Posts until it is answered 202, whatever happens to the server meanwhile, for five minutes at most; returns the
     * event's id.
     */
    String postUntilAccepted(String key, String body) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (System.nanoTime() < end) {
            try {
                HttpResponse<String> response = post(key, body);
                if (response.statusCode() == 202) {
                    return JSON.readTree(response.body()).get("id").asString();
                }
                if (response.statusCode() != 409 && response.statusCode() != 503 && response.statusCode() != 429) {
                    throw new AssertionError("Answered " + response.statusCode() + ": " + response.body());
                }
            } catch (IOException e) {
                // The server was killed; it will be back.
            }
            Pause.of(Duration.ofMillis(100));
        }
        throw new AssertionError("Not accepted within five minutes: " + key);
    }

    private HttpRequest.Builder request(String body) {
        return HttpRequest.newBuilder(URI.create(url + "/webhook/updates"))
                .header("Authorization", "Bearer " + secret)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }
}
