package dev.gatewaysync.console.doctor;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.http.BoundedHttpClient;
import dev.gatewaysync.http.HttpRequests;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Asks the main app once, without patience. */
@Component
final class Web implements DisposableBean {
    private static final Duration TIMEOUT = Duration.ofSeconds(8);
    private static final long LONGEST_ANSWER = 20L << 20;

    private final BoundedHttpClient http = BoundedHttpClient.http1(Duration.ofSeconds(3));

    /** @param status 0 if there was no answer; then problem says why, without the URL, which may hold a secret */
    record Answer(int status, JsonNode body, String problem) {
        boolean isOk() {
            return status >= 200 && status < 300;
        }
    }

    Answer get(String url, @Nullable String authorization) {
        try {
            HttpRequest.Builder request = HttpRequests.to(URI.create(url)).header("User-Agent", "gateway-sync");
            if (authorization != null) {
                request.header("Authorization", authorization);
            }
            HttpResponse<byte[]> response = http.send(request.build(), TIMEOUT, LONGEST_ANSWER);
            return new Answer(response.statusCode(), parsed(response.body()), "answers " + response.statusCode());
        } catch (IOException | IllegalArgumentException e) {
            return new Answer(0, EventJson.mapper().nullNode(), "does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, EventJson.mapper().nullNode(), "was not asked: the console stops");
        }
    }

    @Override
    public void destroy() {
        http.close();
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return EventJson.mapper().readTree(body);
        } catch (JacksonException e) {
            return EventJson.mapper().nullNode();
        }
    }
}
