package dev.gatewaysync.storage.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.TextSanitizer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What one try of a delivery sent, and what was answered; kept with the try, for as long as it. Whoever makes one has masked
 * every secret in the bodies, and no header is in it.
 *
 * @param route path with placeholders for what is secret; of the main app its path
 * @param status HTTP status; null when no answer came
 * @param durationMs from sending to the end of the answer
 * @param request body, cut at {@value #LONGEST} bytes; null where it is not kept
 * @param response as {@code request}
 * @param nextTryAt null if there is none, or none that is known beforehand
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record AttemptExchange(
        String method,
        String route,
        @Nullable Integer status,
        long durationMs,
        @Nullable String request,
        @Nullable String response,
        @Nullable Instant nextTryAt) {
    /** Of a body, in bytes of UTF-8. */
    public static final int LONGEST = 4096;

    /** So many tries of a delivery keep their bodies, and one that is the last. An outage of a day has thousands. */
    public static final int WITH_BODIES = 20;

    public AttemptExchange {
        request = cut(request);
        response = cut(response);
    }

    public AttemptExchange withNextTry(@Nullable Instant at) {
        return new AttemptExchange(method, route, status, durationMs, request, response, at);
    }

    public AttemptExchange withoutBodies() {
        return new AttemptExchange(method, route, status, durationMs, null, null, nextTryAt);
    }

    /** As it is stored. */
    public String json() {
        return EventJson.mapper().writeValueAsString(this);
    }

    /** Null for nothing, and for what is not readable. */
    static @Nullable AttemptExchange read(@Nullable String json) {
        try {
            return json == null ? null : EventJson.mapper().readValue(json, AttemptExchange.class);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static @Nullable String cut(@Nullable String body) {
        if (body == null || body.isEmpty()) {
            return null;
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST) {
            return TextSanitizer.storable(body);
        }
        int end = LONGEST;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return TextSanitizer.storable(new String(bytes, 0, end, StandardCharsets.UTF_8));
    }
}
