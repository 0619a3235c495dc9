package dev.gatewaysync.discord.rest;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * An answer as it came.
 *
 * @param body a missing node when it is empty or no JSON
 */
record RestResponse(int status, HttpHeaders headers, JsonNode body) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static RestResponse of(HttpResponse<byte[]> response) {
        return new RestResponse(response.statusCode(), response.headers(), read(response.body()));
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Discord writes its own answers as JSON objects; whatever stands in front of it writes HTML. */
    boolean isFromDiscord() {
        return body.isObject();
    }

    /** A wait, or a limit that it belongs to; Discord's own 429 always has one. */
    boolean namesALimit() {
        return headers.firstValue("Retry-After").isPresent()
                || body.has("retry_after")
                || headers.map().keySet().stream()
                        .anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("x-ratelimit-"));
    }

    /** A simulator says so in a header of each answer. */
    boolean isSimulated() {
        return headers.firstValue("X-Discord-Simulator").filter("true"::equals).isPresent();
    }

    /** Discord's error code; 0 when there is none. */
    int code() {
        return body.path("code").asInt(0);
    }

    static JsonNode read(byte[] bytes) {
        try {
            return JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (JacksonException noJson) {
            return MissingNode.getInstance();
        }
    }
}
