package dev.gatewaysync.simulator.rest;

import dev.gatewaysync.simulator.limits.RateLimited;
import dev.gatewaysync.simulator.limits.Scope;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** The 429 of a rate limit. */
final class Refusal {

    private Refusal() {}

    static Answer of(RateLimited refused) {
        var body = Json.object()
                .put("message", refused.getMessage())
                .put("retry_after", refused.retryAfterSeconds())
                .put("global", refused.scope() == Scope.GLOBAL);
        if (refused.code() != 0) {
            body.put("code", refused.code());
        }
        var headers = new LinkedHashMap<>(refused.headers());
        headers.put("Retry-After", Integer.toString((int) Math.ceil(refused.retryAfterSeconds())));
        headers.put("X-RateLimit-Scope", refused.scope().headerValue());
        return Answer.of(429, body).with(headers);
    }

    /** {@code retry_after} of a 429 that is JSON, else null. */
    static @Nullable Double secondsIn(Answer answer) {
        var body = answer.body();
        if (answer.status() != 429 || body == null || !answer.contentType().equals("application/json")) {
            return null;
        }
        return Json.read(body.getBytes(StandardCharsets.UTF_8))
                .path("retry_after")
                .asDouble(0);
    }
}
